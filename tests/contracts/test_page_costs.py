"""A page asks the database as often for ten lines as for one."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Member
from contracts.models import Device, Line, PlanChange, RelatedService
from tests.cancellation.wizard import accepted
from tests.factories import (
    DeskRequestFactory,
    DeviceFactory,
    LineFactory,
    MessageFactory,
    OptionPeriodFactory,
    PlanChangeFactory,
    RelatedServiceFactory,
    SeatFactory,
    a_group_of,
)
from tests.journeys.visitor import Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

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


def a_device(member: Member | None = None) -> Device:
    device = DeviceFactory(line=a_line(member), paid=11)
    DeskRequestFactory(member=device.member, subject=device.code)
    return device


def a_service(member: Member | None = None) -> RelatedService:
    row = RelatedServiceFactory(**({"member": member} if member else {}))
    a_line(row.member)
    return row


@pytest.mark.parametrize(
    ("path", "make"),
    [
        ("/devices/", a_device),
        ("/devices/{}/", a_device),
        ("/devices/{}/repay/", a_device),
        ("/related/", a_service),
        ("/related/{}/", a_service),
        ("/related/{}/end/", a_service),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_ten_devices_or_services_cost_no_more_questions_than_one(
    path: str,
    make: Callable[..., Device | RelatedService],
    django_assert_num_queries: Counting,
) -> None:
    first = make()
    visitor = Visitor.signed_in_as(first.member)
    for_one = queries_of(visitor, path.format(first.code))
    for _number in range(9):
        make(first.member)
    with django_assert_num_queries(for_one):
        visitor.open(path.format(first.code))


def a_seat(member: Member | None = None) -> Line:
    """A line in a group that has booked a plan and asked for another primary line."""
    line = a_line(member)
    if member is None:
        a_group_of(line, a_line(line.member))
        PlanChangeFactory(line=line)
    else:
        SeatFactory(group=line.member.share_groups.get(), line=line)
    return line


@pytest.mark.parametrize(
    "path",
    [
        "/group/{group}/",
        "/group/{group}/add/",
        "/group/{group}/primary/",
        "/group/{group}/lines/{second}/part/",
        "/group/new/",
        "/lines/{line}/plan/",
        "/plan-changes/{change}/",
    ],
)
def test_a_group_of_ten_lines_costs_no_more_questions_than_one_of_two(
    path: str, django_assert_num_queries: Counting
) -> None:
    line = a_seat()
    a_line(line.member)
    path = path.format(
        line=line.code,
        second=line.member.lines.exclude(pk=line.pk).earliest("pk").code,
        group=line.member.share_groups.get().code,
        change=PlanChange.objects.get().receipt_number,
    )
    visitor = Visitor.signed_in_as(line.member)
    for_one = queries_of(visitor, path)
    for _number in range(8):
        a_seat(line.member)
    a_line(line.member)
    with django_assert_num_queries(for_one):
        visitor.open(path)


def test_a_line_with_ten_devices_costs_no_more_questions_than_with_one(
    django_assert_num_queries: Counting,
) -> None:
    line = a_device().line
    visitor = Visitor.signed_in_as(line.member)
    for_one = queries_of(visitor, f"/lines/{line.code}/")
    DeviceFactory.create_batch(9, line=line)
    with django_assert_num_queries(for_one):
        visitor.open(f"/lines/{line.code}/")


@pytest.mark.parametrize(
    ("path", "most"),
    [
        # Eleven of them read what the next bill is made from, one each whether an application is
        # open and whether a reservation number is.
        ("/", 34),
        ("/services/", 11),
        ("/lines/", 11),
        # One whether the same person has tried something under an earlier mioID.
        ("/options/", 12),
        ("/cancel/", 11),
        ("/messages/", 8),
    ],
)
def test_a_page_stays_within_its_allowance(path: str, most: int) -> None:
    assert queries_of(Visitor.signed_in_as(a_line().member), path) <= most
