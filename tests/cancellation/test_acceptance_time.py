"""The receipt time decides the month, to the second and in Japan (C-026, C-027)."""

from datetime import date, datetime, timedelta

import pytest
from freezegun import freeze_time

from cancellation.models import Cancellation
from contracts.models import Line
from mioportal.plumbing.models import Outbox
from tests.cancellation.wizard import APPLY, CONFIRM, accepted, at_review
from tests.factories import (
    LineFactory,
    LiveWorldFactory,
    MemberFactory,
    WeeklyChangeFactory,
    hold,
    jst,
    live_through,
)
from tests.journeys.ledger import changed, everything
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

MOMENTS = [
    (jst(2025, 10, 31, 23, 59, 59), date(2025, 10, 31)),
    (jst(2025, 11, 1, 0, 0, 0), date(2025, 11, 30)),
    (jst(2025, 11, 1, 8, 59, 59), date(2025, 11, 30)),
    (jst(2025, 12, 31, 23, 59, 59), date(2025, 12, 31)),
    (jst(2026, 1, 1, 0, 0, 0), date(2026, 1, 31)),
    (jst(2028, 2, 29, 22, 59, 59), date(2028, 2, 29)),
    (jst(2028, 3, 1, 5, 0, 0), date(2028, 3, 31)),
    (jst(2027, 2, 28, 23, 59, 59), date(2027, 2, 28)),
    (jst(2027, 3, 1, 0, 0, 0), date(2027, 3, 31)),
    (jst(2026, 3, 31, 22, 59, 59), date(2026, 3, 31)),
    (jst(2026, 4, 1, 5, 0, 0), date(2026, 4, 30)),
]
WORDS = [
    "the last second of October",
    "the first second of November",
    "the last second of the UTC month",
    "the last second of the year",
    "the first second of the year",
    "a second before the window of 29 February",
    "as that window ends",
    "the last second of an ordinary February",
    "the first second of March",
    "a second before the window of a Tuesday month end",
    "as that window ends in April",
]


@pytest.fixture
def line() -> Line:
    return LineFactory(contracted_on=date(2024, 4, 1))


@pytest.mark.parametrize(("at", "ends_on"), MOMENTS, ids=WORDS)
def test_a_request_falls_in_the_month_of_its_second(
    line: Line, at: datetime, ends_on: date
) -> None:
    hold(line.member, at)
    page = at_review(line).press(CONFIRM)
    made = Cancellation.objects.get()
    assert (made.accepted_at, made.ends_on) == (at, ends_on)
    assert page.path == f"/cancel/receipts/{made.receipt_number}/"
    assert f"{ends_on.year}年{ends_on.month}月{ends_on.day}日" in page.words


@pytest.mark.parametrize(("at", "ends_on"), MOMENTS, ids=WORDS)
def test_the_same_holds_in_real_time(at: datetime, ends_on: date) -> None:
    with freeze_time(at):
        line = LineFactory(
            contracted_on=date(2024, 4, 1), member=MemberFactory(world=LiveWorldFactory())
        )
        at_review(line).press(CONFIRM)
    made = Cancellation.objects.get()
    assert (made.accepted_at, made.ends_on) == (at, ends_on)


def test_the_second_is_not_rounded_up(line: Line) -> None:
    hold(line.member, jst(2025, 10, 31, 23, 59, 59) + timedelta(microseconds=999_999))
    assert accepted(line).ends_on == date(2025, 10, 31)


@pytest.mark.parametrize(
    "at",
    [
        jst(2026, 3, 31, 23, 0, 0),
        jst(2026, 3, 31, 23, 59, 59),
        jst(2026, 4, 1, 0, 0, 0),
        jst(2026, 4, 1, 4, 59, 59),
        jst(2028, 2, 29, 23, 0, 0),
        jst(2026, 10, 13, 23, 0, 0),
    ],
    ids=[
        "as the window of the month end begins",
        "in the last second of the month",
        "at midnight",
        "a second before it ends",
        "on 29 February",
        "on an ordinary Tuesday",
    ],
)
def test_in_the_weekly_window_nothing_is_accepted_and_nothing_changes(
    line: Line, at: datetime
) -> None:
    hold(line.member, at - timedelta(hours=8))
    visitor = at_review(line)
    hold(line.member, at)
    before = everything()
    page = visitor.press(CONFIRM)
    assert page.status == 503
    assert "メンテナンス中" in page.words
    assert "5:00" in page.words
    assert changed(before) == {}
    assert not Cancellation.objects.exists()


def test_whoever_met_the_window_is_shown_the_new_month_and_asked_again(line: Line) -> None:
    hold(line.member, jst(2026, 3, 31, 22, 59, 59))
    visitor = at_review(line)
    review = visitor.page.path
    hold(line.member, jst(2026, 3, 31, 23))
    visitor.press(CONFIRM)
    hold(line.member, jst(2026, 4, 1, 5))
    page = visitor.open(review)
    assert page.path.endswith("/cautions/")
    assert "2026年3月31日" in page.words
    assert "2026年4月30日" in page.words
    visitor.press(APPLY, agree="on")
    visitor.press(CONFIRM)
    assert Cancellation.objects.get().ends_on == date(2026, 4, 30)


def test_a_tuesday_month_end_whose_window_is_skipped_runs_to_midnight(line: Line) -> None:
    WeeklyChangeFactory(evening=date(2026, 3, 31), held=False)
    hold(line.member, jst(2026, 3, 31, 23, 59, 59))
    at_review(line).press(CONFIRM)
    assert Cancellation.objects.get().ends_on == date(2026, 3, 31)


def test_a_tuesday_month_end_is_announced_from_the_first_of_that_month(line: Line) -> None:
    visitor = Visitor.signed_in_as(line.member)
    said = "3月31日 22:59"
    for at, is_said in (
        (jst(2026, 2, 28, 23, 59, 59), False),
        (jst(2026, 3, 1), True),
        (jst(2026, 3, 31, 22, 59, 59), True),
        (jst(2026, 4, 1, 5), False),
    ):
        hold(line.member, at)
        assert (said in visitor.open("/cancel/").words) is is_said


@pytest.mark.parametrize(
    "at",
    [
        jst(2026, 10, 15, 23, 30),
        jst(2026, 10, 15, 23, 59, 59),
        jst(2026, 10, 16, 0),
        jst(2026, 10, 16, 4, 59, 59),
        jst(2026, 10, 31, 23, 59, 59),
    ],
    ids=[
        "as the night begins",
        "before midnight",
        "at midnight",
        "before five",
        "in the last second of the month",
    ],
)
def test_at_night_a_cancellation_binds_at_once_with_its_own_time(line: Line, at: datetime) -> None:
    hold(line.member, at)
    visitor = at_review(line)
    assert "夜間" in visitor.page.words
    page = visitor.press(CONFIRM)
    made = Cancellation.objects.get()
    assert made.accepted_at == at
    assert f"{at.hour}:{at.minute:02}" in page.words
    line.refresh_from_db()
    assert line.leaving_by == "cancellation"
    assert Outbox.objects.get().send_after > at


def test_at_night_reading_stays_open(line: Line) -> None:
    hold(line.member, jst(2026, 10, 16, 2))
    visitor = Visitor.signed_in_as(line.member)
    for path in ("/", "/services/", "/lines/", f"/lines/{line.code}/", "/cancel/", "/messages/"):
        assert visitor.open(path).status == 200


def test_a_request_in_the_last_second_ends_with_that_month(line: Line) -> None:
    hold(line.member, jst(2026, 10, 31, 23, 59, 59))
    accepted(line)
    live_through(line.member, jst(2026, 11, 1))
    line.refresh_from_db()
    assert line.ended_at == jst(2026, 11, 1)


def test_a_request_in_the_first_second_serves_another_month(line: Line) -> None:
    hold(line.member, jst(2026, 11, 1))
    accepted(line)
    live_through(line.member, jst(2026, 11, 30, 23, 59, 59))
    line.refresh_from_db()
    assert (line.ended_at, line.ends_on) == (None, date(2026, 11, 30))


def test_a_member_abroad_is_asked_by_the_clock_of_japan(line: Line) -> None:
    # 2025-10-31 07:59:59 in Los Angeles.
    with freeze_time("2025-10-31 14:59:59"):
        line = LineFactory(
            contracted_on=date(2024, 4, 1), member=MemberFactory(world=LiveWorldFactory())
        )
        page = at_review(line).page
    assert "2025年10月31日" in page.words
    assert "日本標準時（JST）" in page.text
