"""The midnight on which mioIDs end."""

from datetime import datetime

from accounts import queries, services
from mioportal.plumbing.actor import system
from mioportal.plumbing.jobs import Counts, Phase, each, job, parked_keys, starts
from mioportal.plumbing.models import World
from mioportal.rules.dates import ONE_DAY, day_in_japan

_NAME = "accounts.jobs.life.end_mio_ids"


def _due(world: World) -> datetime | None:
    through = queries.first_last_day(world, but=parked_keys(world, _NAME))
    return starts(through + ONE_DAY) if through else None


@job(Phase.EXPIRE, due=_due)
def end_mio_ids(world: World, at: datetime) -> Counts:
    """End every mioID, in force or provisional, whose last day lies before this day."""
    over = queries.members_over(world, day_in_japan(at), but=parked_keys(world, _NAME))
    return each(
        over,
        lambda member: services.end_mio_id(member=member, at=at, by=system(_NAME)),
        key=lambda member: member.mio_id,
        job_name=_NAME,
        world=world,
        at=at,
    )
