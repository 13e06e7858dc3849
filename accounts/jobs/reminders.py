"""The morning on which members are told of a day that comes."""

from datetime import datetime

from django.db.models import QuerySet

from accounts.models import Reminder
from accounts.services import reminders
from mioportal.plumbing.jobs import Counts, Phase, each, job, parked_keys, starts
from mioportal.plumbing.models import World
from mioportal.rules.dates import day_in_japan

_NAME = "accounts.jobs.reminders.remind"


def _waiting(world: World) -> QuerySet[Reminder]:
    parked = [int(key) for key in parked_keys(world, _NAME)]
    return Reminder.objects.filter(world=world, told_at=None).exclude(pk__in=parked)


def _due(world: World) -> datetime | None:
    first = _waiting(world).order_by("on").values_list("on", flat=True).first()
    return starts(first) if first else None


@job(Phase.NOTIFY, due=_due)
def remind(world: World, at: datetime) -> Counts:
    """Tell everybody who is to be told by this day."""
    rows = _waiting(world).filter(on__lte=day_in_japan(at)).order_by("on", "pk")
    return each(
        rows.select_related("member__user", "member__world", "member__standing"),
        lambda row: reminders.tell(reminder=row, at=at),
        key=lambda row: str(row.pk),
        job_name=_NAME,
        world=world,
        at=at,
    )
