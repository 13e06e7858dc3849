"""What becomes of a request that nobody decided in time (C-031)."""

from datetime import datetime

from cancellation.models import Cancellation, Withdrawal


def lapse(*, cancellation: Cancellation, at: datetime) -> None:
    """The line has ended before anybody decided; for the transaction that completes it."""
    waiting = Withdrawal.objects.waiting().filter(cancellation=cancellation)
    waiting.update(state=Withdrawal.State.LAPSED, decided_at=at)
