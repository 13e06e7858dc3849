from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mioportal.rules import dates

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        pytest.param(date(2025, 10, 1), date(2025, 10, 1), date(2025, 10, 31), id="31 days"),
        pytest.param(date(2025, 11, 30), date(2025, 11, 1), date(2025, 11, 30), id="30 days"),
        pytest.param(date(2026, 2, 14), date(2026, 2, 1), date(2026, 2, 28), id="February"),
        pytest.param(date(2028, 2, 29), date(2028, 2, 1), date(2028, 2, 29), id="29 February"),
        pytest.param(date(2000, 2, 1), date(2000, 2, 1), date(2000, 2, 29), id="year 2000"),
        pytest.param(date(2025, 12, 31), date(2025, 12, 1), date(2025, 12, 31), id="year end"),
    ],
)
def test_a_month_runs_from_its_first_to_its_last_day(day: date, first: date, last: date) -> None:
    assert dates.month_start(day) == first
    assert dates.month_end(day) == last


@pytest.mark.parametrize(
    ("day", "n", "expected"),
    [
        pytest.param(date(2025, 10, 15), 3, date(2026, 1, 15), id="over the year end"),
        pytest.param(date(2025, 11, 30), 3, date(2026, 2, 28), id="clamped to 28 February"),
        pytest.param(date(2027, 11, 30), 3, date(2028, 2, 29), id="clamped to 29 February"),
        pytest.param(date(2028, 2, 29), 12, date(2029, 2, 28), id="29 February a year on"),
        pytest.param(date(2025, 1, 31), 1, date(2025, 2, 28), id="from the 31st"),
        pytest.param(date(2025, 12, 31), 0, date(2025, 12, 31), id="none"),
        pytest.param(date(2025, 3, 31), -1, date(2025, 2, 28), id="back, clamped"),
        pytest.param(date(2025, 1, 15), -1, date(2024, 12, 15), id="back over the new year"),
    ],
)
def test_months_are_added_with_the_day_clamped(day: date, n: int, expected: date) -> None:
    assert dates.add_months(day, n) == expected


@pytest.mark.parametrize("n", [-12 * 2025, 12 * 8000])
def test_months_out_of_the_calendar_are_refused(n: int) -> None:
    with pytest.raises(ValueError, match="^n leads out"):
        dates.add_months(date(2025, 1, 1), n)


@given(day=DAYS, n=st.integers(-240, 240))
def test_added_months_keep_the_day_or_clamp_it_to_the_month_end(day: date, n: int) -> None:
    moved = dates.add_months(day, n)
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == n
    assert moved.day == day.day or (moved.day < day.day and moved == dates.month_end(moved))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        pytest.param(date(2025, 10, 17), True, id="Friday"),
        pytest.param(date(2025, 10, 18), False, id="Saturday"),
        pytest.param(date(2025, 10, 19), False, id="Sunday"),
        pytest.param(date(2025, 10, 20), True, id="Monday"),
        pytest.param(date(2025, 10, 13), False, id="a holiday on a Monday"),
        pytest.param(date(2025, 11, 24), False, id="a substitute holiday"),
        pytest.param(date(2026, 9, 22), False, id="a day between two holidays"),
        pytest.param(date(2025, 12, 26), True, id="the last business day of the year"),
        pytest.param(date(2025, 12, 29), False, id="29 December"),
        pytest.param(date(2025, 12, 31), False, id="31 December"),
        pytest.param(date(2026, 1, 2), False, id="2 January"),
        pytest.param(date(2028, 1, 3), False, id="3 January, a Monday"),
        pytest.param(date(2028, 1, 4), True, id="4 January"),
        pytest.param(date(2028, 2, 29), True, id="29 February"),
    ],
)
def test_business_days_are_weekdays_without_holidays_and_new_year(day: date, works: bool) -> None:
    assert dates.is_business_day(day) is works


@pytest.mark.parametrize(
    ("day", "n", "expected"),
    [
        pytest.param(date(2025, 10, 10), 0, date(2025, 10, 10), id="none"),
        pytest.param(date(2025, 10, 10), 1, date(2025, 10, 14), id="over a long weekend"),
        pytest.param(date(2025, 12, 26), 3, date(2026, 1, 7), id="over the new year"),
        pytest.param(date(2025, 10, 18), 1, date(2025, 10, 20), id="from a Saturday"),
        pytest.param(date(2025, 10, 14), -1, date(2025, 10, 10), id="back"),
    ],
)
def test_business_days_are_counted_without_the_day_itself(
    day: date, n: int, expected: date
) -> None:
    assert dates.add_business_days(day, n) == expected


@given(day=DAYS, n=st.integers(1, 30))
def test_business_days_forward_land_on_one_and_contain_as_many(day: date, n: int) -> None:
    end = dates.add_business_days(day, n)
    passed = [day + timedelta(days=each) for each in range(1, (end - day).days + 1)]
    assert dates.is_business_day(end)
    assert sum(map(dates.is_business_day, passed)) == n


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        pytest.param(
            datetime(2025, 10, 31, 14, 59, 59, tzinfo=UTC), date(2025, 10, 31), id="before midnight"
        ),
        pytest.param(datetime(2025, 10, 31, 15, tzinfo=UTC), date(2025, 11, 1), id="at midnight"),
        pytest.param(
            datetime(2028, 2, 28, 15, tzinfo=UTC), date(2028, 2, 29), id="into 29 February"
        ),
        pytest.param(datetime(2025, 12, 31, 15, tzinfo=UTC), date(2026, 1, 1), id="new year"),
    ],
)
def test_a_day_in_japan_begins_at_1500_utc(at: datetime, expected: date) -> None:
    assert dates.day_in_japan(at) == expected


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="^at must be a timezone-aware"):
        dates.day_in_japan(datetime(2025, 10, 31))  # noqa: DTZ001


def test_clocks_in_japan_are_nine_hours_ahead() -> None:
    at = dates.at_japan(date(2025, 11, 1), time(0))
    assert at == datetime(2025, 10, 31, 15, tzinfo=UTC)
    assert at.tzinfo is dates.JST


def test_an_instant_has_no_other_time_of_day() -> None:
    with pytest.raises(ValueError, match="^day must be a date"):
        dates.at_japan(datetime(2025, 10, 1), time(9))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("day", "n", "on"),
    [
        pytest.param(date(1, 2, 1), -1, date(1, 1, 1), id="to the first month there is"),
        pytest.param(date(9999, 11, 30), 1, date(9999, 12, 30), id="to the last"),
    ],
)
def test_months_reach_both_ends_of_the_calendar(day: date, n: int, on: date) -> None:
    assert dates.add_months(day, n) == on


@pytest.mark.parametrize(
    "ask",
    [
        lambda day: dates.add_months(day, 1),
        dates.month_start,
        dates.month_end,
        dates.is_business_day,
        lambda day: dates.add_business_days(day, 1),
    ],
)
def test_an_instant_is_refused_where_a_day_is_asked_for(ask: Callable[[date], object]) -> None:
    with pytest.raises(ValueError, match="^day must be a date"):
        ask(datetime(2025, 10, 1))  # noqa: DTZ001


def test_no_business_day_on_is_the_day_itself() -> None:
    assert dates.add_business_days(date(2025, 11, 3), 0) == date(2025, 11, 3)
