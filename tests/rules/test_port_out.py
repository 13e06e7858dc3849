from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mioportal.rules import port_out
from mioportal.rules.dates import JST
from mioportal.rules.maintenance import WindowException, weekly_window_at
from mioportal.rules.operators import Operator
from mioportal.rules.port_out import SurveyAnswer
from mioportal.rules.sources import Range

TUESDAY, WEDNESDAY = date(2025, 10, 14), date(2025, 10, 15)
ADDED = (WindowException(evening=WEDNESDAY, held=True),)
DAYS = st.dates(date(2000, 1, 1), date(2090, 1, 1))


def jst(text: str) -> datetime:
    return datetime.fromisoformat(text + "+09:00")


@pytest.mark.parametrize(
    ("requested_at", "issues_at"),
    [
        pytest.param("2025-10-15T08:59:59", "2025-10-15T09:00:00", id="vector: 8:59:59"),
        pytest.param("2025-10-15T09:00:00", "2025-10-15T09:00:00", id="vector: 9:00"),
        pytest.param("2025-10-15T19:59:59", "2025-10-15T19:59:59", id="vector: 19:59:59"),
        pytest.param("2025-10-15T20:00:00", "2025-10-16T09:00:00", id="vector: 20:00"),
        pytest.param("2025-10-15T12:34:56", "2025-10-15T12:34:56", id="by day: at once"),
        pytest.param("2025-10-15T23:59:59", "2025-10-16T09:00:00", id="before midnight"),
        pytest.param("2025-10-16T00:00:00", "2025-10-16T09:00:00", id="midnight"),
        pytest.param("2025-10-16T05:00:00", "2025-10-16T09:00:00", id="5:00 is queue time"),
        pytest.param("2025-10-31T20:00:00", "2025-11-01T09:00:00", id="month end"),
        pytest.param("2025-12-31T20:00:00", "2026-01-01T09:00:00", id="year end"),
        pytest.param("2028-02-28T20:00:00", "2028-02-29T09:00:00", id="into 29 February"),
        pytest.param("2025-10-14T22:59:59", "2025-10-15T09:00:00", id="before the window"),
        pytest.param("2025-10-14T23:00:00", "2025-10-15T09:00:00", id="in the weekly window"),
        pytest.param("2025-10-15T04:59:59", "2025-10-15T09:00:00", id="late in the window"),
    ],
)
def test_a_number_comes_at_once_by_day_and_from_nine_otherwise(
    requested_at: str, issues_at: str
) -> None:
    assert port_out.issues_at(jst(requested_at)) == jst(issues_at)


def test_the_hours_are_those_of_japan() -> None:
    night, morning = datetime(2025, 10, 14, 23, 59, 59, tzinfo=UTC), jst("2025-10-15T09:00:00")
    assert port_out.issues_at(night) == morning
    assert port_out.issues_at(datetime(2025, 10, 15, 0, 0, 1, tzinfo=UTC)) == jst(
        "2025-10-15T09:00:01"
    )
    assert port_out.issues_at(night).tzinfo is JST


def test_a_request_inside_an_added_window_waits_for_the_next_morning() -> None:
    assert port_out.issues_at(jst("2025-10-15T23:30:00"), ADDED) == jst("2025-10-16T09:00:00")


def test_exceptions_that_contradict_each_other_are_refused() -> None:
    both = (*ADDED, WindowException(evening=WEDNESDAY, held=False))
    with pytest.raises(ValueError, match="^exceptions both hold and skip"):
        port_out.issues_at(jst("2025-10-15T12:00:00"), both)


@settings(max_examples=25)
@given(st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_a_number_comes_in_the_hours_of_a_day_within_thirteen_hours(at: datetime) -> None:
    issued_at = port_out.issues_at(at)
    assert timedelta(0) <= issued_at - at <= timedelta(hours=13)
    assert 9 <= issued_at.hour < 20
    assert weekly_window_at(issued_at) is None
    assert port_out.issues_at(issued_at) == issued_at


@pytest.mark.parametrize(
    ("issued_on", "expires_on"),
    [
        pytest.param(date(2025, 10, 6), date(2025, 10, 20), id="vector: 6 October"),
        pytest.param(date(2025, 10, 15), date(2025, 10, 29), id="vector: 15 October"),
        pytest.param(date(2025, 10, 25), date(2025, 11, 8), id="vector: 25 October"),
        pytest.param(date(2025, 10, 7), date(2025, 10, 21), id="vector: the sample number"),
        pytest.param(date(2025, 12, 18), date(2026, 1, 1), id="over year end"),
        pytest.param(date(2028, 2, 15), date(2028, 2, 29), id="to 29 February"),
        pytest.param(date(2026, 2, 15), date(2026, 3, 1), id="over 28 February"),
    ],
)
def test_a_number_lives_for_fifteen_days_with_the_day_of_issue(
    issued_on: date, expires_on: date
) -> None:
    assert port_out.expires_on(issued_on) == expires_on


def test_a_number_may_be_used_to_the_last_second_in_japan() -> None:
    """Domain vector: MNP expiry."""
    assert port_out.expires_at(date(2025, 10, 20)) == jst("2025-10-20T23:59:59")
    assert port_out.expires_at(date(2025, 10, 20)) == datetime(2025, 10, 20, 14, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("today", "left"),
    [
        pytest.param(date(2025, 10, 6), 14, id="the day of issue"),
        pytest.param(date(2025, 10, 10), 10, id="C-068: ten days before"),
        pytest.param(date(2025, 10, 19), 1, id="the day before"),
        pytest.param(date(2025, 10, 20), 0, id="the last day"),
        pytest.param(date(2025, 10, 21), -1, id="the day after"),
    ],
)
def test_today_is_not_counted_among_the_days_left(today: date, left: int) -> None:
    assert port_out.days_left(date(2025, 10, 20), today) == left


@pytest.mark.parametrize(
    ("operator", "days", "last_day"),
    [
        pytest.param("docomo", 10, date(2025, 10, 10), id="vector: 10 days"),
        pytest.param("povo", 13, date(2025, 10, 7), id="vector: 13 days"),
        pytest.param("rakuten", 7, date(2025, 10, 13), id="vector: 7 days"),
        pytest.param("other", 10, date(2025, 10, 10), id="other"),
        pytest.param("mineo", 10, date(2025, 10, 10), id="one without days of its own"),
    ],
)
def test_the_last_safe_day_leaves_the_days_that_the_recipient_wants(
    operator: str, days: int, last_day: date
) -> None:
    assert port_out.required_days(operator) == days
    assert port_out.required_days(operator, date(2025, 10, 1)) == days
    assert port_out.last_safe_day(date(2025, 10, 20), operator) == last_day


@settings(max_examples=25)
@given(DAYS, st.sampled_from(Operator))
def test_the_days_left_suffice_to_the_last_safe_day_and_not_after(
    issued_on: date, operator: Operator
) -> None:
    expires_on = port_out.expires_on(issued_on)
    safe = port_out.last_safe_day(expires_on, operator)
    assert issued_on < safe < expires_on
    assert port_out.days_left(expires_on, safe) == port_out.required_days(operator, safe)


def test_an_operator_without_a_name_is_refused() -> None:
    with pytest.raises(ValueError, match="^operator must"):
        port_out.required_days("")
    with pytest.raises(ValueError, match="^operator must"):
        port_out.last_safe_day(date(2025, 10, 20), "")


@pytest.mark.parametrize(
    ("expires_on", "days"),
    [
        pytest.param(
            date(2025, 10, 20), (date(2025, 10, 15), date(2025, 10, 18)), id="in the month"
        ),
        pytest.param(date(2026, 1, 3), (date(2025, 12, 29), date(2026, 1, 1)), id="over year end"),
        pytest.param(
            date(2028, 3, 2), (date(2028, 2, 26), date(2028, 2, 29)), id="over 29 February"
        ),
    ],
)
def test_reminders_come_five_and_two_days_before_a_number_expires(
    expires_on: date, days: tuple[date, ...]
) -> None:
    assert port_out.reminder_days(expires_on) == days


@pytest.mark.parametrize(
    ("day", "with_card", "without"),
    [
        pytest.param(date(2025, 10, 1), date(2025, 10, 21), date(2025, 10, 28), id="vector: 31"),
        pytest.param(date(2025, 11, 30), date(2025, 11, 20), date(2025, 11, 27), id="vector: 30"),
        pytest.param(date(2028, 2, 10), date(2028, 2, 19), date(2028, 2, 26), id="vector: 29"),
        pytest.param(date(2026, 2, 28), date(2026, 2, 18), date(2026, 2, 25), id="vector: 28"),
        pytest.param(date(2025, 12, 31), date(2025, 12, 21), date(2025, 12, 28), id="year end"),
    ],
)
def test_the_advice_leaves_ten_days_for_a_card_and_three_without(
    day: date, with_card: date, without: date
) -> None:
    assert port_out.advice_day(day, needs_card=True) == with_card
    assert port_out.advice_day(day, needs_card=False) == without


def test_the_mail_about_the_end_follows_within_a_day() -> None:
    opened_at = jst("2025-10-31T18:00:00")
    assert port_out.completion_mail_by(opened_at) == jst("2025-11-01T18:00:00")


def test_a_day_is_twenty_four_hours_where_clocks_are_moved_too() -> None:
    new_york = datetime(2025, 11, 2, 12, tzinfo=ZoneInfo("America/New_York"))
    assert port_out.completion_mail_by(new_york - timedelta(days=1)) == jst("2025-11-03T01:00:00")
    assert port_out.counts_after(new_york)[0] == jst("2025-11-02T02:00:00")


def test_reissues_count_for_a_day_and_for_thirty() -> None:
    assert port_out.counts_after(jst("2025-10-31T12:00:00")) == (
        jst("2025-10-30T12:00:00"),
        jst("2025-10-01T12:00:00"),
    )


@pytest.mark.parametrize(
    ("function", "is_portable"),
    [("voice", True), ("sms", False), ("data", False)],
)
def test_only_voice_lines_have_a_number_to_take_along(function: str, is_portable: bool) -> None:
    assert port_out.is_portable(function, date(2025, 10, 1)) is is_portable


def test_an_unknown_function_is_refused() -> None:
    with pytest.raises(ValueError, match="^function must be one of voice, sms, data, not 'fax'"):
        port_out.is_portable("fax", date(2025, 10, 1))


def test_the_documented_figures_stand_in_the_book() -> None:
    today = date(2025, 10, 15)
    assert port_out.NUMBER_DIGITS.on(today) == 10
    assert port_out.ISSUE_MINUTES.on(today) == 10
    assert port_out.REISSUE_FEE.on(today) == Decimal(0)
    assert port_out.CARD_POST_DAYS.on(today) == Range(least=2, most=5)
    assert port_out.ONE_STOP.on(today) is False
    assert len(SurveyAnswer) == 5


@pytest.mark.parametrize(
    ("ask", "name"),
    [
        pytest.param(lambda at: port_out.expires_on(at), "issued_on", id="expires_on"),
        pytest.param(lambda at: port_out.expires_at(at), "expires_on", id="expires_at"),
        pytest.param(lambda at: port_out.days_left(at, TUESDAY), "expires_on", id="days_left"),
        pytest.param(lambda at: port_out.days_left(TUESDAY, at), "today", id="today"),
        pytest.param(lambda at: port_out.required_days("au", at), "on", id="required_days"),
        pytest.param(lambda at: port_out.last_safe_day(at, "au"), "expires_on", id="safe day"),
        pytest.param(lambda at: port_out.reminder_days(at), "expires_on", id="reminders"),
        pytest.param(lambda at: port_out.advice_day(at, True), "day", id="advice"),
        pytest.param(lambda at: port_out.is_portable("voice", at), "day", id="portable"),
    ],
)
def test_an_instant_for_a_day_is_refused(ask: object, name: str) -> None:
    with pytest.raises(ValueError, match=f"^{name} must"):
        ask(jst("2025-10-14T12:00:00"))  # type: ignore[operator]


@pytest.mark.parametrize(
    ("ask", "name"),
    [
        pytest.param(port_out.issues_at, "requested_at", id="issues_at"),
        pytest.param(port_out.counts_after, "requested_at", id="counts_after"),
        pytest.param(port_out.completion_mail_by, "opened_at", id="completion mail"),
    ],
)
def test_an_instant_without_a_zone_is_refused(ask: object, name: str) -> None:
    with pytest.raises(ValueError, match=f"^{name} must"):
        ask(datetime(2025, 10, 14, 12))  # type: ignore[operator]  # noqa: DTZ001
