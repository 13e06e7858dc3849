"""The first of the month: booked plan changes have taken effect."""

from datetime import datetime

from django.db.models import QuerySet

from contracts import services
from contracts.models import PlanChange
from mioportal.plumbing.actor import system
from mioportal.plumbing.jobs import Counts, Phase, each, job, parked_keys, starts
from mioportal.plumbing.models import World
from mioportal.rules.dates import day_in_japan

_NAME = "contracts.jobs.plans.apply_plan_changes"


def _booked(world: World) -> QuerySet[PlanChange]:
    booked = PlanChange.objects.filter(world=world, state=PlanChange.State.BOOKED)
    return booked.exclude(receipt_number__in=parked_keys(world, _NAME))


def _due(world: World) -> datetime | None:
    days = _booked(world).order_by("takes_effect_on").values_list("takes_effect_on", flat=True)
    first = days.first()
    return starts(first) if first else None


@job(Phase.START_CHANGES, due=_due)
def apply_plan_changes(world: World, at: datetime) -> Counts:
    """Mark what has taken effect, and tell it (M-35). The periods held it already."""
    changes = _booked(world).filter(takes_effect_on__lte=day_in_japan(at)).order_by("pk")
    return each(
        changes.select_related("line__member__user", "world"),
        lambda change: services.apply_plan_change(change=change, at=at, by=system(_NAME)),
        key=lambda change: change.receipt_number,
        job_name=_NAME,
        world=world,
        at=at,
    )
