"""Runs what falls due in a world, instant by instant: one jump equals the sum of its steps."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from mioportal.plumbing import realtime, worlds
from mioportal.plumbing.answers import Answers, remembered
from mioportal.plumbing.jobs import ALL_TIMES, Job, Phase, first_instant, registry
from mioportal.plumbing.models import JobRun, World

_TICK = timedelta(microseconds=1)
_DAY_DONE = 99


@dataclass(frozen=True, order=True, slots=True)
class Step:
    """A place in a world's time: an instant, and the phase within it."""

    instant: datetime
    order: int


def next_step(world: World) -> Step | None:
    """The first place after what has run at which something is due; None when nothing waits."""
    with remembered(world) as answers:
        return _next_step(world, answers)


def _next_step(world: World, answers: Answers) -> Step | None:
    steps = [_step_of(job, world, due) for job, due in answers.due(registry.values())]
    return min(steps, default=None)


def _step_of(job: Job, world: World, due: datetime) -> Step:
    done = Step(world.ran_through, world.ran_phase)
    step = Step(first_instant(job.phase.times, due), job.phase.order)
    if step > done:
        return step
    times = ALL_TIMES if job.first_in_every_phase else job.phase.times
    late = Step(first_instant(times, world.ran_through), job.phase.order)
    if late > done:
        return late
    return Step(first_instant(times, world.ran_through + _TICK), job.phase.order)


def run_through(world: World, until: datetime, *, claim: str) -> list[JobRun]:
    """Run everything due up to and including `until`, in order, as the holder of the lease.

    Every step is a transaction of its own and is recorded in it, so a crash resumes where it was
    and a second run does nothing.
    """
    runs: list[JobRun] = []
    with remembered(world) as answers:
        while (step := _next_step(world, answers)) is not None and step.instant <= until:
            runs += _run_step(world, step, claim, answers)
    if until > world.ran_through:
        worlds.renew_lease(world=world, claim=claim, ran_through=until, ran_phase=_DAY_DONE)
    return runs


def _run_step(world: World, step: Step, claim: str, answers: Answers) -> list[JobRun]:
    runs = []
    with transaction.atomic():
        # First of all: it proves that the lease still holds, and rolls back with the rest.
        worlds.renew_lease(
            world=world, claim=claim, ran_through=step.instant, ran_phase=step.order
        )
        for job in _due_at(step, answers):
            run = JobRun.objects.create(
                world=world, instant=step.instant, job=job.name, ran_at=realtime.now()
            )
            run.counts = job.run(world, step.instant)
            run.save(update_fields=["counts"])
            runs.append(run)
    return runs


def _due_at(step: Step, answers: Answers) -> list[Job]:
    phase = next(phase for phase in Phase if phase.order == step.order)
    # In the order of registration: the lower floors first.
    jobs = [job for job in registry.values() if job.phase is phase]
    return [job for job, due in answers.due(jobs) if due <= step.instant]


def catch_up(world: World, now: datetime) -> list[JobRun]:
    """Run a world through the present; [] when nothing is due or another runner has it."""
    step = next_step(world)
    idle = step is None or step.instant > now
    if idle and now - world.ran_through < timedelta(minutes=10):
        return []
    try:
        claim = worlds.take_lease(world=world)
    except worlds.WorldBusy:
        return []
    try:
        return run_through(world, now, claim=claim)
    finally:
        worlds.give_back(world=world, claim=claim)
