"""A past written in one go is the past that the midnights would have written."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from django.db import transaction

from accounts.models import Member
from contracts import services
from contracts.models import DataGrant, DataUse, Line
from mioportal.demo import cast
from mioportal.plumbing.models import Outbox
from tests.cancellation.wizard import accepted
from tests.factories import (
    LineFactory,
    MemberFactory,
    PlanPeriodFactory,
    SeatFactory,
    a_group_of,
    a_purchase,
    hold,
    jst,
    live_through,
)
from tests.journeys.ledger import changed, everything

pytestmark = pytest.mark.django_db

# Sixty midnights, over two month ends.
BEGIN, END = jst(2026, 8, 20, 10), jst(2026, 10, 19, 10)
Books = dict[str, list[tuple[object, ...]]]


def a_household() -> Member:
    """A group that one line joins and one leaves; lines alone: changing, slow, leaving, to come."""
    member = MemberFactory()
    hold(member, BEGIN)
    primary, second, joiner, alone, slow, leaving, later = (
        LineFactory(
            member=member,
            code=f"hdu9000000{number}",
            phone_number=f"090-0000-900{number}",
            contracted_on=date(2026, 8, 20),
        )
        for number in range(7)
    )
    group = a_group_of(primary, second)
    group.seats.update(starts_on=date(2026, 8, 20))
    group.seats.filter(line=second).update(ends_on=date(2026, 9, 30))
    SeatFactory(group=group, line=joiner, starts_on=date(2026, 9, 10))
    alone.plan_periods.update(plan_code="giga_2gb", ends_on=date(2026, 9, 30))
    PlanPeriodFactory(line=alone, plan_code="giga_15gb", starts_on=date(2026, 10, 1))
    Line.objects.filter(pk=slow.pk).update(fast_data=False)
    Line.objects.filter(pk=later.pk).update(started_on=date(2026, 9, 15))
    later.plan_periods.update(starts_on=date(2026, 9, 15))
    a_purchase(alone, 2, at=BEGIN)
    a_purchase(second, at=BEGIN)
    accepted(leaving, BEGIN)
    return member


def metered(member: Member) -> None:
    """Its lines are metered from their first day on."""
    for line in member.lines.order_by("pk"):
        services.start_metering(line=line, at=BEGIN)


def written_at_the_end(member: Member) -> None:
    live_through(member, END)
    services.recount_past(world=member.world, since=date(2026, 8, 1), at=END)


def in_one_jump(member: Member) -> None:
    metered(member)
    live_through(member, END)


def by_the_day(member: Member) -> None:
    metered(member)
    for number in range(1, (END - BEGIN).days + 1):
        live_through(member, BEGIN + timedelta(days=number))


@contextmanager
def rolled_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def lived(live: Callable[[Member], None]) -> Books:
    """Everything about data that is left of a household that lived so."""
    with rolled_back():
        member = a_household()
        live(member)
        grants = DataGrant.objects.values_list(
            "line__code", "kind", "granted_on", "expires_on", "megabytes", "left_mb"
        )
        uses = DataUse.objects.values_list("line__code", "day", "fast_mb", "slow_mb")
        mails = Outbox.objects.filter(mail_code="M-36", key__contains=":2026-")
        return {
            "lines": list(member.lines.order_by("code").values_list("code", "metered_through")),
            "uses": list(uses.order_by("line__code", "day")),
            "grants": sorted(grants, key=str),
            "mails": sorted(mails.values_list("at", "send_after", "subject", "body")),
        }


def test_midnights_one_by_one_or_in_one_jump_or_written_at_the_end_come_to_the_same() -> None:
    jumped = lived(in_one_jump)
    assert len(jumped["uses"]) > 300
    assert jumped["mails"]
    assert lived(by_the_day) == jumped
    # What is past is not told any more.
    assert lived(written_at_the_end) == jumped | {"mails": []}


def test_a_past_that_is_written_is_not_written_again() -> None:
    member = a_household()
    written_at_the_end(member)
    before = everything()
    assert services.recount_past(world=member.world, since=date(2026, 8, 1), at=END) == 0
    assert changed(before) == {}


def test_a_line_that_was_over_before_has_no_past() -> None:
    line = LineFactory(contracted_on=date(2025, 1, 1))
    accepted(line, jst(2026, 10, 15, 10))
    live_through(line.member, jst(2026, 12, 1, 10))
    services.recount_past(world=line.world, since=date(2026, 11, 1), at=jst(2026, 12, 1, 10))
    line.refresh_from_db()
    assert line.metered_through is None
    assert DataUse.objects.count() == 0


def test_the_cast_has_a_year_of_use_and_goes_on_from_there() -> None:
    role = next(role for role in cast.CAST if role.mio_id == "MA0000001")
    member = cast.make(role, date(2026, 10, 15))
    line = member.lines.get()
    assert line.metered_through == date(2026, 10, 14)
    days = line.data_use.order_by("day").values_list("day", flat=True)
    assert [days[0], list(days)[-1]] == [date(2025, 10, 1), date(2026, 10, 14)]
    assert len(days) == 379
    live_through(member, jst(2026, 10, 16, 10))
    assert days.all().reverse()[0] == date(2026, 10, 15)
