"""Jobs for a test, whose work is rows: a rolled-back step takes its work back with it."""

from collections.abc import Callable
from datetime import date, datetime, time

from django.db.models import QuerySet

from mioportal.plumbing import runner, worlds
from mioportal.plumbing.jobs import Counts, Phase, each, job, parked_keys, registry
from mioportal.plumbing.models import Happening, JobRun, World
from mioportal.rules.dates import at_japan

Upset = Callable[[World, datetime], None]


def japan(day: str, clock: str = "00:00") -> datetime:
    """An instant as people write it: "2026-10-16", "9:00" (seconds may follow)."""
    hour, minute, *second = (int(part) for part in clock.split(":"))
    return at_japan(date.fromisoformat(day), time(hour, minute, *second))


def run(world: World, until: datetime) -> list[JobRun]:
    """Run a world's due work up to an instant."""
    world.refresh_from_db()
    claim = worlds.take_lease(world=world)
    try:
        return runner.run_through(world, until, claim=claim)
    finally:
        worlds.give_back(world=world, claim=claim)


class Chores:
    """Registers jobs that turn a "todo" row into a "done" row, and forgets them afterwards."""

    def __init__(self) -> None:
        self._names: list[str] = []

    def job(
        self,
        name: str,
        phase: Phase,
        *,
        first_in_every_phase: bool = False,
        upset: Upset = lambda world, at: None,
    ) -> str:
        """Register a job; `upset` runs after its work and may raise. Gives the full name."""

        def due(world: World) -> datetime | None:
            first = self._todo(world, name).order_by("at").first()
            return first.at if first else None

        def work(world: World, at: datetime) -> Counts:
            rows = list(self._todo(world, name).filter(at__lte=at).order_by("pk"))
            for row in rows:
                row.delete()
                worlds.note(world=world, at=at, kind="done", title=name, subject=row.subject)
            upset(world, at)
            return {"done": len(rows)}

        return self._register(name, phase, due, work, first_in_every_phase)

    def each_job(self, name: str, phase: Phase, do: Callable[[str], object]) -> str:
        """Register a job that does its items one by one, each named by its subject."""
        full_name = f"{__name__}.{name}"

        def due(world: World) -> datetime | None:
            first = waiting(world).order_by("at").first()
            return first.at if first else None

        def waiting(world: World) -> QuerySet[Happening]:
            return self._todo(world, name).exclude(subject__in=parked_keys(world, full_name))

        def work(world: World, at: datetime) -> Counts:
            def finish(row: Happening) -> None:
                worlds.note(world=world, at=at, kind="done", title=name, subject=row.subject)
                do(row.subject)
                row.delete()

            return each(
                list(waiting(world).filter(at__lte=at).order_by("pk")),
                finish,
                key=lambda row: row.subject,
                job_name=full_name,
                world=world,
                at=at,
            )

        return self._register(name, phase, due, work, True)

    def wait(self, world: World, name: str, since: datetime, subject: str = "") -> None:
        """From `since` on there is something to do for a job."""
        worlds.note(world=world, at=since, kind="todo", title=name, subject=subject)

    def done(self, world: World) -> list[str]:
        """What has been done so far, in order."""
        rows = Happening.objects.filter(world=world, kind="done").order_by("pk")
        return list(rows.values_list("title", flat=True))

    def done_at(self, world: World) -> list[datetime]:
        """The instants at which it was done."""
        rows = Happening.objects.filter(world=world, kind="done").order_by("pk")
        return list(rows.values_list("at", flat=True))

    def forget(self) -> None:
        """Take every job of this test out of the register."""
        for name in self._names:
            del registry[name]

    def _todo(self, world: World, name: str) -> QuerySet[Happening]:
        return Happening.objects.filter(world=world, kind="todo", title=name)

    def _register(
        self,
        name: str,
        phase: Phase,
        due: Callable[[World], datetime | None],
        work: Callable[[World, datetime], Counts],
        first: bool,
    ) -> str:
        work.__name__ = name
        job(phase, due=due, first_in_every_phase=first)(work)
        full_name = f"{work.__module__}.{name}"
        self._names.append(full_name)
        return full_name
