"""The only source of "now". Views, admin and commands read it; all below is told the time."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from mioportal.plumbing import realtime
from mioportal.plumbing.models import World
from mioportal.rules.dates import JST

_moment: ContextVar[datetime | None] = ContextVar("moment", default=None)


class NoMoment(RuntimeError):
    """The time was asked for where no world's moment has been taken."""


def now() -> datetime:
    """The moment taken for this request or command, in Japan time (it does not tick).

    Raises NoMoment when nobody took one.
    """
    moment = _moment.get()
    if moment is None:
        raise NoMoment("No world's moment has been taken: use clock.taken(world).")
    return moment


def today() -> date:
    """The Japanese calendar day of `now()`."""
    return now().date()


def moment_of(world: World | None) -> datetime:
    """What a world's clock shows at this very instant, in Japan time; None is real time."""
    if world is None:
        moment = realtime.now()
    elif world.held_at is not None:
        moment = world.held_at
    else:
        moment = realtime.now() + world.ahead_by
    return moment.astimezone(JST)


@contextmanager
def taken(world: World | None) -> Iterator[datetime]:
    """Take a world's moment once and keep it to the end of the block."""
    token = _moment.set(moment_of(world))
    try:
        yield now()
    finally:
        _moment.reset(token)
