"""What falls due with applications under way: cards arrive, numbers come over or run out."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from contracts import services
from contracts.models import AppliedLine
from contracts.models.application import UNDER_WAY
from mioportal.plumbing.actor import system
from mioportal.plumbing.jobs import Counts, Phase, RestsOn, each, job, parked_keys, starts
from mioportal.plumbing.models import World
from mioportal.plumbing.switching import NumberRefused
from mioportal.rules.application import card_there_on
from mioportal.rules.dates import ONE_DAY, day_in_japan

_ARRIVE = "contracts.jobs.course.cards_arrive"
_LAST_DAY = "contracts.jobs.course.numbers_come_over"
_LAPSED = "contracts.jobs.course.tell_lapsed_numbers"
State = AppliedLine.State


def _waiting(world: World, job_name: str) -> QuerySet[AppliedLine]:
    """Lines of applications under way that are not open, without those the job has given up on."""
    lines = AppliedLine.objects.filter(
        application__world=world, application__state__in=[state.value for state in UNDER_WAY]
    )
    lines = lines.exclude(code__in=parked_keys(world, job_name))
    return lines.exclude(state__in=(State.OPENED, State.ENDED))


def _posted(world: World) -> QuerySet[AppliedLine]:
    return _waiting(world, _ARRIVE).filter(state=State.SENT, sent_at__isnull=False)


def _arrive_due(world: World) -> datetime | None:
    first = _posted(world).order_by("sent_at").values_list("sent_at", flat=True).first()
    return starts(card_there_on(day_in_japan(first))) if first else None


@job(Phase.START_CHANGES, due=_arrive_due)
def cards_arrive(world: World, at: datetime) -> Counts:
    """Cards that were posted are there; a new number is in use from today (D-94)."""
    today = day_in_japan(at)
    there = [
        applied
        for applied in _posted(world).select_related("application").order_by("pk")
        if applied.sent_at and card_there_on(day_in_japan(applied.sent_at)) <= today
    ]
    return each(
        there,
        lambda applied: services.note_arrival(applied=applied, at=at, by=system(_ARRIVE)),
        key=lambda applied: applied.code,
        job_name=_ARRIVE,
        world=world,
        at=at,
    )


def _on_last_day(world: World) -> QuerySet[AppliedLine]:
    """Lines that wait for their member, and not after the last day of their number."""
    return _waiting(world, _LAST_DAY).filter(
        state=State.OPENING,
        mnp_expires_on__isnull=False,
        mnp_expires_on__gte=day_in_japan(world.ran_through),
    )


def _last_day_due(world: World) -> datetime | None:
    lines = _on_last_day(world).order_by("mnp_expires_on")
    first = lines.values_list("mnp_expires_on", flat=True).first()
    return starts(first) if first else None


@job(Phase.START_CHANGES, due=_last_day_due, rests_on=RestsOn.FADING_ROWS)
def numbers_come_over(world: World, at: datetime) -> Counts:
    """Switch numbers whose reservation ends today, though their members did nothing (D-95)."""
    lines = _on_last_day(world).filter(mnp_expires_on=day_in_japan(at))
    return each(
        lines.select_related("application").order_by("pk"),
        lambda applied: _switch(applied, at),
        key=lambda applied: applied.code,
        job_name=_LAST_DAY,
        world=world,
        at=at,
    )


def _switch(applied: AppliedLine, at: datetime) -> None:
    """Where the other operator says no, the number runs out, and that is told the next day."""
    try:
        services.open_applied(applied=applied, at=at, by=system(_LAST_DAY))
    except NumberRefused:
        return


def _lapsed(world: World) -> QuerySet[AppliedLine]:
    lines = _waiting(world, _LAPSED)
    return lines.filter(mnp_expires_on__isnull=False, number_lapsed_at=None)


def _lapsed_due(world: World) -> datetime | None:
    lines = _lapsed(world).order_by("mnp_expires_on")
    first = lines.values_list("mnp_expires_on", flat=True).first()
    return starts(first + ONE_DAY) + timedelta(hours=10) if first else None


@job(Phase.NOTIFY, due=_lapsed_due)
def tell_lapsed_numbers(world: World, at: datetime) -> Counts:
    """Ask for another number where one has run out before its line opened."""
    lines = _lapsed(world).filter(mnp_expires_on__lt=day_in_japan(at))
    return each(
        lines.select_related("application").order_by("pk"),
        lambda applied: services.tell_lapsed(applied=applied, at=at),
        key=lambda applied: applied.code,
        job_name=_LAPSED,
        world=world,
        at=at,
    )
