"""Pages of options ask the database as often for many as for one."""

from datetime import date

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext

from accounts.models import Member
from contracts import cards, queries
from contracts.models import Line, OptionPeriod
from contracts.services import begin_audit, keep_answers
from tests.contracts.options import tick
from tests.contracts.test_page_costs import Counting, a_line, queries_of
from tests.factories import MID_MONTH, OptionPeriodFactory
from tests.journeys.visitor import Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

def with_options(member: Member | None = None) -> Line:
    """A line with one option that goes on, one ended over there, one on trial."""
    line = a_line(member)
    OptionPeriodFactory(line=line, option_code="safety_mail")
    tick(OptionPeriodFactory(line=line, option_code="i_filter"))
    OptionPeriodFactory(line=line, option_code="tabuho", trial_through=date(2026, 11, 30))
    return line


@pytest.mark.parametrize(
    "path",
    [
        "/lines/{line}/options/safety_mail/add/",
        "/lines/{line}/options/virus_buster/add/",
        "/options/{safety_mail}/end/",
        "/options/{tabuho}/end/",
        "/options/{i_filter}/ended/",
        "/options/audit/",
        *(f"/options/audit/{{audit}}/{step}/" for step in ("list", "need", "end", "confirm")),
    ],
)
def test_a_page_about_one_option_costs_no_more_among_many(
    path: str, django_assert_num_queries: Counting
) -> None:
    line = with_options()
    codes = {each.option_code: each.code for each in line.option_periods.all()}
    act = begin_audit(member=line.member, at=MID_MONTH)
    keep_answers(act=act, step="need", answers={"dropped": list(codes.values())})
    path = path.format(line=line.code, audit=act.code, **codes)
    visitor = Visitor.signed_in_as(line.member)
    alone = queries_of(visitor, path)
    for _number in range(9):
        with_options(line.member)
    more = OptionPeriod.objects.filter(line__member=line.member).values_list("code", flat=True)
    keep_answers(act=act, step="need", answers={"dropped": list(more)})
    with django_assert_num_queries(alone):
        visitor.open(path)


def test_the_card_of_options_costs_no_question_once_the_lines_are_read() -> None:
    line = with_options()
    for _number in range(9):
        with_options(line.member)
    today = MID_MONTH.date()
    lines = list(queries.lines_of(line.member, today))
    with CaptureQueriesContext(connection) as asked:
        card = cards.options(lines, today)
        assert card and render_to_string(card["template"], {"c": card["context"]})
    assert len(asked) == 0
