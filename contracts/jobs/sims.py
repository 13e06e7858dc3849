"""The days on which a card is found to have arrived, and on which its fee is put before staff."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import QuerySet

from contracts import services
from contracts.models import Sim
from mioportal.plumbing.actor import system
from mioportal.plumbing.jobs import Counts, Phase, RestsOn, each, job, parked_keys, starts
from mioportal.plumbing.models import World
from mioportal.plumbing.post import post
from mioportal.rules.dates import day_in_japan
from mioportal.rules.post import TrackingWord, Way, counts_as_returned

_FOLLOW = "contracts.jobs.sims.follow_posted"
_CASES = "contracts.jobs.sims.open_cases"


def _sent(world: World) -> QuerySet[Sim]:
    sent = Sim.objects.filter(world=world, state=Sim.State.POSTED).exclude(tracking_number="")
    return sent.exclude(iccid__in=parked_keys(world, _FOLLOW)).order_by("pk")


def _arriving(sent: QuerySet[Sim]) -> Iterator[tuple[date, Sim]]:
    """Those sent by a way that proves it, and the day on which the post says 配達完了."""
    office = post()
    for sim in sent:
        assert sim.posted_on is not None
        proves = counts_as_returned(Way(sim.posted_by), TrackingWord.DELIVERED, sim.posted_on)
        day = office.delivered_on(number=sim.tracking_number, posted_on=sim.posted_on)
        if proves and day is not None:
            yield day, sim


def _arrival_due(world: World) -> datetime | None:
    first = min((day for day, _sim in _arriving(_sent(world))), default=None)
    return starts(first) if first else None


@job(Phase.NOTIFY, due=_arrival_due, rests_on=RestsOn.TIME)
def follow_posted(world: World, at: datetime) -> Counts:
    """Cards that the post has delivered count as returned (C-060)."""
    sent = _sent(world).select_related("line__member__user", "world")
    there = {sim: day for day, sim in _arriving(sent) if day <= day_in_japan(at)}
    return each(
        list(there),
        lambda sim: services.note_delivered(
            sim=sim, on=there[sim], at=at, by=system(_FOLLOW)
        ),
        key=lambda sim: sim.iccid,
        job_name=_FOLLOW,
        world=world,
        at=at,
    )


def _overdue(world: World) -> QuerySet[Sim]:
    """Cards that were asked for and have no case yet, of mioIDs that have not ended (D-120)."""
    out = Sim.objects.out().filter(world=world, case_opened_at=None, reminders_sent__gt=0)
    return out.filter(line__member__invalid_since=None).exclude(
        iccid__in=parked_keys(world, _CASES)
    )


def _cases_due(world: World) -> datetime | None:
    days = _overdue(world).exclude(fee_risk_from=None).order_by("fee_risk_from")
    first = days.values_list("fee_risk_from", flat=True).first()
    return starts(first) if first else None


@job(Phase.CHARGE, due=_cases_due)
def open_cases(world: World, at: datetime) -> Counts:
    """Put the fees before staff that may be charged from this day on; none is charged by itself."""
    rows = _overdue(world).filter(fee_risk_from__lte=day_in_japan(at))
    return each(
        rows.select_related("line__member__user", "world").order_by("pk"),
        lambda sim: services.open_case(sim=sim, at=at, by=system(_CASES)),
        key=lambda sim: sim.iccid,
        job_name=_CASES,
        world=world,
        at=at,
    )
