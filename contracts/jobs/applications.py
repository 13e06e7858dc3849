"""The midnight on which drafts of applications lapse."""

from datetime import datetime

from django.db.models import QuerySet

from contracts import services
from contracts.models import Application
from mioportal.plumbing.actor import system
from mioportal.plumbing.jobs import Counts, Phase, each, job, parked_keys, starts
from mioportal.plumbing.models import World
from mioportal.rules.dates import ONE_DAY, day_in_japan

_NAME = "contracts.jobs.applications.lapse_drafts"


def _drafts(world: World) -> QuerySet[Application]:
    """Drafts of mioIDs in force: a provisional one ends with its draft (accounts.jobs.life)."""
    drafts = Application.objects.drafts().filter(world=world, member__provisional_through=None)
    return drafts.exclude(number__in=parked_keys(world, _NAME)).order_by("lapses_on")


def _due(world: World) -> datetime | None:
    first = _drafts(world).values_list("lapses_on", flat=True).first()
    return starts(first + ONE_DAY) if first else None


@job(Phase.EXPIRE, due=_due)
def lapse_drafts(world: World, at: datetime) -> Counts:
    """Let every draft lapse whose last day lies before this day."""
    over = _drafts(world).filter(lapses_on__lt=day_in_japan(at))
    return each(
        over.select_related("member__user", "world"),
        lambda application: services.lapse(application=application, at=at, by=system(_NAME)),
        key=lambda application: application.number,
        job_name=_NAME,
        world=world,
        at=at,
    )
