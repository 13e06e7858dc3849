"""The months whose bills hold the payments of a device."""

from datetime import date, datetime

import pytest

from mioportal.rules import instalments

OCTOBER = date(2025, 10, 1)


@pytest.mark.parametrize(
    ("bought_on", "first", "last"),
    [
        pytest.param(date(2025, 10, 1), OCTOBER, date(2027, 9, 1), id="the first of a month"),
        pytest.param(date(2025, 10, 31), OCTOBER, date(2027, 9, 1), id="the last of a month"),
        pytest.param(date(2024, 2, 29), date(2024, 2, 1), date(2026, 1, 1), id="29 February"),
        pytest.param(date(2025, 12, 31), date(2025, 12, 1), date(2027, 11, 1), id="year end"),
    ],
)
def test_the_first_payment_is_that_of_the_month_of_purchase(
    bought_on: date, first: date, last: date
) -> None:
    found = instalments.months(bought_on, 24)
    assert (found[0], found[-1], len(set(found))) == (first, last, 24)
    assert list(found) == sorted(found)


def test_a_purchase_is_a_day_and_has_a_payment_at_least() -> None:
    with pytest.raises(ValueError, match="^count must be .* of 1 or more, not 0"):
        instalments.months(OCTOBER, 0)
    with pytest.raises(ValueError, match="^bought_on must be a date"):
        instalments.months(datetime(2025, 10, 1), 24)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("accepted_on", "month"),
    [
        pytest.param(date(2025, 9, 30), date(2025, 9, 1), id="the last of September"),
        pytest.param(date(2025, 10, 1), OCTOBER, id="the first of October"),
        pytest.param(date(2025, 10, 4), OCTOBER, id="before September's bill is fixed"),
        pytest.param(date(2025, 10, 31), OCTOBER, id="the last of October"),
    ],
)
def test_what_is_repaid_early_stands_on_the_bill_of_the_month_it_was_asked_in(
    accepted_on: date, month: date
) -> None:
    assert instalments.early_month(accepted_on) == month


@pytest.mark.parametrize(
    ("handled_on", "month"),
    [
        pytest.param(date(2025, 10, 31), OCTOBER, id="the same day"),
        pytest.param(date(2025, 11, 4), OCTOBER, id="the day before the bill is fixed"),
        pytest.param(date(2025, 11, 5), date(2025, 11, 1), id="the day the bill is fixed"),
        pytest.param(date(2026, 1, 6), date(2026, 1, 1), id="much later"),
    ],
)
def test_a_bill_that_is_fixed_before_the_desk_gets_to_it_holds_nothing_more(
    handled_on: date, month: date
) -> None:
    assert instalments.early_month(date(2025, 10, 31), handled_on) == month


@pytest.mark.parametrize("wrong", ["asked_on", "handled_on"])
def test_an_instant_is_no_day_of_asking(wrong: str) -> None:
    days = {"asked_on": OCTOBER, "handled_on": OCTOBER, wrong: datetime(2025, 10, 1)}  # noqa: DTZ001
    with pytest.raises(ValueError, match=f"^{wrong} must be a date"):
        instalments.early_month(**days)
