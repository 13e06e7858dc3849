"""How a line leaves: decided once, carried out when its last day has passed."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.db.models import DateTimeField, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from accounts.models import Member
from contracts.models import Line, Seat, Sim
from contracts.queries.group_fees import left_alone
from contracts.services.aftercheck import plan_aftercheck
from contracts.services.closing import close_if_nothing_is_left
from contracts.services.groups import give_up_seat, keep_primary
from contracts.services.periods import hold_lines, keep_plan, leave_seat
from contracts.services.plans import drop_booking
from contracts.services.sim_reminders import plan_return_reminders
from mioportal.plumbing import audit, worlds
from mioportal.plumbing.actor import Actor
from mioportal.rules import options, sim_return
from mioportal.rules.dates import day_in_japan, month_end
from mioportal.rules.options import OptionCode

_MAY_BE_UNDONE = (Line.Leaving.NO, Line.Leaving.CANCELLATION)
# What ended with the request, or with the opening elsewhere, was told then.
_AT_ONCE = (Line.Leaving.UNDONE, Line.Leaving.PORT_OUT)
_OF_THE_LINE = [code for code in OptionCode if not options.goes_on(code)]


class AlreadyLeaving(Exception):
    """The line has a last day already, or has ended."""


def start_leaving(
    *, line: Line, way: Line.Leaving, ends_on: date, at: datetime, by: Actor
) -> None:
    """Give a line its last day. One conditional UPDATE decides who wins.

    The plan, and options that belong to the line, last as long as it does (C-097); others go on
    until they are ended themselves (C-095). A booked plan is dropped (D-36), and the place in a
    group ends with the line. The return of its card opens at once (C-056). Raises AlreadyLeaving.
    """
    with transaction.atomic():
        hold_lines(line.member)
        won = Line.objects.filter(pk=line.pk, leaving_by="", ended_at=None).update(
            leaving_by=way, ends_on=ends_on
        )
        if not won:
            raise AlreadyLeaving
        _let_go(line, way, ends_on, at, by)
    line.refresh_from_db()


def undo_line(*, line: Line, at: datetime, by: Actor) -> bool:
    """A contract is undone (初期契約解除): the line ends today, whenever else it was to end.

    Whether it was to be cancelled until now: its cancellation is overtaken (D-98). Lines that it
    led go on alone from the next month (D-144). Raises AlreadyLeaving when it has ended, is undone
    already, or its number has gone.
    """
    today = day_in_japan(at)
    with transaction.atomic():
        hold_lines(line.member)
        was = Line.objects.filter(pk=line.pk).values_list("leaving_by", flat=True).get()
        won = (
            Line.objects.live(today)
            .filter(pk=line.pk, ended_at=None, leaving_by__in=_MAY_BE_UNDONE)
            .update(leaving_by=Line.Leaving.UNDONE, ends_on=today, held_through=None)
        )
        if not won:
            raise AlreadyLeaving
        others = left_alone(line, today)
        _let_go(line, Line.Leaving.UNDONE, today, at, by)
        for each in others:
            # To the end of the month they stay what the bill of the month takes them for (D-66).
            leave_seat(each, month_end(today))
            keep_plan(each, today)
        Seat.objects.filter(line=line, ends_on__gt=today).update(ends_on=today)
    line.refresh_from_db()
    return bool(was)


def port_out_line(*, line: Line, at: datetime, by: Actor) -> bool:
    """Another operator has opened the number: the line ends at this instant (F-MNO-12).

    Whether it was to be cancelled until now: its cancellation is overtaken (C-070). Raises
    AlreadyLeaving when it has ended, was undone, or its number has gone before.
    """
    today = day_in_japan(at)
    with transaction.atomic():
        hold_lines(line.member)
        was = Line.objects.filter(pk=line.pk).values_list("leaving_by", flat=True).get()
        won = (
            Line.objects.live(today)
            .filter(pk=line.pk, ended_at=None, leaving_by__in=_MAY_BE_UNDONE)
            .update(
                leaving_by=Line.Leaving.PORT_OUT,
                ends_on=today,
                number_live_through=None,
                held_through=None,
            )
        )
        if not won:
            raise AlreadyLeaving
        _let_go(line, Line.Leaving.PORT_OUT, today, at, by)
        Seat.objects.filter(line=line, ends_on__gt=today).update(ends_on=today)
    line.refresh_from_db()
    return bool(was)


def note_numbers(*, lines: Collection[int], through: date | None) -> None:
    """Until when a reservation number is out for lines, given by primary key; None: none is."""
    Line.objects.filter(pk__in=lines).update(number_live_through=through)


def _let_go(line: Line, way: Line.Leaving, ends_on: date, at: datetime, by: Actor) -> None:
    """What follows once a line has its last day: plan, options, its place in a group, its card."""
    keep_primary(line=line, at=at, by=by)
    drop_booking(line=line, at=at, by=by)
    seat = Seat.objects.filter(line=line).order_by("starts_on").last()
    gave_up = give_up_seat(line=line, ends_on=ends_on, at=at, by=by)
    goes_on = Q(ends_on=None) | Q(ends_on__gt=ends_on)
    line.plan_periods.filter(goes_on).update(ends_on=ends_on)
    # One that was ended alone, for a later day, does not outlive its line either.
    cut = line.option_periods.filter(goes_on, option_code__in=_OF_THE_LINE)
    let_go = {
        "seat": _day(seat.ends_on) if seat and gave_up else None,
        "options": {code: _day(day) for code, day in cut.values_list("code", "ends_on")},
    }
    cut.update(ends_on=ends_on)
    Line.objects.filter(pk=line.pk).update(let_go=let_go)
    line.sims.filter(state=Sim.State.LENT).update(state=Sim.State.AWAITED)
    # One that is on its way already stays so; when a fee may follow counts from the last day.
    line.sims.out().update(
        return_opened_at=Coalesce("return_opened_at", Value(at, output_field=DateTimeField())),
        fee_risk_from=sim_return.fee_risk_from(ends_on),
    )
    audit.record(
        world=line.world,
        at=at,
        by=by,
        verb="start_leaving",
        subject=line.code,
        detail={"way": str(way), "ends_on": ends_on.isoformat()},
    )


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def end_all_lines(*, member: Member, ends_on: date, at: datetime, by: Actor) -> list[Line]:
    """Give every line of a member that has none its last day, as a cancellation does (O-22).

    Those it was given; a line that leaves already keeps its own last day.
    """
    with transaction.atomic():
        hold_lines(member)
        staying = Line.objects.of(member).filter(leaving_by="", ended_at=None)
        lines = list(staying.select_related("member__user", "world").order_by("pk"))
        for line in lines:
            start_leaving(
                line=line, way=Line.Leaving.CANCELLATION, ends_on=ends_on, at=at, by=by
            )
    return lines


def end_line(*, line: Line, at: datetime, by: Actor) -> bool:
    """Carry out the end of a line whose last day has passed; False when that was done before.

    A month later the member is told to look again (M-37). Their last service also starts the
    closing of their mioID (F-ACC-06).
    """
    with transaction.atomic():
        due = Line.objects.released(day_in_japan(at)).filter(pk=line.pk, ended_at=None)
        ended = due.update(ended_at=at, held_through=None)
        if not ended:
            return False
        if line.leaving_by not in _AT_ONCE:
            _note_end(line, at)
        audit.record(world=line.world, at=at, by=by, verb="end_line", subject=line.code)
        plan_aftercheck(line=line, at=at)
        plan_return_reminders(line=line, at=at)
        close_if_nothing_is_left(member=line.member, at=at)
    return True


def _note_end(line: Line, at: datetime) -> None:
    """A line of the log."""
    worlds.note(
        world=line.world,
        at=at,
        kind="line_ended",
        title=_("回線 %(line)s が%(month)s月%(day)s日23:59で終わり、解約済みになりました")
        % {
            "line": line.label,
            "month": line.ends_on.month if line.ends_on else "",
            "day": line.ends_on.day if line.ends_on else "",
        },
        subject=line.code,
        link=f"/lines/{line.code}/",
    )
