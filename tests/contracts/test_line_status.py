"""A line's state follows from dates: it is right at midnight, before any job has run."""

from datetime import date, datetime

import pytest

from contracts.models import Line
from tests.factories import LineFactory, MemberFactory, hold, jst
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db


def leaving(way: Line.Leaving, ends_on: date, at: datetime) -> Line:
    line = LineFactory(leaving_by=way, ends_on=ends_on)
    hold(line.member, at)
    return line


@pytest.mark.parametrize(
    ("at", "state"),
    [
        (jst(2026, 10, 31, 0), "解約受付済"),
        (jst(2026, 10, 31, 23, 59, 59), "解約受付済"),
        (jst(2026, 11, 1, 0), "解約済み"),
        (jst(2026, 11, 1, 8, 59), "解約済み"),
        (jst(2030, 1, 1, 0), "解約済み"),
    ],
    ids=[
        "as the last day begins",
        "in the last second of the last day",
        "at midnight",
        "before nine, when the UTC day begins",
        "years later",
    ],
)
def test_a_cancelled_line_serves_through_its_last_day(at: datetime, state: str) -> None:
    line = leaving(Line.Leaving.CANCELLATION, date(2026, 10, 31), at)
    visitor = Visitor.signed_in_as(line.member)
    for path in ("/services/", "/lines/", f"/lines/{line.code}/"):
        assert state in visitor.open(path).words
    assert not line.ended_at


@pytest.mark.parametrize(
    ("at", "state"),
    [
        (jst(2028, 2, 29, 22, 59, 59), "解約受付済"),
        (jst(2028, 3, 1, 5), "解約済み"),
        (jst(2026, 12, 31, 23, 59, 59), "解約受付済"),
        (jst(2027, 1, 1), "解約済み"),
    ],
    ids=["29 February", "1 March after it", "New Year's Eve", "New Year"],
)
def test_the_last_days_of_february_and_of_the_year_are_no_different(
    at: datetime, state: str
) -> None:
    ends_on = date(2028, 2, 29) if at.year == 2028 else date(2026, 12, 31)
    line = leaving(Line.Leaving.CANCELLATION, ends_on, at)
    assert state in Visitor.signed_in_as(line.member).open(f"/lines/{line.code}/").words


def test_a_line_on_its_way_to_another_operator_says_so_until_it_has_gone() -> None:
    line = LineFactory(number_live_through=date(2026, 10, 22))
    hold(line.member, jst(2026, 10, 22, 23, 59, 59))
    visitor = Visitor.signed_in_as(line.member)
    assert "MNP転出手続中" in visitor.open(f"/lines/{line.code}/").words
    hold(line.member, jst(2026, 10, 23))
    assert "利用中" in visitor.open(f"/lines/{line.code}/").words
    gone = leaving(Line.Leaving.PORT_OUT, date(2026, 10, 22), jst(2026, 10, 22, 12))
    words = Visitor.signed_in_as(gone.member).open(f"/lines/{gone.code}/").words
    assert "解約済み" in words and "転出先で開通し" in words


def test_a_leaving_line_shows_its_last_day_with_23_59() -> None:
    line = leaving(Line.Leaving.CANCELLATION, date(2026, 10, 31), jst(2026, 10, 20, 12))
    visitor = Visitor.signed_in_as(line.member)
    for path in ("/services/", "/lines/"):
        assert "2026年10月31日（土）23:59" in visitor.open(path).words


def test_an_ended_line_stays_listed_apart_from_those_in_use() -> None:
    member = MemberFactory()
    ended = LineFactory(member=member, leaving_by="cancellation", ends_on=date(2026, 9, 30))
    LineFactory(member=member)
    words = Visitor.signed_in_as(member).open("/lines/").words
    assert ended.phone_number in words.split("解約済みの回線（1）")[1]


@pytest.mark.parametrize("state", ["active", "leaving", "ended"])
def test_cancelling_is_offered_for_lines_in_use_only(state: str) -> None:
    ends_on = {"active": None, "leaving": date(2026, 10, 31), "ended": date(2026, 9, 30)}[state]
    line = LineFactory(leaving_by="cancellation" if ends_on else "", ends_on=ends_on)
    visitor = Visitor.signed_in_as(line.member)
    for path in ("/lines/", f"/lines/{line.code}/", "/cancel/"):
        assert visitor.open(path).has_link("解約する") == (state == "active")


@pytest.mark.parametrize(
    ("today", "live", "over"),
    [
        (date(2026, 10, 30), True, False),
        (date(2026, 10, 31), True, False),
        (date(2026, 11, 1), False, True),
    ],
    ids=["the day before", "the last day", "the day after"],
)
def test_a_last_day_is_a_day_of_service(today: date, live: bool, over: bool) -> None:
    LineFactory(leaving_by="cancellation", ends_on=date(2026, 10, 31))
    assert Line.objects.live(today).exists() is live
    assert Line.objects.over(today).exists() is over


def test_a_line_without_a_last_day_is_never_over() -> None:
    LineFactory()
    assert Line.objects.live(date(2099, 12, 31)).exists()
    assert not Line.objects.over(date(2099, 12, 31)).exists()
