"""The last day passes: the line ends, the cancellation is complete, once, in the right order."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.models import Member
from cancellation import services
from cancellation.models import Cancellation
from contracts import services as contracts
from contracts.models import Line
from mioportal.plumbing import runner
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import AuditRow, Happening, Outbox
from tests.cancellation.wizard import accepted, by_phone
from tests.factories import LineFactory, hold, jst, live_through

pytestmark = pytest.mark.django_db

MIDNIGHT = jst(2026, 11, 1)
BY = system("test")


def state(line: Line) -> tuple[object, ...]:
    line.refresh_from_db()
    made = Cancellation.objects.get(line=line)
    return line.ended_at, made.state, made.completed_at


@pytest.mark.parametrize(
    ("until", "is_over"),
    [
        (jst(2026, 10, 31, 10), False),
        (jst(2026, 10, 31, 23, 59, 59), False),
        (MIDNIGHT, True),
        (jst(2026, 11, 1, 10), True),
        (jst(2027, 5, 1, 10), True),
    ],
    ids=["on the last day", "in its last second", "at midnight", "in the morning", "months later"],
)
def test_a_line_ends_as_its_last_day_has_passed(until: datetime, is_over: bool) -> None:
    line = LineFactory()
    accepted(line)
    live_through(line.member, until)
    over = (MIDNIGHT, "completed", MIDNIGHT)
    assert state(line) == (over if is_over else (None, "accepted", None))


def test_the_log_of_the_jump_tells_what_happened_on_its_own_day() -> None:
    line = LineFactory()
    accepted(line)
    live_through(line.member, jst(2026, 11, 20, 10))
    told = Happening.objects.filter(
        world=line.world, at__gt=jst(2026, 10, 16), at__lt=jst(2026, 11, 5)
    ).order_by("pk")
    assert {row.at for row in told} == {MIDNIGHT}
    kinds = [row.kind for row in told]
    assert kinds == ["line_ended", "mioid_closing", "mioid_last_day", "mail"]
    assert "10月31日23:59" in told[0].title


def test_one_mail_and_one_audit_row_whatever_runs_again() -> None:
    line = LineFactory()
    made = accepted(line)
    live_through(line.member, jst(2026, 11, 1, 10))
    for _again in range(2):
        line.refresh_from_db()
        made.refresh_from_db()
        assert not contracts.end_line(line=line, at=MIDNIGHT, by=BY)
        assert not services.complete(cancellation=made, at=MIDNIGHT, by=BY)
    live_through(line.member, jst(2026, 12, 1, 10))
    assert Outbox.objects.filter(mail_code="M-12").count() == 1
    assert AuditRow.objects.filter(verb="end_line").count() == 1


def test_stale_rows_in_two_hands_end_a_line_once() -> None:
    line = LineFactory()
    accepted(line)
    first, second = Line.objects.get(pk=line.pk), Line.objects.get(pk=line.pk)
    assert contracts.end_line(line=first, at=MIDNIGHT, by=BY)
    assert not contracts.end_line(line=second, at=MIDNIGHT, by=BY)


def test_nothing_ends_on_its_last_day_even_when_asked() -> None:
    line = LineFactory()
    made = accepted(line)
    line.refresh_from_db()
    on_the_day = jst(2026, 10, 31, 23, 59, 59)
    assert not contracts.end_line(line=line, at=on_the_day, by=BY)
    assert not services.complete(cancellation=made, at=on_the_day, by=BY)
    assert state(line) == (None, "accepted", None)


def test_one_jump_equals_its_days() -> None:
    def lived(steps: list[datetime]) -> list[object]:
        line = LineFactory()
        accepted(line)
        by_phone(LineFactory(member=line.member), jst(2026, 10, 15, 11))
        for until in steps:
            live_through(line.member, until)
        mails = Outbox.objects.filter(world=line.world).order_by("at", "mail_code", "pk")
        told = Happening.objects.filter(world=line.world).order_by("at", "pk")
        return [
            [(row.mail_code, row.at, row.send_after) for row in mails],
            [(row.kind, row.at) for row in told],
            [state(each)[0] for each in line.member.lines.order_by("pk")],
        ]

    end = jst(2026, 12, 5, 10)
    days = [jst(2026, 10, 16, 10) + timedelta(days=n) for n in range(50)]
    assert lived([end]) == lived([*days, end]) == lived([*days[::7], end])


@pytest.mark.parametrize("lines", [1, 3])
def test_the_last_line_closes_the_mioid(lines: int) -> None:
    line = LineFactory()
    for _other in range(lines - 1):
        accepted(LineFactory(member=line.member))
    accepted(line)
    live_through(line.member, jst(2026, 11, 1, 10))
    line.member.standing.refresh_from_db()
    assert line.member.standing.last_service_ended_on == date(2026, 10, 31)
    assert Happening.objects.filter(kind="mioid_closing").count() == 1


def test_a_mioid_with_a_line_left_does_not_close() -> None:
    line = LineFactory()
    other = LineFactory(member=line.member)
    accepted(line)
    live_through(line.member, jst(2026, 11, 1, 10))
    line.member.standing.refresh_from_db()
    assert line.member.standing.last_service_ended_on is None
    accepted(other, jst(2026, 11, 20, 10))
    live_through(line.member, jst(2026, 12, 1, 10))
    line.member.standing.refresh_from_db()
    assert line.member.standing.last_service_ended_on == date(2026, 11, 30)


def test_the_same_member_world_is_left_alone_by_another_members_end() -> None:
    line = LineFactory()
    neighbour: Member = LineFactory(member__world=line.world).member
    accepted(line)
    live_through(line.member, jst(2026, 11, 1, 10))
    neighbour.standing.refresh_from_db()
    assert neighbour.standing.last_service_ended_on is None


def test_a_line_ported_out_overtakes_its_cancellation_without_a_mail() -> None:
    line = LineFactory()
    made = accepted(line)
    Line.objects.filter(pk=line.pk).update(
        leaving_by=Line.Leaving.PORT_OUT, ends_on=date(2026, 10, 20)
    )
    live_through(line.member, jst(2026, 11, 1, 10))
    made.refresh_from_db()
    assert made.state == Cancellation.State.OVERTAKEN
    assert not Outbox.objects.filter(mail_code="M-12").exists()


def test_a_cancellation_that_came_in_after_the_midnight_run_is_caught_up() -> None:
    line = LineFactory()
    by_phone(line, jst(2026, 10, 31, 23, 59, 59))
    hold(line.member, MIDNIGHT + timedelta(hours=3))
    assert runner.next_step(line.world) is not None
    live_through(line.member, jst(2026, 11, 1, 10))
    line.refresh_from_db()
    assert line.ended_at == jst(2026, 11, 1, 9)


def open_twice(line: Line, made: Cancellation) -> None:
    Cancellation.objects.create(
        receipt_number="K261015-XXXXX",
        line=line,
        world=line.world,
        channel="site",
        accepted_at=made.accepted_at,
        ends_on=made.ends_on,
    )


def same_number(line: Line, made: Cancellation) -> None:
    Cancellation.objects.filter(pk=made.pk).update(state="completed")
    Cancellation.objects.create(
        receipt_number=made.receipt_number,
        line=line,
        world=line.world,
        channel="site",
        accepted_at=made.accepted_at,
        ends_on=made.ends_on,
    )


def no_way(line: Line, made: Cancellation) -> None:
    Line.objects.filter(pk=line.pk).update(leaving_by="")


def no_day(line: Line, made: Cancellation) -> None:
    Line.objects.filter(pk=line.pk).update(ends_on=None)


def same_mail(line: Line, made: Cancellation) -> None:
    row = Outbox.objects.get(mail_code="M-11")
    row.pk, row.code = None, "OTHERCODE"
    row.save()


@pytest.mark.parametrize(
    "wrong",
    [open_twice, same_number, no_way, no_day, same_mail],
    ids=[
        "two open cancellations of one line",
        "one receipt number twice",
        "a last day without a way of leaving",
        "a way of leaving without a last day",
        "one mail of one occasion twice",
    ],
)
def test_the_database_refuses(wrong: Callable[[Line, Cancellation], None]) -> None:
    line = LineFactory()
    made = accepted(line)
    with pytest.raises(IntegrityError), transaction.atomic():
        wrong(line, made)


def test_an_old_cancellation_does_not_stand_in_the_way_of_its_lines_history() -> None:
    line = LineFactory()
    made = accepted(line)
    Cancellation.objects.filter(pk=made.pk).update(state=Cancellation.State.WITHDRAWN)
    open_twice(line, made)
    assert Cancellation.objects.filter(line=line).count() == 2
