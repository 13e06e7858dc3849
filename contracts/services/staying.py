"""A line that was to leave stays: held while the desk decides, and put back (C-031, C-085)."""

from datetime import date, datetime

from django.db import transaction

from contracts.models import Line, Seat, Sim
from contracts.models.line import LineQuerySet
from contracts.queries.groups import is_led, seat_cut_short
from contracts.services.periods import hold_lines
from mioportal.plumbing import audit
from mioportal.plumbing.actor import Actor


class NotLeaving(Exception):
    """The line has ended, or does not leave by a cancellation."""


def hold_end(*, line: Line, through: date, at: datetime, by: Actor) -> None:
    """Let a line's end wait through a day. Raises NotLeaving."""
    with transaction.atomic():
        held = _leaving(line).update(held_through=through)
        if not held:
            raise NotLeaving
        _trace(line, "hold_end", at, by, {"through": through.isoformat()})
        line.refresh_from_db()


def release_end(*, line: Line, at: datetime, by: Actor) -> bool:
    """A line's end waits no more; False when it did not. Raises NotLeaving."""
    with transaction.atomic():
        was_held = _leaving(line).filter(held_through__isnull=False).exists()
        # Written in any case: so the line is held, and leaves no other way meanwhile.
        if not _leaving(line).update(held_through=None):
            raise NotLeaving
        if was_held:
            _trace(line, "release_end", at, by, {})
    return was_held


def take_back_leaving(*, line: Line, at: datetime, by: Actor) -> None:
    """A line that was to be cancelled goes on as before: plan, options, place, card.

    What was dropped for good stays so: a booked plan, lines that were to join its group. A place
    in a group that its primary line has left is not to be had again. Raises NotLeaving.
    """
    with transaction.atomic():
        hold_lines(line.member)
        before = Line.objects.get(pk=line.pk)
        won = _leaving(line).update(leaving_by="", ends_on=None, held_through=None, let_go={})
        if not won or before.ends_on is None:
            raise NotLeaving
        last = line.plan_periods.filter(ends_on=before.ends_on).order_by("starts_on").last()
        if last is not None:
            line.plan_periods.filter(pk=last.pk).update(ends_on=None)
        _give_back_options(before)
        _give_back_seat(before)
        out = line.sims.out()
        # One that was sent already comes back all the same, but nobody asks for it.
        out.update(fee_risk_from=None)
        out.exclude(state=Sim.State.POSTED).update(
            state=Sim.State.LENT, return_opened_at=None, lost_at=None
        )
        _trace(line, "take_back_leaving", at, by, {"ends_on": before.ends_on.isoformat()})
        line.refresh_from_db()


def _leaving(line: Line) -> LineQuerySet:
    return Line.objects.filter(
        pk=line.pk, leaving_by=Line.Leaving.CANCELLATION, ended_at=None
    )


def _give_back_options(line: Line) -> None:
    for code, day in line.let_go.get("options", {}).items():
        period = line.option_periods.filter(code=code, ends_on=line.ends_on)
        # One that the member has ended meanwhile ends all the same.
        if not day:
            period = period.filter(cancelled_at=None)
        period.update(ends_on=day or None)


def _give_back_seat(line: Line) -> None:
    seat = seat_cut_short(line)
    if seat is not None and is_led(seat):
        Seat.objects.filter(pk=seat.pk).update(ends_on=line.let_go["seat"] or None)


def _trace(line: Line, verb: str, at: datetime, by: Actor, detail: dict[str, str]) -> None:
    audit.record(world=line.world, at=at, by=by, verb=verb, subject=line.code, detail=detail)
