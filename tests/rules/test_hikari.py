from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mioportal.rules import hikari
from mioportal.rules.hikari import HomeType
from mioportal.rules.sources import BEGINNING, Dated, Table, Unit

OCTOBER = date(2025, 10, 1)


@pytest.mark.parametrize(
    ("home", "with_line", "without_line"), [("apartment", 4356, 5016), ("house", 5456, 6116)]
)
def test_a_mobile_line_takes_660_yen_off_the_list_price(
    home: str, with_line: int, without_line: int
) -> None:
    for month in (None, OCTOBER):
        assert hikari.monthly_fee(home, True, month) == with_line
        assert hikari.monthly_fee(home, False, month) == without_line
        assert hikari.list_price(home, month) == without_line
        assert hikari.discount(month) == 660


@pytest.mark.parametrize(("month", "off"), [(OCTOBER, 660), (date(2025, 11, 1), 550), (None, 550)])
def test_a_discount_that_changes_is_that_of_the_month_and_the_newest_unless_told(
    month: date | None, off: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = (
        Dated(since=BEGINNING, value=Decimal(660), source="C-007"),
        Dated(since=date(2025, 11, 1), value=Decimal(550), source="C-007"),
    )
    monkeypatch.setattr(hikari, "DISCOUNT", Table("mio_wari", Unit.YEN, rows))
    assert hikari.discount(month) == off
    assert hikari.monthly_fee("house", True, month) == 6116 - off


@pytest.mark.parametrize(
    ("last_mobile_ended_on", "full_price_from"),
    [
        pytest.param(date(2025, 10, 30), date(2025, 11, 1), id="the day before month end"),
        pytest.param(date(2025, 10, 31), date(2025, 11, 1), id="vector: mio割 to October"),
        pytest.param(date(2025, 11, 1), date(2025, 12, 1), id="ported out on the 1st"),
        pytest.param(date(2025, 12, 31), date(2026, 1, 1), id="year end"),
        pytest.param(date(2028, 2, 29), date(2028, 3, 1), id="29 February"),
    ],
)
def test_the_discount_ends_with_the_month_after_the_last_mobile_line(
    last_mobile_ended_on: date, full_price_from: date
) -> None:
    assert hikari.discount_ends_from(last_mobile_ended_on) == full_price_from


@settings(max_examples=50)
@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)))
def test_the_month_in_which_the_last_line_ends_keeps_its_discount(ended_on: date) -> None:
    assert ended_on.replace(day=1) < hikari.discount_ends_from(ended_on)
    assert (hikari.discount_ends_from(ended_on) - ended_on).days <= 31


@pytest.mark.parametrize(
    ("started_on", "ended_on", "fee"),
    [
        pytest.param(date(2023, 10, 15), date(2023, 10, 15), 3000, id="on its first day"),
        pytest.param(date(2023, 10, 15), date(2025, 10, 13), 3000, id="the day before the last"),
        pytest.param(date(2023, 10, 15), date(2025, 10, 14), 3000, id="the last day of two years"),
        pytest.param(date(2023, 10, 15), date(2025, 10, 15), 0, id="the day after two years"),
        pytest.param(date(2024, 2, 29), date(2026, 2, 27), 3000, id="29 February: inside"),
        pytest.param(date(2024, 2, 29), date(2026, 2, 28), 0, id="29 February: outside"),
        pytest.param(date(2024, 1, 1), date(2025, 12, 31), 3000, id="year end: inside"),
        pytest.param(date(2020, 1, 1), date(2023, 6, 1), 0, id="no second term follows"),
    ],
)
def test_ending_inside_the_first_two_years_costs_3000_yen(
    started_on: date, ended_on: date, fee: int
) -> None:
    assert hikari.early_end_fee(started_on, ended_on) == fee


@pytest.mark.parametrize(
    ("started_on", "through"),
    [
        pytest.param(date(2023, 10, 15), date(2025, 10, 14), id="the middle of a month"),
        pytest.param(date(2023, 10, 1), date(2025, 9, 30), id="the first of a month"),
        pytest.param(date(2024, 2, 29), date(2026, 2, 27), id="29 February"),
        pytest.param(date(2024, 1, 1), date(2025, 12, 31), id="year end"),
    ],
)
def test_the_minimum_term_lasts_two_years_the_first_day_counted(
    started_on: date, through: date
) -> None:
    assert hikari.minimum_term_through(started_on) == through


def test_impossible_questions_are_refused_by_name() -> None:
    at = datetime(2025, 10, 1)  # noqa: DTZ001
    for ask, message in (
        (lambda: hikari.monthly_fee("tent", True), "^home_type must be one of apartment, house, "),
        (lambda: hikari.list_price("tent"), "^home_type must be one of apartment, house, "),
        (lambda: hikari.monthly_fee("house", False, date(2025, 10, 2)), "^month must be the first"),
        (lambda: hikari.list_price("house", date(2025, 10, 2)), "^month must be the first"),
        (lambda: hikari.discount(date(2025, 10, 2)), "^month must be the first"),
        (lambda: hikari.discount_ends_from(at), "^last_mobile_ended_on must be a date"),
        (lambda: hikari.early_end_fee(at, OCTOBER), "^started_on must be a date"),
        (lambda: hikari.early_end_fee(OCTOBER, at), "^ended_on must be a date"),
        (
            lambda: hikari.early_end_fee(OCTOBER, date(2025, 9, 30)),
            "^ended_on 2025-09-30 is before started_on 2025-10-01$",
        ),
    ):
        with pytest.raises(ValueError, match=message):
            ask()


def test_the_fees_of_beginning_stand_in_the_book() -> None:
    assert (hikari.SETUP_FEE.on(OCTOBER), hikari.WORK_FEE.on(OCTOBER)) == (3300, 28_600)
    assert hikari.EARLY_END_FEE.on(OCTOBER) == 3000
    assert hikari.MINIMUM_YEARS.on(OCTOBER) == 2
    assert list(hikari.LIST_PRICES) == list(HomeType)
    for rule in (hikari.ONE_DISCOUNT, hikari.WHICH_LINES, hikari.DISCOUNT_ENDS):
        assert rule.on(OCTOBER)
