"""Drawing what a line used in a month: calls, messages, data bought."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from random import Random
from typing import NamedTuple

from mioportal.demo.fleet import shares
from mioportal.demo.fleet.holdings import DrawnOption
from mioportal.demo.fleet.households import DrawnLine, some_day
from mioportal.rules import usage
from mioportal.rules.dates import month_end
from mioportal.rules.options import OptionCode
from mioportal.rules.plans import Function

# Seconds beyond the free minutes, in the mean.
_UNIT = usage.CALL_UNIT.rows[-1].value
_CALLS_OF = 3


class DrawnUse(NamedTuple):
    """Calls and messages of a month."""

    calls: int
    seconds: int
    yen: Decimal
    messages: int


def draw_use(
    rng: Random, line: DrawnLine, month: date, held: list[DrawnOption]
) -> DrawnUse | None:
    """What a line used in a month in which it lives; None for nothing, and for data lines."""
    if line.function is Function.DATA:
        return None
    units = messages = 0
    if line.function is Function.VOICE and rng.random() < shares.CALLING:
        units = 1 + int(rng.expovariate(1 / shares.CALL_UNITS))
    if rng.random() < shares.WRITING:
        messages = 1 + int(rng.expovariate(1 / shares.MESSAGES))
    if not units and not messages:
        return None
    unlimited = any(option.code is OptionCode.CALL_UNLIMITED for option in held)
    inside = int(rng.random() * units) if rng.random() < 0.1 else 0
    yen = _price(units - inside, inside, month)
    calls = -(-units // _CALLS_OF)
    return DrawnUse(calls, units * _UNIT, Decimal(0) if unlimited else yen, messages)


def _price(outside: int, inside: int, month: date) -> Decimal:
    of_one = usage.call_charge(_UNIT, on=month)
    of_one_inside = usage.call_charge(_UNIT, on=month, is_inside=True)
    return outside * of_one + inside * of_one_inside


def draw_purchases(rng: Random, line: DrawnLine, month: date) -> Iterator[date]:
    """The days on which parcels of data were bought."""
    if rng.random() < shares.BUYING_DATA:
        first = max(month, line.started_on)
        last = min(month_end(month), line.ends_on or date.max)
        for _parcel in range(1 + int(rng.expovariate(1))):
            yield some_day(rng, first, last)
