"""A primary line is cancelled after a secondary has left: only what still comes is told."""

from datetime import date

import pytest

from cancellation import queries
from contracts import services as contracts
from contracts.models import Line
from contracts.queries import line_of
from mioportal.plumbing.actor import system
from mioportal.rules.quote import EventKind, Quote
from tests.cancellation.wizard import accepted
from tests.factories import MID_MONTH, LineFactory, OptionPeriodFactory, a_group_of, hold, jst

pytestmark = pytest.mark.django_db

PORTED_AT = jst(2026, 10, 10, 12)


def quoted(line: Line) -> Quote:
    """What the preview of a line says on the fifteenth."""
    found = line_of(line.member, line.code, MID_MONTH.date())
    assert found
    return queries.quote_for(found, MID_MONTH)


def test_the_end_of_a_secondary_that_was_ported_is_not_told_again() -> None:
    primary: Line = LineFactory()
    secondary = LineFactory(member=primary.member)
    a_group_of(primary, secondary)
    OptionPeriodFactory(line=secondary, option_code="tabuho")
    hold(primary.member, PORTED_AT)
    before = quoted(primary)
    assert before.event(EventKind.SECONDARY_ENDS, secondary.code)
    contracts.port_out_line(line=secondary, at=PORTED_AT, by=system("test"))
    now = quoted(primary)
    subjects = {event.subject for event in now.events} | {event.line for event in now.events}
    assert secondary.code not in subjects
    assert {each.line for each in now.conditional} == {primary.code}
    # It stands on the bill of this month all the same.
    assert now.total == before.total


def test_a_secondary_that_ends_on_the_same_day_by_itself_is_told() -> None:
    primary: Line = LineFactory()
    secondary = LineFactory(member=primary.member)
    a_group_of(primary, secondary)
    hold(primary.member, PORTED_AT)
    accepted(secondary)
    ends = quoted(primary).event(EventKind.SECONDARY_ENDS, secondary.code)
    assert ends and ends.on == date(2026, 10, 31)
