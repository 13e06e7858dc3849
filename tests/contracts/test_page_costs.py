"""A page asks the database as often for ten lines as for one."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext

from accounts.models import Member
from contracts import cards
from contracts.models import Line, OptionPeriod
from contracts.services import begin_audit, keep_answers
from tests.cancellation.wizard import accepted
from tests.contracts.options import tick
from tests.factories import MID_MONTH, LineFactory, MessageFactory, OptionPeriodFactory
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

Counting = Callable[..., AbstractContextManager[object]]


def a_line(member: Member | None = None) -> Line:
    """A line with everything a page could go and look for."""
    line = LineFactory(**({"member": member} if member else {}))
    OptionPeriodFactory(line=line)
    OptionPeriodFactory(line=line, option_code="call_10")
    return line


def a_line_that_left(member: Member | None = None) -> Line:
    line = a_line(member)
    accepted(line)
    return line


def queries_of(visitor: Visitor, path: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert visitor.open(path).status == 200
    return len(asked)


@pytest.mark.parametrize("path", ["/", "/services/", "/lines/", "/options/", "/cancel/"])
@pytest.mark.parametrize("make", [a_line, a_line_that_left], ids=["in use", "leaving"])
def test_ten_lines_cost_no_more_questions_than_one(
    path: str, make: Callable[..., Line], django_assert_num_queries: Counting
) -> None:
    member = make().member
    visitor = Visitor.signed_in_as(member)
    for_one = queries_of(visitor, path)
    for _number in range(9):
        make(member)
    with django_assert_num_queries(for_one):
        visitor.open(path)


@pytest.mark.parametrize("path", ["/lines/{}/", "/cancel/lines/{}/", "/lines/{}/sim-return/"])
def test_one_line_among_ten_costs_no_more_than_one_alone(
    path: str, django_assert_num_queries: Counting
) -> None:
    line = a_line_that_left()
    visitor = Visitor.signed_in_as(line.member)
    alone = queries_of(visitor, path.format(line.code))
    for _number in range(9):
        a_line(line.member)
    OptionPeriodFactory(line=line, option_code="call_unlimited")
    line.sims.create(world=line.world, iccid="8981100999999999999", state="lent")
    with django_assert_num_queries(alone):
        visitor.open(path.format(line.code))


@pytest.mark.parametrize("path", ["/", "/messages/"])
def test_many_messages_cost_no_more_questions_than_one(
    path: str, django_assert_num_queries: Counting
) -> None:
    member = a_line().member
    MessageFactory(member=member)
    visitor = Visitor.signed_in_as(member)
    for_one = queries_of(visitor, path)
    MessageFactory.create_batch(15, member=member)
    with django_assert_num_queries(for_one):
        visitor.open(path)


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


def test_the_card_of_options_costs_one_question() -> None:
    line = with_options()
    for _number in range(9):
        with_options(line.member)
    with CaptureQueriesContext(connection) as asked:
        card = cards.options(line.member, MID_MONTH.date())
        assert card and render_to_string(card["template"], {"c": card["context"]})
    assert len(asked) == 1


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/", 14),
        ("/services/", 11),
        ("/lines/", 11),
        ("/options/", 11),
        ("/cancel/", 11),
        ("/messages/", 9),
    ],
)
def test_a_page_stays_within_its_allowance(path: str, most: int) -> None:
    assert queries_of(Visitor.signed_in_as(a_line().member), path) <= most
