"""シェアグループ: who shares one plan and one bill, from when, and led by whom (F-SHR)."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from contracts import queries, services
from contracts.models import DeskRequest, Line, PlanChange, Seat, ShareGroup
from contracts.queries import Group
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import AuditRow, Outbox
from mioportal.rules.dates import day_in_japan
from mioportal.rules.share import JoinReason, PartReason, PrimaryReason
from tests.contracts.test_plan_changes import TODAY, book, plan_on
from tests.factories import MID_MONTH, LineFactory, a_group_of, jst

pytestmark = pytest.mark.django_db

BY = system("test")
NOV, OCT_31 = date(2026, 11, 1), date(2026, 10, 31)


def some_lines(count: int, **more: object) -> list[Line]:
    first = LineFactory(**more)
    return [first, *(LineFactory(member=first.member) for _ in range(count - 1))]


def make(*lines: Line, at: datetime = MID_MONTH) -> ShareGroup:
    return services.make_group(primary=lines[0], secondaries=lines[1:], at=at, by=BY)


def group(row: ShareGroup, day: date = TODAY) -> Group:
    found = queries.group_by_code(row.member, row.code, day)
    assert found is not None
    return found


def part(row: ShareGroup, line: Line, at: datetime = MID_MONTH) -> None:
    services.part_from_group(group=row, line=line, at=at, by=BY)


def leave(line: Line, ends_on: date = OCT_31) -> None:
    services.start_leaving(
        line=line, way=Line.Leaving.CANCELLATION, ends_on=ends_on, at=MID_MONTH, by=BY
    )


@pytest.mark.parametrize(
    ("at", "on"),
    [
        pytest.param(jst(2026, 10, 1), NOV, id="the first moment of a month"),
        pytest.param(jst(2026, 10, 30, 23, 59, 59), NOV, id="the last moment"),
        pytest.param(jst(2026, 12, 30, 9), date(2027, 1, 1), id="into a new year"),
        pytest.param(jst(2028, 2, 28, 9), date(2028, 3, 1), id="the day before 29 February"),
    ],
)
def test_a_group_begins_on_the_first_of_the_next_month(at: datetime, on: date) -> None:
    first, second = some_lines(2, plan__plan_code="giga_10gb")
    row = make(first, second, at=at)
    found = group(row, day_in_japan(at))
    before = date.fromordinal(on.toordinal() - 1)
    assert found.on(before) == []
    assert found.on(on) == [first, second]
    assert (plan_on(second, before), plan_on(second, on)) == ("giga_5gb", "giga_10gb")
    assert queries.group_fee(found, on) == Decimal(1500 + 440)


def test_made_twice_it_is_one_group_with_one_mail() -> None:
    lines = some_lines(3)
    assert make(*lines) == make(*lines)
    assert ShareGroup.objects.count() == 1
    assert Outbox.objects.filter(mail_code="M-30").count() == 1
    assert AuditRow.objects.filter(verb="make_group").count() == 1


@pytest.mark.parametrize("at", [jst(2026, 10, 31), jst(2026, 10, 31, 23, 59, 59)])
def test_no_group_changes_on_the_last_day_of_a_month(at: datetime) -> None:
    first, second, third = some_lines(3)
    row = a_group_of(first, second)
    with pytest.raises(services.GroupRefused) as refused:
        services.join_group(group=row, lines=[third], at=at, by=BY)
    assert refused.value.reasons == {third.code: (JoinReason.LAST_DAY,)}
    with pytest.raises(services.GroupRefused) as refused:
        part(row, second, at)
    assert refused.value.reasons == {second.code: (PartReason.LAST_DAY,)}
    assert Seat.objects.count() == 2


def test_every_line_that_may_not_join_is_named_with_its_reasons() -> None:
    first, booked = some_lines(2)
    legacy = LineFactory(member=first.member, plan__plan_code="minimum_start")
    leaving = LineFactory(member=first.member)
    leave(leaving)
    book(booked)
    with pytest.raises(services.GroupRefused) as refused:
        make(first, booked, legacy, leaving)
    assert refused.value.reasons == {
        booked.code: (JoinReason.PLAN_CHANGE_BOOKED,),
        legacy.code: (JoinReason.NOT_GIGA,),
        leaving.code: (JoinReason.LEAVING,),
    }
    assert not ShareGroup.objects.exists()


def test_a_group_holds_ten_lines_and_no_more() -> None:
    lines = some_lines(11)
    row = make(*lines[:10])
    with pytest.raises(services.GroupRefused) as refused:
        services.join_group(group=row, lines=lines[10:], at=MID_MONTH, by=BY)
    assert refused.value.reasons == {lines[10].code: (JoinReason.GROUP_FULL,)}


def test_a_line_that_is_taken_out_goes_on_alone_on_the_groups_plan() -> None:
    first, second, third = some_lines(3)
    row = a_group_of(first, second, third)
    part(row, third)
    part(row, third)
    found = group(row)
    assert (found.on(OCT_31), found.on(NOV)) == ([first, second, third], [first, second])
    assert plan_on(third, NOV) == "giga_5gb"
    assert Outbox.objects.filter(mail_code="M-30").count() == 1
    services.call_off_group_change(group=row, line=third, at=MID_MONTH, by=BY)
    assert group(row).on(NOV) == [first, second, third]
    with pytest.raises(services.NothingComing):
        services.call_off_group_change(group=row, line=third, at=MID_MONTH, by=BY)


def test_the_primary_line_is_taken_out_last() -> None:
    first, second = some_lines(2)
    row = a_group_of(first, second)
    with pytest.raises(services.GroupRefused) as refused:
        part(row, first)
    assert refused.value.reasons == {first.code: (PartReason.MAIN_WITH_SUBS,)}
    part(row, second)
    part(row, first)
    assert group(row).on(NOV) == []


@pytest.mark.parametrize("which", [0, 1], ids=["the primary line", "the only other one"])
def test_a_group_of_one_does_not_begin(which: int) -> None:
    lines = some_lines(2, plan__plan_code="giga_20gb")
    row = make(*lines)
    services.call_off_group_change(group=row, line=lines[which], at=MID_MONTH, by=BY)
    assert not Seat.objects.exists()
    assert [plan_on(line, NOV) for line in lines] == ["giga_20gb", "giga_5gb"]


def test_too_late_to_call_off_on_the_last_day() -> None:
    lines = some_lines(2)
    row = make(*lines)
    with pytest.raises(services.NothingComing):
        services.call_off_group_change(group=row, line=lines[1], at=jst(2026, 10, 31), by=BY)


def test_a_secondary_line_that_leaves_takes_its_seat_along_and_no_other() -> None:
    first, second, third = some_lines(3)
    row = a_group_of(first, second, third)
    leave(second)
    found = group(row)
    assert (found.on(OCT_31), found.on(NOV)) == ([first, second, third], [first, third])
    assert second.seats.get().ends_on == OCT_31
    assert queries.group_fee(found, NOV) == Decimal(990 + 440)
    assert AuditRow.objects.filter(verb="give_up_seat").count() == 1


def test_a_line_that_leaves_before_it_joins_never_joins() -> None:
    lines = some_lines(2, plan__plan_code="giga_20gb")
    make(*lines)
    leave(lines[1])
    assert not lines[1].seats.exists()
    assert lines[1].plan_periods.get().plan_code == "giga_5gb"
    assert lines[1].plan_periods.get().ends_on == OCT_31


def test_a_primary_line_that_leaves_leaves_those_alone_that_were_to_join() -> None:
    lines = some_lines(2, plan__plan_code="giga_20gb")
    make(*lines)
    leave(lines[0])
    assert not Seat.objects.exists()
    assert plan_on(lines[1], NOV) == "giga_5gb"


def test_the_desk_makes_another_line_the_primary_one_from_the_next_midnight() -> None:
    first, second, third = some_lines(3)
    row = a_group_of(first, second, third)
    change = book(first)
    asked = services.ask_primary_change(group=row, line=second, at=MID_MONTH, by=BY)
    again = services.ask_primary_change(group=row, line=third, at=MID_MONTH, by=BY)
    assert again == asked
    assert group(row).primary == first
    services.complete(request=asked, at=MID_MONTH, by=BY)
    found = group(row)
    assert [found.on(date(2026, 10, day))[0] for day in (15, 16)] == [first, second]
    assert set(found.on(date(2026, 10, 16))) == {first, second, third}
    change.refresh_from_db()
    assert (change.line, change.state) == (second, PlanChange.State.BOOKED)
    assert "2026年10月16日" in Outbox.objects.filter(mail_code="M-30").latest("pk").body
    # The old primary line may leave now; the group goes on.
    leave(first)
    assert group(row).on(NOV) == [second, third]


def test_what_the_desk_cannot_carry_out_stays_open_and_says_why() -> None:
    first, second = some_lines(2)
    row = a_group_of(first, second)
    asked = services.ask_primary_change(group=row, line=second, at=MID_MONTH, by=BY)
    leave(second)
    with pytest.raises(services.CannotBeDone, match="解約か転出が決まった回線です"):
        services.complete(request=asked, at=MID_MONTH, by=BY)
    assert DeskRequest.objects.get().state == DeskRequest.State.RECEIVED
    third = LineFactory(member=first.member)
    with pytest.raises(services.GroupRefused) as refused:
        services.ask_primary_change(group=row, line=third, at=MID_MONTH, by=BY)
    assert refused.value.reasons == {third.code: (PrimaryReason.NOT_SECONDARY,)}


def test_a_line_that_leaves_before_it_becomes_the_primary_one_leaves_all_as_it_was() -> None:
    first, second, third = some_lines(3)
    row = a_group_of(first, second, third)
    change = book(first)
    services.change_primary(group=row, line=second, at=MID_MONTH, by=BY)
    leave(second)
    found = group(row)
    assert found.on(date(2026, 10, 16)) == [first, second, third]
    assert found.on(NOV) == [first, third]
    change.refresh_from_db()
    assert (change.line, change.state) == (first, PlanChange.State.BOOKED)
    assert [plan_on(line, NOV) for line in (first, third)] == ["giga_10gb"] * 2
    assert second.plan_periods.get().plan_code == "giga_5gb"
    assert AuditRow.objects.filter(verb="keep_primary").count() == 1
