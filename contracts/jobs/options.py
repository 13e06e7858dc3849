"""What days bring to options: the end of a trial is told, comes, and an end is carried out."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import Q, QuerySet

from contracts import services
from contracts.models import OptionPeriod
from mioportal.plumbing.actor import system
from mioportal.plumbing.jobs import Counts, Phase, RestsOn, each, job, parked_keys, starts
from mioportal.plumbing.models import World
from mioportal.rules import option_changes
from mioportal.rules.dates import ONE_DAY, day_in_japan

_COMPLETE = "contracts.jobs.options.complete_options"
_TRIALS_OVER = "contracts.jobs.options.note_trials_over"
_WARN = "contracts.jobs.options.warn_of_trials"
_RELATED = ("line__member__user", "line__world")


def _of(world: World, job_name: str) -> QuerySet[OptionPeriod]:
    rows = OptionPeriod.objects.filter(line__world=world)
    return rows.exclude(code__in=parked_keys(world, job_name)).order_by("pk")


def _ended(world: World) -> QuerySet[OptionPeriod]:
    """Those that members ended, or said to have ended; what ends with its line needs no word."""
    decided = Q(cancelled_at__isnull=False) | Q(ticked_at__isnull=False)
    return _of(world, _COMPLETE).filter(decided, ended_at=None)


def _ended_due(world: World) -> datetime | None:
    first = _ended(world).order_by("ends_on").values_list("ends_on", flat=True).first()
    return starts(first + ONE_DAY) if first else None


@job(Phase.END_LINES, due=_ended_due)
def complete_options(world: World, at: datetime) -> Counts:
    """Tell of every option whose last day lies before this day."""
    return each(
        _ended(world).filter(ends_on__lt=day_in_japan(at)).select_related(*_RELATED),
        lambda period: services.complete_option(period=period, at=at, by=system(_COMPLETE)),
        key=lambda period: period.code,
        job_name=_COMPLETE,
        world=world,
        at=at,
    )


def _on_trial(world: World, job_name: str) -> QuerySet[OptionPeriod]:
    rows = _of(world, job_name).filter(trial_through__isnull=False)
    return rows.filter(ends_on=None, trial_over_at=None)


def _over_due(world: World) -> datetime | None:
    rows = _on_trial(world, _TRIALS_OVER).order_by("trial_through")
    first = rows.values_list("trial_through", flat=True).first()
    return starts(first + ONE_DAY) if first else None


@job(Phase.START_CHANGES, due=_over_due)
def note_trials_over(world: World, at: datetime) -> Counts:
    """Note every trial whose last free day lies before this day; the bill reads the days."""
    over = _on_trial(world, _TRIALS_OVER).filter(trial_through__lt=day_in_japan(at))
    return each(
        over.select_related(*_RELATED),
        lambda period: services.note_trial_over(period=period, at=at),
        key=lambda period: period.code,
        job_name=_TRIALS_OVER,
        world=world,
        at=at,
    )


def _running(world: World, today: date) -> QuerySet[OptionPeriod]:
    return _on_trial(world, _WARN).filter(trial_through__gte=today)


def _to_warn(trials: QuerySet[OptionPeriod]) -> Iterator[tuple[date, OptionPeriod]]:
    """Each with the first day on which its end should have been told and was not, if there is one.

    Days before it began are left out: who tries for a short time is told on what is left.
    """
    for period in trials:
        assert period.trial_through is not None
        told = period.trial_told_on
        days = option_changes.warned_on(period.trial_through)
        left = [day for day in days if day >= period.starts_on and (not told or day > told)]
        if left:
            yield left[0], period


def _warn_due(world: World) -> datetime | None:
    days = (day for day, _period in _to_warn(_running(world, day_in_japan(world.ran_through))))
    first = min(days, default=None)
    return starts(first) if first else None


@job(Phase.NOTIFY, due=_warn_due, rests_on=RestsOn.FADING_ROWS)
def warn_of_trials(world: World, at: datetime) -> Counts:
    """Tell everybody whose trial will be over soon (M-18)."""
    today = day_in_japan(at)
    trials = _running(world, today).select_related(*_RELATED)
    due = [(day, period) for day, period in _to_warn(trials) if day <= today]
    return each(
        due,
        lambda told: services.warn_of_trial(period=told[1], on=told[0], at=at),
        key=lambda told: told[1].code,
        job_name=_WARN,
        world=world,
        at=at,
    )
