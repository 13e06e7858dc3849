"""What falls due by itself in cancelling."""

from datetime import datetime, timedelta

from django.db.models import Min, Q
from django.db.models.functions import Coalesce, Greatest

from cancellation import services
from cancellation.models import Cancellation, CancellationQuerySet
from contracts.models import Line
from mioportal.plumbing.actor import system
from mioportal.plumbing.jobs import Counts, Phase, each, job, parked_keys, starts
from mioportal.plumbing.models import World
from mioportal.rules.dates import day_in_japan

_NAME = "cancellation.jobs.complete"
# Their number has gone to another operator, and the line with it.
_GONE = Q(line__leaving_by=Line.Leaving.PORT_OUT)


def _pending(world: World) -> CancellationQuerySet:
    pending = Cancellation.objects.filter(world=world).pending()
    return pending.exclude(receipt_number__in=parked_keys(world, _NAME))


def _due(world: World) -> datetime | None:
    pending = _pending(world)
    gone = pending.filter(_GONE).values_list("line__ends_on", flat=True).first()
    if gone:
        return starts(gone)
    last_day = Greatest("ends_on", Coalesce("line__held_through", "ends_on"))
    first = pending.aggregate(day=Min(last_day))["day"]
    return starts(first + timedelta(days=1)) if first else None


@job(Phase.END_LINES, due=_due, first_in_every_phase=True)
def complete(world: World, at: datetime) -> Counts:
    """Complete every cancellation whose last day lies before this day."""
    released = Cancellation.objects.released(day_in_japan(at))
    due = _pending(world).filter(_GONE | Q(pk__in=released.values("pk")))
    return each(
        due.select_related("line__member__user", "world").order_by("pk"),
        lambda row: services.complete(cancellation=row, at=at, by=system(_NAME)),
        key=lambda row: row.receipt_number,
        job_name=_NAME,
        world=world,
        at=at,
    )
