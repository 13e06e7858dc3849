"""What is charged by use: calls, SMS, and the levies of a telephone number."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from mioportal.rules.checks import a_count, a_day, member
from mioportal.rules.options import OptionCode
from mioportal.rules.plans import Function
from mioportal.rules.sources import Table, Unit, always, stated

CALL_UNIT: Table[int] = always("call_unit", Unit.SECONDS, 30, "解約ガイド §5④")
CALL_UNIT_PRICE: Table[Decimal] = always("call_unit_price", Unit.YEN, Decimal(11), "解約ガイド §5④")
CALL_UNIT_PRICE_INSIDE: Table[Decimal] = always(
    "call_unit_price_inside", Unit.YEN, Decimal("8.8"), "O-06"
)
STARTED_UNIT_COUNTS: Table[bool] = stated("call_started_unit_counts", "D-01")
# Of each single call; what goes beyond is charged as without the option.
FREE_MINUTES: Mapping[OptionCode, Table[int]] = MappingProxyType(
    {
        code: always(f"call_free_minutes.{code}", Unit.MINUTES, minutes, "O-10 (C-009)")
        for code, minutes in ((OptionCode.CALL_5, 5), (OptionCode.CALL_10, 10))
    }
)
SMS_PRICE: Table[Decimal] = always("sms_price", Unit.YEN, Decimal("3.3"), "D-02")

# Rows of 0, so that the documented totals hold (F-BIL-15).
UNIVERSAL_SERVICE_FEE: Table[Decimal] = always(
    "universal_service_fee", Unit.YEN, Decimal(0), "O-34 (D-03)"
)
RELAY_SERVICE_FEE: Table[Decimal] = always("relay_service_fee", Unit.YEN, Decimal(0), "O-34 (D-03)")

SECONDS_OF_A_MINUTE = 60


def has_number(function: Function | str) -> bool:
    """Whether a line with this function makes calls and sends messages (C-094)."""
    return member(Function, function, "function") is not Function.DATA


def call_charge(
    seconds: int,
    call_option: OptionCode | str | None = None,
    on: date | None = None,
    *,
    is_inside: bool = False,
) -> Decimal:
    """What one call costs, tax included: every started unit beyond the free minutes (F-BIL-09).

    `is_inside` is a call between two lines of one mioID; without `on` the newest price holds.
    """
    left = a_count(seconds, "seconds")
    day = date.max if on is None else a_day(on, "on")
    if call_option is not None:
        option = member(OptionCode, call_option, "call_option")
        if option is OptionCode.CALL_UNLIMITED:
            return Decimal(0)
        if option not in FREE_MINUTES:
            raise ValueError(f"call_option {option} is no option for calls")
        left = max(0, left - FREE_MINUTES[option].on(day) * SECONDS_OF_A_MINUTE)
    units = -(-left // CALL_UNIT.on(day))
    return units * (CALL_UNIT_PRICE_INSIDE if is_inside else CALL_UNIT_PRICE).on(day)


def sms_charge(messages: int, on: date | None = None) -> Decimal:
    """What `messages` short messages cost, tax included."""
    return a_count(messages, "messages") * SMS_PRICE.on(date.max if on is None else a_day(on, "on"))
