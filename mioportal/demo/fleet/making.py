"""Making a fleet: whole or not at all."""

from collections.abc import Callable
from datetime import date, time
from random import Random

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import connection, transaction

from accounts.models import User
from mioportal.demo.fleet.households import Span, draw
from mioportal.demo.fleet.writing import Block
from mioportal.plumbing import worlds
from mioportal.plumbing.models import World
from mioportal.rules.dates import at_japan

# Members that are written together.
BLOCK = 2_000
# Each fleet begins with a million of its own: `MA1000001` and on.
STEP = 1_000_000
MOST = STEP - 1


class NameTaken(Exception):
    """There is a world of that name, or no million of mioIDs is left."""


def make(
    *,
    name: str,
    members: int,
    seed: int,
    today: date,
    months: int = 1,
    progress: Callable[[int], None] = lambda done: None,
) -> tuple[World, int]:
    """Make a world of so many members, held at 10:00 of a day; it, and how many lines.

    The whole months before that day have use in them, and no bills yet. The same seed draws the
    same fleet. Everybody has the demonstration's password. Raises NameTaken, ValueError.
    """
    if not 1 <= members <= MOST:
        raise ValueError(f"members must be 1 to {MOST}, not {members}")
    if months < 1:
        raise ValueError(f"months must be 1 or more, not {months}")
    # Before the transaction: nobody else can write while this one hashes.
    secret = make_password(settings.DEMO_PASSWORD)
    span = Span.before(today, months)
    lines = 0
    with transaction.atomic():
        if World.objects.filter(name=name).exists():
            raise NameTaken(name)
        base = _free_million()
        world = worlds.make_demo(name=name, held_at=at_japan(today, time(10)))
        for first in range(0, members, BLOCK):
            rng = Random(f"{seed}:{first}")
            households = [draw(rng, span) for _ in range(min(BLOCK, members - first))]
            block = Block(world=world, span=span, secret=secret, rng=rng, base=base)
            lines += block.write(base + first + 1, households)
            _settle()
            progress(first + len(households))
    _measure()
    return world, lines


def _free_million() -> int:
    """The first million of mioIDs above all there are."""
    logins = User.objects.filter(member__isnull=False).order_by("-login")
    last = logins.values_list("login", flat=True).first()
    base = (int(last[2:]) // STEP + 1) * STEP if last else STEP
    if base >= 10 * STEP:
        raise NameTaken("every million of mioIDs is in use")
    return base


def _settle() -> None:
    """Have foreign keys looked at now: PostgreSQL keeps a note of each until they are."""
    if connection.vendor == "postgresql":
        connection.check_constraints()


def _measure() -> None:
    """Without statistics PostgreSQL plans as if the tables were empty."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
