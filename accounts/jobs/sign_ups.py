"""What is done between asking to apply and the mail that confirms the address."""

import logging

from accounts import queries
from accounts.services import sign_up
from mioportal.plumbing import mailroom, worlds

log = logging.getLogger(__name__)


def answer_sign_ups(moment_of: mailroom.Moments) -> None:
    """Make the mails of every wish to apply; a member's is told in the time of their world."""
    sign_up.tidy()
    for row in queries.open_sign_ups():
        member = queries.member_at(row.email)
        if member is not None and worlds.is_moving(member.world):
            continue
        try:
            sign_up.answer(sign_up=row, at=moment_of(member.world if member else None))
        except Exception:
            # One wish must not keep the others from being answered.
            log.exception("a wish to apply was not answered: %s", row.pk)


mailroom.beginnings.append(answer_sign_ups)
mailroom.completions[sign_up.LINK_MAIL] = sign_up.with_link
