from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mioportal.rules import payment
from mioportal.rules.payment import CardBrand

OCTOBER = date(2025, 10, 1)


@pytest.mark.parametrize(
    ("month", "confirmed_on", "charged_on", "needed_through"),
    [
        pytest.param(
            OCTOBER, date(2025, 11, 5), date(2025, 11, 25), date(2025, 12, 31), id="October"
        ),
        pytest.param(
            date(2025, 12, 1), date(2026, 1, 5), date(2026, 1, 25), date(2026, 2, 28), id="December"
        ),
        pytest.param(
            date(2027, 12, 1),
            date(2028, 1, 5),
            date(2028, 1, 25),
            date(2028, 2, 29),
            id="to 29 February",
        ),
    ],
)
def test_a_bill_is_fixed_on_the_5th_and_charged_on_the_25th_of_the_next_month(
    month: date, confirmed_on: date, charged_on: date, needed_through: date
) -> None:
    plan = payment.schedule(month)
    assert (plan.confirmed_on, plan.charged_on) == (confirmed_on, charged_on)
    assert plan.card_needed_through == needed_through
    assert plan.bank_debit_on is None


@pytest.mark.parametrize(
    ("brand", "days"),
    [
        ("rakuten", [27]),
        ("aeon", [2]),
        ("mitsui_sumitomo", [10, 26]),
        ("jcb", [10]),
        ("saison", [4]),
        ("amex", [10, 21, 26]),
        ("other", []),
        (None, []),
    ],
)
def test_the_bank_debit_follows_in_the_second_month_on_the_cards_earliest_day(
    brand: str | None, days: list[int]
) -> None:
    plan = payment.schedule(OCTOBER, brand)
    assert plan.bank_debit_days == tuple(date(2025, 12, day) for day in days)
    assert plan.bank_debit_on == (date(2025, 12, days[0]) if days else None)


def test_a_bill_of_november_is_debited_in_the_new_year() -> None:
    assert payment.schedule(date(2025, 11, 1), "aeon").bank_debit_on == date(2026, 1, 2)


@settings(max_examples=50)
@given(st.dates(date(2014, 4, 1), date(2090, 1, 1)), st.sampled_from(CardBrand))
def test_a_bill_is_settled_in_order_and_before_the_card_is_free(
    day: date, brand: CardBrand
) -> None:
    month = day.replace(day=1)
    plan = payment.schedule(month, brand)
    days = [plan.confirmed_on, plan.charged_on, *plan.bank_debit_days, plan.card_needed_through]
    assert days == sorted(days)
    assert month < plan.confirmed_on


def test_a_schedule_wants_a_month_and_a_known_card() -> None:
    with pytest.raises(ValueError, match="^month must be the first day"):
        payment.schedule(date(2025, 10, 2))
    with pytest.raises(ValueError, match="^card_brand must be one of rakuten"):
        payment.schedule(OCTOBER, "visa")
