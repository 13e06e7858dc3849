"""What falls due by itself with numbers: the queue of nine o'clock, expiry, reminders."""

from datetime import datetime, timedelta

from django.db.models import F, Min, Q

from mioportal.plumbing.actor import system
from mioportal.plumbing.jobs import Counts, Phase, RestsOn, each, job, parked_keys, starts
from mioportal.plumbing.models import World
from mioportal.rules.dates import day_in_japan
from mnp import services
from mnp.models import PortRequest, PortRequestQuerySet

_EXPIRE, _END, _HOLD, _REMIND = (
    f"mnp.jobs.{name}" for name in ("expire", "end_with_lines", "hold_back", "remind")
)
_RELATED = ("line__member__user", "line__member__standing", "line__world", "world")
_OPEN = (*PortRequest.WAITING, PortRequest.State.ISSUED)


def _but_parked(world: World, name: str) -> PortRequestQuerySet:
    rows = PortRequest.objects.filter(world=world)
    return rows.exclude(receipt_number__in=parked_keys(world, name))


def _issued(world: World) -> PortRequestQuerySet:
    return _but_parked(world, _EXPIRE).filter(state=PortRequest.State.ISSUED)


def _expire_due(world: World) -> datetime | None:
    first = _issued(world).aggregate(first=Min("expires_on"))["first"]
    return starts(first + timedelta(days=1)) if first else None


@job(Phase.EXPIRE, due=_expire_due, first_in_every_phase=True)
def expire(world: World, at: datetime) -> Counts:
    """End every number whose last day lies before this day."""
    over = _issued(world).filter(expires_on__lt=day_in_japan(at))
    return each(
        over.select_related(*_RELATED).order_by("pk"),
        lambda row: services.expire(request=row, at=at, by=system(_EXPIRE)),
        key=lambda row: row.receipt_number,
        job_name=_EXPIRE,
        world=world,
        at=at,
    )


def _of_ending_lines(world: World) -> PortRequestQuerySet:
    return _but_parked(world, _END).filter(state__in=_OPEN, line__ends_on__isnull=False)


def _end_due(world: World) -> datetime | None:
    first = _of_ending_lines(world).aggregate(first=Min("line__ends_on"))["first"]
    return starts(first + timedelta(days=1)) if first else None


@job(Phase.EXPIRE, due=_end_due, first_in_every_phase=True)
def end_with_lines(world: World, at: datetime) -> Counts:
    """Numbers, and requests, of lines that have ended (C-070)."""
    rows = _of_ending_lines(world).filter(line__ends_on__lt=day_in_japan(at))
    return each(
        rows.select_related(*_RELATED).order_by("pk"),
        lambda row: services.end_with_line(request=row, at=at, by=system(_END)),
        key=lambda row: row.receipt_number,
        job_name=_END,
        world=world,
        at=at,
    )


def _ready(world: World) -> PortRequestQuerySet:
    return PortRequest.objects.filter(world=world).ready(day_in_japan(world.ran_through))


def _to_hold(world: World) -> PortRequestQuerySet:
    queued = _but_parked(world, _HOLD).filter(state=PortRequest.State.QUEUED)
    return queued.filter(PortRequestQuerySet.held_back())


def _issue_due(world: World) -> datetime | None:
    days = (
        rows.aggregate(first=Min("due_at"))["first"] for rows in (_ready(world), _to_hold(world))
    )
    return min((each for each in days if each is not None), default=None)


@job(Phase.ISSUE_NUMBERS, due=_issue_due, rests_on=RestsOn.FADING_ROWS)
def issue_numbers(world: World, at: datetime) -> Counts:
    """Issue whatever waits and has cleared, in order of request; the rest is told what holds it."""
    issued, by = 0, system("mnp.jobs.issue_numbers")
    while done := services.issue_waiting(world=world, at=at, by=by):
        issued += done
    counts = each(
        _to_hold(world).filter(due_at__lte=at).select_related(*_RELATED).order_by("pk"),
        lambda row: services.hold_back(request=row, at=at, by=system(_HOLD)),
        key=lambda row: row.receipt_number,
        job_name=_HOLD,
        world=world,
        at=at,
    )
    return {"issued": issued, "held": counts["done"], "failed": counts["failed"]}


def _to_remind(world: World) -> PortRequestQuerySet:
    issued = _but_parked(world, _REMIND).filter(state=PortRequest.State.ISSUED)
    return issued.filter(remind_on__isnull=False)


_CUT = Q(line__ends_on__lt=F("expires_on"))


def _remind_due(world: World) -> datetime | None:
    rows = _to_remind(world)
    first = rows.exclude(_CUT).aggregate(first=Min("remind_on"))["first"]
    # Few, and mostly none: their days follow the end of the line.
    cut = rows.filter(_CUT)
    days = [row.reminder_on for row in cut.select_related("line")] if cut.exists() else []
    due = min((day for day in (first, *days) if day is not None), default=None)
    return starts(due) if due else None


@job(Phase.NOTIFY, due=_remind_due)
def remind(world: World, at: datetime) -> Counts:
    """Tell members whose number runs out soon, with its line or by itself (M-16)."""
    rows = _to_remind(world).filter(Q(remind_on__lte=day_in_japan(at)) | _CUT)
    return each(
        rows.select_related(*_RELATED).order_by("pk"),
        lambda row: services.remind(request=row, at=at),
        key=lambda row: row.receipt_number,
        job_name=_REMIND,
        world=world,
        at=at,
    )
