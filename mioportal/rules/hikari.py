"""IIJmioひかり and its mobile discount (mio割)."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from mioportal.rules.checks import a_day, a_month, member
from mioportal.rules.dates import ONE_DAY, add_months, month_start
from mioportal.rules.sources import Table, Unit, always, stated


class HomeType(StrEnum):
    APARTMENT = "apartment"  # マンション
    HOUSE = "house"  # ファミリー(戸建て)


# A month without the discount, tax included (C-007).
LIST_PRICES: Mapping[HomeType, Table[Decimal]] = MappingProxyType(
    {
        home: always(f"hikari_fee.{home}", Unit.YEN, Decimal(fee), "解約ガイド §5③ (C-007)")
        for home, fee in ((HomeType.APARTMENT, 5016), (HomeType.HOUSE, 6116))
    }
)
DISCOUNT: Table[Decimal] = always("mio_wari", Unit.YEN, Decimal(660), "解約ガイド §5③")
ONE_DISCOUNT: Table[bool] = stated("mio_wari_once", "解約ガイド §6③ (C-054)")
WHICH_LINES: Table[bool] = stated("mio_wari_any_line_but_zero", "解約ガイド §5③ (C-124)")
DISCOUNT_ENDS: Table[bool] = stated("mio_wari_ends_next_month", "解約ガイド §5③")
MINIMUM_YEARS: Table[int] = always("hikari_minimum_term", Unit.YEARS, 2, "解約ガイド §5③")
EARLY_END_FEE: Table[Decimal] = always(
    "hikari_early_end_fee", Unit.YEN_UNTAXED, Decimal(3000), "解約ガイド §5③ (C-003)"
)
SETUP_FEE: Table[Decimal] = always("hikari_setup_fee", Unit.YEN, Decimal(3300), "O-18")
WORK_FEE: Table[Decimal] = always("hikari_work_fee", Unit.YEN, Decimal(28_600), "O-18")

MONTHS_OF_A_YEAR = 12


def monthly_fee(
    home_type: HomeType | str, has_mobile_line: bool, month: date | None = None
) -> Decimal:
    """The month's fee, tax included, with the discount where a mobile line earns it (F-HIK-02)."""
    fee = list_price(home_type, month)
    return fee - discount(month) if has_mobile_line else fee


def list_price(home_type: HomeType | str, month: date | None = None) -> Decimal:
    """The month's fee without the discount."""
    return LIST_PRICES[member(HomeType, home_type, "home_type")].on(_day(month))


def discount(month: date | None = None) -> Decimal:
    """mio割 of a month: one for each contract, however many lines there are (C-054)."""
    return DISCOUNT.on(_day(month))


def _day(month: date | None) -> date:
    return date.max if month is None else a_month(month, "month")


def discount_ends_from(last_mobile_ended_on: date) -> date:
    """The first month at full price: the one after the last mobile line ended (F-HIK-01)."""
    return add_months(month_start(a_day(last_mobile_ended_on, "last_mobile_ended_on")), 1)


def minimum_term_through(started_on: date) -> date:
    """The last day of the minimum term, counted from the day of start; no second term follows."""
    months = MINIMUM_YEARS.on(a_day(started_on, "started_on")) * MONTHS_OF_A_YEAR
    return add_months(started_on, months) - ONE_DAY


def early_end_fee(started_on: date, ended_on: date) -> Decimal:
    """What ending within the minimum term costs; not subject to tax (C-003)."""
    through = minimum_term_through(started_on)
    if a_day(ended_on, "ended_on") < started_on:
        raise ValueError(f"ended_on {ended_on} is before started_on {started_on}")
    return EARLY_END_FEE.on(ended_on) if ended_on <= through else Decimal(0)
