"""The order of a day, and the register of what falls due in it.

An app's jobs.py holds functions decorated with `@job(Phase.…, due=…)`. The runner calls them; they
are told the world and the instant, never ask the time, and may run twice.
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum, auto
from typing import TypeVar

from django.db import transaction
from django.db.models import F

from mioportal.plumbing import audit
from mioportal.plumbing.actor import Actor
from mioportal.plumbing.models import ParkedItem, World
from mioportal.rules.dates import JST

log = logging.getLogger(__name__)

Item = TypeVar("Item")
Counts = dict[str, int]

_MIDNIGHT = (time(0),)
# The last round is in the last second of the hours: what has cleared by then never waits a night.
_ISSUING = (
    *(time(hour, minute) for hour in range(9, 20) for minute in range(0, 60, 10)),
    time(19, 59, 59),
)


class Phase(Enum):
    """The phases of a day: their order, and at what times (Japan) each comes up."""

    END_LINES = (0, _MIDNIGHT)
    EXPIRE = (1, _MIDNIGHT)
    START_CHANGES = (2, _MIDNIGHT)
    CHARGE = (3, _MIDNIGHT)
    BILL = (4, _MIDNIGHT)
    COLLECT = (5, _MIDNIGHT)
    ISSUE_NUMBERS = (6, _ISSUING)
    NOTIFY = (7, (time(10),))

    def __init__(self, order: int, times: tuple[time, ...]) -> None:
        self.order = order
        self.times = times


class RestsOn(Enum):
    """What the answer of a job's `due` rests on, and so how long it can be kept."""

    ROWS = auto()
    # On `ran_through` too, but time only takes work away: where nothing waits, nothing will.
    FADING_ROWS = auto()
    # On `ran_through`, or on what lies outside of the database.
    TIME = auto()


ALL_TIMES = tuple(sorted({moment for phase in Phase for moment in phase.times}))


def first_instant(times: tuple[time, ...], since: datetime) -> datetime:
    """The first of a day's times at or after an instant."""
    day = since.astimezone(JST).date()
    for candidate in (day, day + timedelta(days=1)):
        for moment in times:
            instant = datetime.combine(candidate, moment, tzinfo=JST)
            if instant >= since:
                return instant
    raise AssertionError("a phase has at least one time a day")


def starts(day: date) -> datetime:
    """The first instant of a Japanese day."""
    return datetime.combine(day, time(0), tzinfo=JST)


@dataclass(frozen=True, kw_only=True, slots=True)
class Job:
    """A registered job. `due` says from which instant on something waits (None: nothing)."""

    name: str
    phase: Phase
    due: Callable[[World], datetime | None]
    run: Callable[[World, datetime], Counts]
    first_in_every_phase: bool = False
    rests_on: RestsOn = RestsOn.ROWS


registry: dict[str, Job] = {}


def job(
    phase: Phase,
    *,
    due: Callable[[World], datetime | None],
    first_in_every_phase: bool = False,
    rests_on: RestsOn = RestsOn.ROWS,
) -> Callable[[Callable[[World, datetime], Counts]], Callable[[World, datetime], Counts]]:
    """Register a job.

    `first_in_every_phase` is for work that must never be found undone later in the day: what came
    in after midnight's run is caught up at the very next instant of any phase.
    """

    def register(run: Callable[[World, datetime], Counts]) -> Callable[[World, datetime], Counts]:
        name = f"{run.__module__}.{run.__name__}"
        registry[name] = Job(
            name=name,
            phase=phase,
            due=due,
            run=run,
            first_in_every_phase=first_in_every_phase,
            rests_on=rests_on,
        )
        return run

    return register


# While many jobs are asked what waits, what they have given up on is read once for all.
_given_up: ContextVar[dict[str, list[str]] | None] = ContextVar("given_up", default=None)


def parked_keys(world: World, job_name: str) -> list[str]:
    """The items that a job has given up on; its queries leave them out."""
    known = _given_up.get()
    return (_read_given_up(world) if known is None else known).get(job_name, [])


@contextmanager
def asking(world: World) -> Iterator[dict[str, list[str]]]:
    """Jobs of this world, and no other, are asked what waits; none of them is run meanwhile.

    What they have given up on is read once for all, and told.
    """
    given_up = _read_given_up(world)
    token = _given_up.set(given_up)
    try:
        yield given_up
    finally:
        _given_up.reset(token)


def _read_given_up(world: World) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    rows = ParkedItem.objects.filter(world=world, tries__gte=ParkedItem.GIVES_UP_AFTER)
    for name, key in rows.values_list("job", "key"):
        found[name].append(key)
    return found


def each(
    items: Iterable[Item],
    do: Callable[[Item], object],
    *,
    key: Callable[[Item], str],
    job_name: str,
    world: World,
    at: datetime,
) -> Counts:
    """Do every item in a savepoint of its own; one that fails is parked and the rest goes on."""
    failures = ParkedItem.objects.filter(world=world, job=job_name)
    failed_before = set(failures.values_list("key", flat=True))
    done = failed = 0
    for item in items:
        try:
            with transaction.atomic():
                do(item)
                if key(item) in failed_before:
                    failures.filter(key=key(item)).delete()
        except Exception as error:
            # Whatever it is: one item must not keep the others, and later days, from being done.
            log.warning("%s could not do %s", job_name, key(item), exc_info=error)
            park(world=world, job_name=job_name, key=key(item), error=error, at=at)
            failed += 1
        else:
            done += 1
    return {"done": done, "failed": failed}


def park(*, world: World, job_name: str, key: str, error: Exception, at: datetime) -> None:
    """Put an item that could not be done before staff, with the reason."""
    row, _created = ParkedItem.objects.get_or_create(
        world=world, job=job_name, key=key, defaults={"first_at": at, "error": ""}
    )
    ParkedItem.objects.filter(pk=row.pk).update(
        tries=F("tries") + 1, error=f"{type(error).__name__}: {error}"
    )


def unpark(*, row: ParkedItem, at: datetime, by: Actor) -> None:
    """Staff mended the cause: forget the failures, and the next round finds the work again."""
    detail = {"job": row.job, "error": row.error}
    with transaction.atomic():
        audit.record(world=row.world, at=at, by=by, verb="unpark", subject=row.key, detail=detail)
        row.delete()
