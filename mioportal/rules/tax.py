"""Consumption tax as a dated rate."""

from datetime import date
from decimal import ROUND_DOWN, ROUND_FLOOR, Decimal

from mioportal.rules.checks import a_count, yen
from mioportal.rules.sources import BEGINNING, Dated, Table, Unit

CONSUMPTION_TAX: Table[int] = Table(
    "consumption_tax",
    Unit.PERCENT,
    (
        Dated(since=BEGINNING, value=5, source="消費税法 1997年施行"),
        Dated(since=date(2014, 4, 1), value=8, source="消費税法 2014年施行"),
        Dated(since=date(2019, 10, 1), value=10, source="消費税法 2019年施行 (C-004)"),
    ),
)

# Not subject to the tax (不課税).
UNTAXED = 0

# The smallest amount the book writes: 433.4 yen exists (C-004).
TENTH = Decimal("0.1")


def rate(on: date) -> int:
    """Per cent."""
    return CONSUMPTION_TAX.on(on)


def gross_up(ex_tax: Decimal, on: date) -> Decimal:
    """A 税抜 amount with the tax of the day it falls due, to the tenth of a yen."""
    amount = yen(ex_tax, "ex_tax") * (100 + rate(on)) / 100
    return amount.quantize(TENTH, ROUND_DOWN)


def included(table: Table[Decimal], on: date) -> Decimal:
    """What a table says on a day with its tax; the table's unit says whether one is inside."""
    amount = table.on(on)
    return gross_up(amount, on) if table.unit is Unit.YEN_EX_TAX else amount


def percent_of(table: Table[Decimal], on: date) -> int:
    """The rate inside a table's amounts: none where they are not subject to the tax (C-002)."""
    return UNTAXED if table.unit is Unit.YEN_UNTAXED else rate(on)


def tax_within(total: Decimal, percent: int) -> Decimal:
    """The tax inside a tax-included total, rounded down to a yen (C-004)."""
    a_count(percent, "percent")
    return whole_yen(yen(total, "total") * percent / (100 + percent))


def whole_tax_within(total: int, percent: int) -> int:
    """The same of whole yen, in whole numbers: a run asks it a million times (C-004)."""
    a_count(total, "total")
    return total * a_count(percent, "percent") // (100 + percent)


def whole_yen(amount: Decimal) -> Decimal:
    """Rounded down to a yen."""
    return amount.to_integral_value(ROUND_FLOOR)
