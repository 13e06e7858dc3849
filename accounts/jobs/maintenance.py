"""The morning on which members hear of maintenance and incidents by mail."""

from datetime import datetime

from accounts import queries
from accounts.queries import Announcement
from accounts.services import maintenance
from mioportal.plumbing.jobs import Counts, Phase, RestsOn, each, job, parked_keys
from mioportal.plumbing.models import World

_NAME = "accounts.jobs.maintenance.announce"


def _waiting(world: World, at: datetime) -> list[Announcement]:
    parked = set(parked_keys(world, _NAME))
    return [one for one in queries.announcements(world, at) if one.key not in parked]


def _due(world: World) -> datetime | None:
    return next((one.since for one in _waiting(world, world.ran_through)), None)


# In every phase: what is planned, changed or called off during the day is told soon, not tomorrow.
@job(Phase.NOTIFY, due=_due, first_in_every_phase=True, rests_on=RestsOn.FADING_ROWS)
def announce(world: World, at: datetime) -> Counts:
    """Tell the members of a world whatever is to be told by now."""
    return each(
        [one for one in _waiting(world, at) if one.since <= at],
        lambda one: maintenance.announce(announcement=one, world=world, at=at),
        key=lambda one: one.key,
        job_name=_NAME,
        world=world,
        at=at,
    )
