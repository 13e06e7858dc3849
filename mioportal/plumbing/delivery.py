"""Finds queued mails whose time has come in their own world, and sends them."""

import logging

from mioportal.plumbing import clock, mailroom, outbox, realtime
from mioportal.plumbing.models import Outbox, World

log = logging.getLogger(__name__)

BATCH = 200
# Every knock at a server that is down may take EMAIL_TIMEOUT, and the jobs wait meanwhile.
FAILURES_END_A_ROUND = 3


def deliver() -> int:
    """Send what is due and return how many went out.

    Several failures in a row end the round: the rest is tried in the next one.
    """
    for begin in mailroom.beginnings:
        try:
            begin(clock.moment_of)
        except Exception:
            # The mails that are waiting must leave all the same.
            log.exception("broken off: %s", begin.__name__)
    sent = failures = 0
    for row in _due():
        if outbox.send(mailroom.completed(row)):
            sent, failures = sent + 1, 0
        else:
            failures += 1
        if failures == FAILURES_END_A_ROUND:
            break
    return sent


def _due() -> list[Outbox]:
    # World by world: what waits for the morning in one must not fill the batch of the others.
    waiting = Outbox.objects.filter(
        state=Outbox.State.QUEUED, next_try_at__lte=realtime.now()
    ).order_by("pk")
    due: list[Outbox] = []
    for world in World.objects.filter(pk__in=waiting.order_by().values("world")):
        due += waiting.filter(world=world, send_after__lte=clock.moment_of(world))[:BATCH]
    return sorted(due, key=lambda row: row.pk)[:BATCH]
