"""Finds queued mails whose time has come in their own world, and sends them."""

from mioportal.plumbing import clock, outbox, realtime
from mioportal.plumbing.models import Outbox

BATCH = 200


def deliver() -> int:
    """Send what is due and return how many went out."""
    rows = (
        Outbox.objects.filter(state=Outbox.State.QUEUED, next_try_at__lte=realtime.now())
        .select_related("world")
        .order_by("pk")[:BATCH]
    )
    due = [row for row in rows if row.send_after <= clock.moment_of(row.world)]
    return sum(outbox.send(row) for row in due)
