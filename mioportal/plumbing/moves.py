"""Moving a demonstration world's clock forward, and the log of what that brought."""

from datetime import date, datetime, time, timedelta

from django.db import transaction

from mioportal.plumbing import audit, clock, runner, worlds
from mioportal.plumbing.actor import Actor
from mioportal.plumbing.models import Happening, Move, World
from mioportal.rules.dates import JST, add_months, month_end

LANDS_AT = time(10)
FARTHEST_MONTHS = 10 * 12


class NotForward(ValueError):
    """A clock only moves forward."""


class TooFar(ValueError):
    """A jump of more than ten years is a slip of the finger."""


class NotMovable(ValueError):
    """The live world's clock is nobody's to move."""


def next_day(now: datetime) -> datetime:
    """+1日: tomorrow at 10:00."""
    return _landing(now.date() + timedelta(days=1))


def next_month_end(now: datetime) -> datetime:
    """月末へ: this month's last day at 10:00; on a last day, the end of the next month."""
    end = month_end(now.date())
    return _landing(end if end > now.date() else month_end(add_months(end, 1)))


def next_month(now: datetime) -> datetime:
    """+1か月: the same day of the next month (clamped) at 10:00."""
    return _landing(add_months(now.date(), 1))


def landing(day: date, at: time | None = None) -> datetime:
    """A chosen day, at 10:00 unless a time is given."""
    return _landing(day, at or LANDS_AT)


def _landing(day: date, at: time = LANDS_AT) -> datetime:
    return datetime.combine(day, at, tzinfo=JST)


def move_ahead(*, world: World, to: datetime, by: Actor) -> Move:
    """Move a world's clock to an instant and make everything due until then happen, in order.

    Raises NotMovable, NotForward, TooFar, and WorldBusy while another move is under way.
    """
    if not world.is_demo:
        raise NotMovable
    claim = worlds.take_lease(world=world)
    try:
        before = clock.moment_of(world)
        if to <= before:
            raise NotForward
        if to > landing(add_months(before.date(), FARTHEST_MONTHS), before.time()):
            raise TooFar
        # The clock first: if this process dies, the job runner simply catches up.
        with transaction.atomic():
            worlds.set_clock(world=world, claim=claim, to=to)
            move = Move.objects.create(
                world=world,
                from_at=before,
                to_at=to,
                moved_by=by.label,
                happened_before=_latest_happening(world),
            )
            audit.record(
                world=world,
                at=to,
                by=by,
                verb="move_ahead",
                subject=world.name,
                detail={"from": before.isoformat(), "to": to.isoformat()},
            )
        runner.run_through(world, to, claim=claim)
    finally:
        worlds.give_back(world=world, claim=claim)
    return move


def _latest_happening(world: World) -> int:
    latest = Happening.objects.filter(world=world).order_by("-pk").values_list("pk", flat=True)
    return latest.first() or 0


def log_of(move: Move) -> list[Happening]:
    """What a move brought about, in order.

    Not told by the date: a midnight that the job runner had not come to when the clock was moved,
    seconds later, belongs to the move that ran it.
    """
    return list(
        Happening.objects.filter(
            world_id=move.world_id, pk__gt=move.happened_before, at__lte=move.to_at
        ).order_by("at", "pk")
    )
