"""What apps add to the sending of mail: work before a round, and words that only the mail has."""

from collections.abc import Callable
from datetime import datetime

from mioportal.plumbing.models import Outbox, World

# How a world's clock is read, for those who may not read it themselves.
Moments = Callable[[World | None], datetime]

# Called at the start of every round.
beginnings: list[Callable[[Moments], None]] = []
# By mail code: the words as they leave, where the message box must not have all of them.
completions: dict[str, Callable[[Outbox], str]] = {}


def completed(row: Outbox) -> Outbox:
    """A queued mail with the words it leaves with (to be sent, never saved)."""
    complete = completions.get(row.mail_code)
    if complete is not None:
        row.body = complete(row)
    return row
