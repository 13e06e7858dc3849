"""The midnight on which a day's use is counted, and new data comes."""

from datetime import datetime, timedelta

from django.db.models import Min

from contracts import services
from contracts.models import Line
from mioportal.plumbing.jobs import Counts, Phase, each, job, parked_keys, starts
from mioportal.plumbing.models import World
from mioportal.rules.dates import ONE_DAY, day_in_japan

_NAME = "contracts.jobs.data.count_use"
_KEY = "data"


def _due(world: World) -> datetime | None:
    lines = Line.objects.filter(world=world).to_count()
    behind = lines.aggregate(day=Min("metered_through"))["day"]
    if behind is None or _KEY in parked_keys(world, _NAME):
        return None
    # The day after the last one that is counted has to be over.
    return starts(behind + timedelta(days=2))


@job(Phase.CHARGE, due=_due)
def count_use(world: World, at: datetime) -> Counts:
    """Count every line of a world through yesterday: together, because groups share."""
    return each(
        [world],
        lambda whole: services.count_use(
            world=whole, through=day_in_japan(at) - ONE_DAY, at=at
        ),
        key=lambda whole: _KEY,
        job_name=_NAME,
        world=world,
        at=at,
    )
