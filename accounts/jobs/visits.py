"""What is forgotten of the histories of sign-ins, and digits that only their mail has."""

from datetime import datetime

from accounts import queries
from accounts.services import second_checks, visits
from mioportal.plumbing import mailroom
from mioportal.plumbing.jobs import Counts, Phase, job, starts
from mioportal.plumbing.models import World
from mioportal.rules.dates import ONE_DAY, day_in_japan
from mioportal.rules.sign_in import history_kept_through


def _due(world: World) -> datetime | None:
    oldest = queries.first_sign_in(world)
    if oldest is None:
        return None
    return starts(history_kept_through(day_in_japan(oldest.at)) + ONE_DAY)


@job(Phase.EXPIRE, due=_due)
def forget_sign_ins(world: World, at: datetime) -> Counts:
    """Take away what is older than the history reaches back."""
    return {"done": visits.forget_old(world=world, at=at)}


def tidy_up(_moment_of: mailroom.Moments) -> None:
    """Tries at names that nobody has stay no longer than until the next round of mail."""
    visits.tidy()


mailroom.beginnings.append(tidy_up)
mailroom.completions[second_checks.CODE_MAIL] = second_checks.with_digits
