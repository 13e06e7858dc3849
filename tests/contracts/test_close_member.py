"""A mioID begins to close when nothing is left at all: no line, no ひかり, no lasting option."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Member
from contracts import services
from contracts.jobs import closing
from contracts.models import Line, OptionPeriod, RelatedService
from mioportal.plumbing.models import Happening, JobRun, World
from mioportal.rules.options import OptionCode
from tests.factories import (
    LineFactory,
    MemberFactory,
    OptionPeriodFactory,
    RelatedServiceFactory,
    hold,
    jst,
    live_through,
)

pytestmark = pytest.mark.django_db

LAST = date(2026, 10, 31)


@pytest.fixture
def line() -> Line:
    """A line that ends with October, as its member's clock shows the middle of it."""
    line = LineFactory(leaving_by="cancellation", ends_on=LAST)
    hold(line.member, jst(2026, 10, 15, 10))
    return line


def closing_since(member: Member) -> date | None:
    member.standing.refresh_from_db()
    return member.standing.last_service_ended_on


def test_with_the_last_line_the_mioid_begins_to_close(line: Line) -> None:
    OptionPeriodFactory(line=line, ends_on=LAST)
    live_through(line.member, jst(2026, 11, 1))
    assert closing_since(line.member) == LAST


def test_as_long_as_hikari_is_in_use_it_does_not(line: Line) -> None:
    RelatedServiceFactory(member=line.member)
    live_through(line.member, jst(2027, 5, 1, 10))
    assert closing_since(line.member) is None
    assert Line.objects.get().ended_at == jst(2026, 11, 1)


def test_it_begins_when_hikari_ends_too_and_counts_from_then(line: Line) -> None:
    RelatedServiceFactory(member=line.member, ends_on=date(2026, 12, 31))
    live_through(line.member, jst(2026, 12, 31, 23, 59))
    assert closing_since(line.member) is None
    live_through(line.member, jst(2027, 1, 1))
    assert closing_since(line.member) == date(2026, 12, 31)
    assert Happening.objects.filter(kind="mioid_closing").get().at == jst(2027, 1, 1)


def test_an_end_of_hikari_that_is_written_down_later_is_found_soon(line: Line) -> None:
    hikari = RelatedServiceFactory(member=line.member)
    live_through(line.member, jst(2026, 12, 20, 10, 5))
    RelatedService.objects.filter(pk=hikari.pk).update(ends_on=date(2026, 12, 10))
    live_through(line.member, jst(2026, 12, 20, 10, 10))
    assert closing_since(line.member) == date(2026, 12, 10)


@pytest.mark.parametrize(
    ("code", "closes"),
    [
        (OptionCode.TABUHO, False),
        (OptionCode.I_FILTER, False),
        (OptionCode.NUISANCE_GUARD, False),
    ],
)
def test_an_option_that_is_a_service_of_its_own_keeps_it_open(
    line: Line, code: OptionCode, closes: bool
) -> None:
    """Of one that may go on with others the member is told to look; it holds nothing up."""
    OptionPeriodFactory(line=line, option_code=code)
    live_through(line.member, jst(2026, 11, 1, 10))
    assert (closing_since(line.member) == LAST) is closes
    OptionPeriod.objects.filter(ends_on=None).update(ends_on=date(2026, 11, 30))
    live_through(line.member, jst(2026, 12, 1, 10))
    assert closing_since(line.member) == (LAST if closes else date(2026, 11, 30))


def test_the_line_may_be_the_last_to_go(line: Line) -> None:
    RelatedServiceFactory(member=line.member, ends_on=date(2026, 9, 30))
    live_through(line.member, jst(2026, 11, 1))
    assert closing_since(line.member) == LAST


def test_what_ends_where_something_goes_on_is_no_work_for_anybody(line: Line) -> None:
    LineFactory(member=line.member)
    RelatedServiceFactory(member=line.member, ends_on=LAST)
    live_through(line.member, jst(2026, 11, 2, 10))
    assert closing_since(line.member) is None
    assert not JobRun.objects.filter(job="contracts.jobs.closing.close_members").exists()


def test_it_begins_once(line: Line) -> None:
    live_through(line.member, jst(2026, 11, 1))
    for _time in range(2):
        services.close_if_nothing_is_left(member=line.member, at=jst(2026, 11, 2, 10))
    assert Happening.objects.filter(kind="mioid_closing").count() == 1


def test_who_never_had_a_service_does_not_close() -> None:
    member = MemberFactory()
    assert not services.close_if_nothing_is_left(member=member, at=jst(2026, 11, 2, 10))
    assert closing_since(member) is None


def test_looking_for_work_takes_no_more_questions_for_many_than_for_one() -> None:
    def questions(world: World) -> int:
        with CaptureQueriesContext(connection) as asked:
            closing._due(world)
        return len(asked)

    one = RelatedServiceFactory(ends_on=LAST).member
    for_one = questions(one.world)
    for member in MemberFactory.create_batch(9, world=one.world):
        RelatedServiceFactory(member=member, ends_on=LAST)
    assert questions(one.world) == for_one <= 3
