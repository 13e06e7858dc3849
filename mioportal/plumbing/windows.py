"""Which maintenance windows stand open, and the writer of those that staff plan."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils.timezone import localtime

from mioportal.plumbing import audit
from mioportal.plumbing.actor import Actor
from mioportal.plumbing.models import ExtraWindow, WeeklyChange, World
from mioportal.rules import maintenance
from mioportal.rules.dates import JST, ONE_SECOND, at_japan, month_end, month_start
from mioportal.rules.maintenance import WindowException


@dataclass(frozen=True, kw_only=True, slots=True)
class Closure:
    """A closed door: the whole site (function None) or one function, and until when."""

    starts_at: datetime
    ends_at: datetime
    function: str | None = None
    function_label: str = ""
    reason: str = ""


# While a page is read, the weekly decisions are read once for all who ask.
_known: ContextVar[dict[int, tuple[WindowException, ...]] | None] = ContextVar(
    "known", default=None
)


@contextmanager
def read_once() -> Iterator[None]:
    """Read the weekly decisions of a world once in the block, in which nobody writes any."""
    token = _known.set({})
    try:
        yield
    finally:
        _known.reset(token)


def exceptions(world: World) -> tuple[WindowException, ...]:
    """The weekly windows that staff skipped or added for a world's members (C-028).

    What was decided for one world goes before what was decided for all.
    """
    known = _known.get()
    if known is None:
        return _exceptions(world)
    if world.pk not in known:
        known[world.pk] = _exceptions(world)
    return known[world.pk]


def _exceptions(world: World) -> tuple[WindowException, ...]:
    rows = WeeklyChange.objects.filter(_concerns(world)).order_by(F("world").asc(nulls_first=True))
    held = {row.evening: row.held for row in rows}
    return tuple(WindowException(evening=evening, held=held[evening]) for evening in held)


def closure_at(*, world: World, at: datetime, function: str) -> Closure | None:
    """What closes a function for a world's members at an instant, if anything does.

    The weekly window closes every function (F-MNT-01), an extra one only the one it names
    (F-MNT-02), the nightly one none (F-MNT-03, C-027).
    """
    weekly = maintenance.weekly_window_at(at, exceptions(world))
    if weekly is not None:
        return Closure(starts_at=weekly.starts_at, ends_at=weekly.ends_at)
    standing = extras(world).filter(function=function, starts_at__lte=at, ends_at__gt=at)
    extra = standing.order_by("ends_at").last()
    return _closure(extra) if extra else None


def upcoming_extra(
    planned: Sequence[ExtraWindow], *, at: datetime, within: timedelta
) -> Closure | None:
    """The next of `planned` that is open or opens soon."""
    soon = (row for row in planned if row.ends_at > at and row.starts_at <= at + within)
    row = next(soon, None)
    return _closure(row) if row else None


def planned_from(world: World, day: date) -> list[ExtraWindow]:
    """The extra windows that were not over when a day's month began, in order of their start."""
    begun = at_japan(month_start(day), time(0))
    return list(extras(world).filter(ends_at__gt=begun).order_by("starts_at"))


def extras(world: World) -> QuerySet[ExtraWindow]:
    """The extra windows that concern a world's members."""
    return ExtraWindow.objects.filter(_concerns(world))


def _concerns(world: World) -> Q:
    return Q(world=None) | Q(world=world)


def _closure(row: ExtraWindow) -> Closure:
    return Closure(
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        function=row.function,
        function_label=row.get_function_display(),
        reason=row.reason,
    )


def night_ends_at(at: datetime) -> datetime | None:
    """Until when mail waits: the end of the nightly window that `at` is in, if it is in one."""
    window = maintenance.nightly_window_at(at)
    return window.ends_at if window else None


def cutoff(
    world: World, day: date, planned: Sequence[ExtraWindow] | None = None
) -> datetime:
    """The last second in which a cancellation still counts for a day's month (C-026, C-027).

    Every window counts that is open when the month ends, and any that lies right before one.
    `planned` are the extra windows as `planned_from` gives them, where they are known.
    """
    told = exceptions(world)
    last = maintenance.same_month_cutoff(day.year, day.month, told)
    closes = ExtraWindow.Function.CANCELLATION
    rows = planned_from(world, day) if planned is None else planned
    spans = [(row.starts_at, row.ends_at) for row in rows if row.function == closes]
    while True:
        opened = [starts for starts, ends in spans if starts <= last < ends]
        if weekly := maintenance.weekly_window_at(last, told):
            opened.append(weekly.starts_at)
        if not opened:
            return localtime(last, JST)
        last = min(opened) - ONE_SECOND


def early_cutoff(
    world: World, day: date, planned: Sequence[ExtraWindow] | None = None
) -> datetime | None:
    """The cut-off of a day's month when maintenance brings it forward, else None (F-MNT-05)."""
    last = cutoff(world, day, planned)
    return last if last != at_japan(month_end(day), time(23, 59, 59)) else None


def closes_by_extra(world: World, day: date) -> bool:
    """Whether an extra window brings the cut-off of a day's month forward, not the weekly one."""
    weekly = maintenance.same_month_cutoff(day.year, day.month, exceptions(world))
    return cutoff(world, day) < weekly


def save_extra(*, window: ExtraWindow, at: datetime, by: Actor) -> None:
    """Plan or change an extra window."""
    with transaction.atomic():
        window.save()
        _audit_extra(window, "plan_extra_window", at, by)


def drop_extra(*, window: ExtraWindow, at: datetime, by: Actor) -> None:
    """Call an extra window off."""
    with transaction.atomic():
        _audit_extra(window, "drop_extra_window", at, by)
        window.delete()


def _audit_extra(window: ExtraWindow, verb: str, at: datetime, by: Actor) -> None:
    audit.record(
        world=window.world,
        at=at,
        by=by,
        verb=verb,
        subject=window.function,
        detail={"from": window.starts_at.isoformat(), "to": window.ends_at.isoformat()},
    )


def save_weekly_change(*, change: WeeklyChange, at: datetime, by: Actor) -> None:
    """Skip a Tuesday's window, or hold one on another evening."""
    with transaction.atomic():
        change.save()
        _audit_weekly(change, "change_weekly_window", at, by)


def drop_weekly_change(*, change: WeeklyChange, at: datetime, by: Actor) -> None:
    """Back to the rule."""
    with transaction.atomic():
        _audit_weekly(change, "restore_weekly_window", at, by)
        change.delete()


def _audit_weekly(change: WeeklyChange, verb: str, at: datetime, by: Actor) -> None:
    audit.record(
        world=change.world,
        at=at,
        by=by,
        verb=verb,
        subject=change.evening.isoformat(),
        detail={"held": change.held},
    )
