from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mioportal.rules import tax


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


@given(st.integers(0, 10**7))
def test_what_is_left_of_a_total_carries_at_least_its_tax(total: int) -> None:
    inside = tax.tax_within(Decimal(total), 10)
    assert inside * 110 <= total * 10 < (inside + 1) * 110
