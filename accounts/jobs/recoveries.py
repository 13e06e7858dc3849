"""What is done between asking to get back in and the mail that answers."""

import logging

from accounts import queries
from accounts.services import recovery
from mioportal.plumbing import mailroom, worlds

log = logging.getLogger(__name__)


def answer_recoveries(moment_of: mailroom.Moments) -> None:
    """Make the mails of every open request, each in the time of its member's world."""
    recovery.tidy()
    for row in queries.open_recoveries():
        assert row.user is not None
        world = row.user.member.world
        if worlds.is_moving(world):
            continue
        try:
            recovery.answer(recovery=row, at=moment_of(world))
        except Exception:
            # One request must not keep the others from being answered.
            log.exception("a request to get back in was not answered: %s", row.pk)


mailroom.beginnings.append(answer_recoveries)
mailroom.completions[recovery.LINK_MAIL] = recovery.with_link
