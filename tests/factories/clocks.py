"""Instants of tests, and the clocks of members."""

from datetime import date, datetime, time

from accounts.models import Member
from mioportal.plumbing import moves
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import Move, World
from mioportal.rules.dates import JST, at_japan

# A Thursday morning without maintenance, in the middle of an ordinary month.
MID_MONTH = at_japan(date(2026, 10, 15), time(10))


def jst(*parts: int) -> datetime:
    """What clocks in Japan show: year, month, day, hour, minute, second."""
    return datetime(*parts, tzinfo=JST)  # type: ignore[misc]


def hold(member: Member, at: datetime) -> None:
    """Hold a member's world at an instant, with nothing happening on the way there."""
    World.objects.filter(pk=member.world_id).update(held_at=at, ran_through=at)
    member.world.refresh_from_db()


def live_through(member: Member, until: datetime) -> Move:
    """Move a member's clock, so that everything due until then happens."""
    member.world.refresh_from_db()
    return moves.move_ahead(world=member.world, to=until, by=system("test"))
