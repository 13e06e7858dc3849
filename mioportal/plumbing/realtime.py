"""Real time: for leases, throttles, mail back-off, log stamps. Never for what a member reads."""

from datetime import UTC, datetime


def now() -> datetime:
    """The machine's present instant, in UTC."""
    return datetime.now(UTC)
