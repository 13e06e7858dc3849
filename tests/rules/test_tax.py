from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mioportal.rules import tax
from mioportal.rules.sources import Unit, always


@pytest.mark.parametrize(
    ("on", "percent"),
    [
        pytest.param(date(2014, 3, 31), 5, id="the last day of 5"),
        pytest.param(date(2014, 4, 1), 8, id="the first day of 8"),
        pytest.param(date(2019, 9, 30), 8, id="the last day of 8"),
        pytest.param(date(2019, 10, 1), 10, id="the first day of 10"),
        pytest.param(date(2028, 2, 29), 10, id="29 February"),
    ],
)
def test_the_rate_is_that_of_the_day(on: date, percent: int) -> None:
    assert tax.rate(on) == percent


@pytest.mark.parametrize(
    ("ex_tax", "on", "included"),
    [
        pytest.param("1000", date(2025, 10, 31), "1100", id="whole"),
        pytest.param("394", date(2025, 10, 1), "433.4", id="a tenth of a yen"),
        pytest.param("394", date(2019, 9, 30), "425.5", id="rounded down to a tenth"),
        pytest.param("406", date(2019, 9, 30), "438.4", id="down, and not to the nearest"),
        pytest.param("1000", date(2019, 9, 30), "1080", id="at 8 per cent"),
        pytest.param("0", date(2025, 10, 1), "0", id="nothing"),
    ],
)
def test_an_amount_without_tax_is_grossed_up(ex_tax: str, on: date, included: str) -> None:
    assert tax.gross_up(Decimal(ex_tax), on) == Decimal(included)


def test_a_negative_amount_is_refused() -> None:
    with pytest.raises(ValueError, match="^ex_tax must"):
        tax.gross_up(Decimal(-1), date(2025, 10, 1))


@pytest.mark.parametrize(
    ("total", "percent", "inside"),
    [(3733, 10, 339), (3370, 10, 306), (1404, 10, 127), (1080, 8, 80), (3000, 0, 0), (0, 10, 0)],
)
def test_the_tax_inside_a_total_is_rounded_down(total: int, percent: int, inside: int) -> None:
    assert tax.tax_within(Decimal(total), percent) == inside


def test_tax_inside_an_impossible_total_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="^total must be a Decimal"):
        tax.tax_within(Decimal(-1), 10)
    with pytest.raises(ValueError, match="^percent must be a whole number"):
        tax.tax_within(Decimal(1), -1)


@given(st.integers(0, 10**7))
def test_what_is_left_of_a_total_carries_at_least_its_tax(total: int) -> None:
    inside = tax.tax_within(Decimal(total), 10)
    assert inside * 110 <= total * 10 < (inside + 1) * 110


@given(st.integers(0, 10**9), st.integers(0, 100))
def test_whole_numbers_say_what_decimals_say(total: int, percent: int) -> None:
    assert tax.whole_tax_within(total, percent) == tax.tax_within(Decimal(total), percent)


def test_no_whole_tax_is_in_less_than_nothing_or_at_a_rate_below_it() -> None:
    with pytest.raises(ValueError, match="^total must be a whole number of 0 or more"):
        tax.whole_tax_within(-1, 10)
    with pytest.raises(ValueError, match="^percent must be a whole number of 0 or more"):
        tax.whole_tax_within(1, -1)


@pytest.mark.parametrize(
    ("unit", "amount", "percent"),
    [
        pytest.param(Unit.YEN, "1000", 10, id="tax is inside"),
        pytest.param(Unit.YEN_EX_TAX, "1100", 10, id="tax comes on top"),
        pytest.param(Unit.YEN_UNTAXED, "1000", 0, id="not subject to it"),
    ],
)
def test_a_tables_unit_says_what_tax_is_in_its_amounts(
    unit: Unit, amount: str, percent: int
) -> None:
    table = always("fee", unit, Decimal(1000), "C-002")
    day = date(2025, 10, 1)
    assert tax.included(table, day) == Decimal(amount)
    assert tax.percent_of(table, day) == percent


def test_the_rate_of_the_day_decides() -> None:
    table = always("fee", Unit.YEN_EX_TAX, Decimal(1000), "C-002")
    assert tax.included(table, date(2019, 9, 30)) == 1080
    assert tax.percent_of(table, date(2019, 9, 30)) == 8
