"""Many hands on one line's plan and place at the same moment: one of them is the one."""

from collections.abc import Iterator
from datetime import date
from functools import partial

import pytest

from contracts import queries, services
from contracts.models import Line, PlanChange, PlanPeriod, Seat, ShareGroup
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import AuditRow, Outbox
from tests.factories import MID_MONTH, LineFactory, a_group_of
from tests.plumbing.races import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]

HANDS, ROUNDS = 6, 5
BY = system("test")
TODAY, OCT_31 = date(2026, 10, 15), date(2026, 10, 31)


def fresh(line: Line) -> Line:
    found = queries.line_of(line.member, line.code, TODAY)
    assert found is not None
    return found


def book(line: Line, plan: str) -> PlanChange | None:
    line = fresh(line)
    shown = queries.plan_offer(line, plan, TODAY).shown
    try:
        return services.book_plan_change(
            line=line, plan_code=plan, shown=shown, at=MID_MONTH, by=BY
        )
    except services.PlanRefused:
        return None


def test_one_plan_booked_in_many_tabs_is_one_booking() -> None:
    for _round in range(ROUNDS):
        line = LineFactory()
        got = at_once(HANDS, partial(book, line, "giga_10gb"))
        change = PlanChange.objects.get(line=line)
        assert set(got) == {change}
        assert Outbox.objects.filter(user=line.member.user).count() == 1
        assert AuditRow.objects.filter(subject=change.receipt_number).count() == 1


def test_of_two_plans_booked_at_once_one_is_booked_and_the_periods_are_its() -> None:
    for _round in range(ROUNDS):
        line = LineFactory()
        wishes = iter(["giga_10gb", "giga_20gb"] * (HANDS // 2))

        def hand(line: Line = line, wishes: Iterator[str] = wishes) -> None:
            book(line, next(wishes))

        at_once(HANDS, hand)
        change = PlanChange.objects.get(line=line)
        held = line.plan_periods.order_by("starts_on").values_list("plan_code", flat=True)
        assert list(held) == ["giga_5gb", change.to_plan]


def test_a_line_that_leaves_while_a_plan_is_booked_holds_no_booking_in_the_end() -> None:
    for _round in range(ROUNDS):
        line = LineFactory()
        turns = iter(range(HANDS))

        def hand(line: Line = line, turns: object = turns) -> None:
            if next(turns) % 2:  # type: ignore[call-overload]
                book(line, "giga_10gb")
                return
            try:
                services.start_leaving(
                    line=fresh(line), way=Line.Leaving.CANCELLATION, ends_on=OCT_31,
                    at=MID_MONTH, by=BY,
                )  # fmt: skip
            except services.AlreadyLeaving:
                return

        at_once(HANDS, hand)
        assert not PlanChange.objects.filter(line=line, state="BOOKED").exists()
        period = PlanPeriod.objects.get(line=line)
        assert (period.plan_code, period.ends_on) == ("giga_5gb", OCT_31)


def test_one_group_made_in_many_tabs_is_one_group() -> None:
    for _round in range(ROUNDS):
        first = LineFactory()
        second = LineFactory(member=first.member)

        def make(first: Line = first, second: Line = second) -> ShareGroup:
            return services.make_group(
                primary=fresh(first), secondaries=[fresh(second)], at=MID_MONTH, by=BY
            )

        assert set(at_once(HANDS, make)) == {ShareGroup.objects.get(member=first.member)}
        assert Seat.objects.filter(line__member=first.member).count() == 2
        assert Outbox.objects.filter(user=first.member.user).count() == 1


def test_a_secondary_line_that_leaves_while_it_is_made_the_primary_one() -> None:
    for _round in range(ROUNDS):
        first = LineFactory()
        second = LineFactory(member=first.member)
        group = a_group_of(first, second)
        turns = iter(range(2))

        def hand(
            group: ShareGroup = group, second: Line = second, turns: object = turns
        ) -> bool:
            try:
                if next(turns):  # type: ignore[call-overload]
                    services.change_primary(group=group, line=fresh(second), at=MID_MONTH, by=BY)
                else:
                    services.start_leaving(
                        line=fresh(second), way=Line.Leaving.CANCELLATION, ends_on=OCT_31,
                        at=MID_MONTH, by=BY,
                    )  # fmt: skip
            except services.GroupRefused:
                return False
            return True

        at_once(2, hand)
        second.refresh_from_db()
        assert second.ends_on == OCT_31
        assert not second.seats.filter(ends_on=None).exists()
        assert not second.seats.filter(ends_on__gt=OCT_31).exists()
        assert first.seats.get(ends_on=None).place == Seat.Where.PRIMARY
