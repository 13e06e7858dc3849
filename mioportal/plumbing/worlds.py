"""The writer of worlds: making them, letting their clocks run, leasing them to a runner."""

import secrets
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from mioportal.plumbing import realtime
from mioportal.plumbing.models import Happening, World

LEASE = timedelta(seconds=60)


class WorldBusy(Exception):
    """Another runner has this world, or its clock is being moved."""


def live() -> World:
    """The one world of real time."""
    world, _created = World.objects.get_or_create(
        kind=World.Kind.LIVE,
        defaults={"name": "live", "ran_through": realtime.now()},
    )
    return world


def make_demo(*, name: str, held_at: datetime) -> World:
    """A demonstration world, held at an instant until its member first signs in."""
    return World.objects.create(
        name=name, kind=World.Kind.DEMO, held_at=held_at, ran_through=held_at
    )


def let_run(*, world: World) -> None:
    """Let a held world's clock run on from where it is held. A running world is left alone."""
    if world.held_at is None:
        return
    ahead_by = world.held_at - realtime.now()
    World.objects.filter(pk=world.pk, held_at=world.held_at).update(
        held_at=None, ahead_by=ahead_by
    )
    world.refresh_from_db()


def take_lease(*, world: World) -> str:
    """Lease a world to one runner and return the claim. Raises WorldBusy."""
    claim, real_now = secrets.token_hex(16), realtime.now()
    free = Q(claimed_until=None) | Q(claimed_until__lt=real_now)
    taken = World.objects.filter(free, pk=world.pk).update(
        claim=claim, claimed_until=real_now + LEASE
    )
    if not taken:
        raise WorldBusy(_("この会員の処理が進行中です。"))
    world.refresh_from_db()
    return claim


def renew_lease(*, world: World, claim: str, ran_through: datetime, ran_phase: int) -> None:
    """Record how far the jobs have run, as the holder of the claim. Raises WorldBusy when lost."""
    until = realtime.now() + LEASE
    renewed = World.objects.filter(pk=world.pk, claim=claim).update(
        ran_through=ran_through,
        ran_phase=ran_phase,
        claimed_until=until,
    )
    if not renewed:
        raise WorldBusy(_("この会員の処理は、ほかの実行に引き継がれました。"))
    World.objects.filter(pk=world.pk).exclude(moving_until=None).update(moving_until=until)
    world.ran_through, world.ran_phase = ran_through, ran_phase


def give_back(*, world: World, claim: str) -> None:
    """End a lease."""
    World.objects.filter(pk=world.pk, claim=claim).update(
        claim="", claimed_until=None, moving_until=None
    )
    world.refresh_from_db()


def set_clock(*, world: World, claim: str, to: datetime) -> None:
    """Set a leased demonstration world's clock; members' writes wait until the lease ends."""
    held = world.held_at is not None
    World.objects.filter(pk=world.pk, claim=claim, kind=World.Kind.DEMO).update(
        held_at=to if held else None,
        ahead_by=timedelta(0) if held else to - realtime.now(),
        moving_until=F("claimed_until"),
    )
    world.refresh_from_db()


def is_moving(world: World) -> bool:
    """Whether a move of this world's clock is under way."""
    return world.moving_until is not None and world.moving_until > realtime.now()


def refuse_moving(which: Collection[int | None] | QuerySet[Any]) -> None:
    """Raise WorldBusy when a move of any of these worlds (primary keys) is under way."""
    moving = World.objects.filter(moving_until__gt=realtime.now())
    if moving.filter(Q(pk__in=which)).exists():
        raise WorldBusy(_("この会員の処理が進行中です。"))


def note_many(
    *, world: World, at: datetime, kind: str, told: Iterable[tuple[str, str, str]]
) -> None:
    """Lines of the log, each a title, a subject and a link."""
    Happening.objects.bulk_create(
        Happening(world=world, at=at, kind=kind, title=title, subject=subject, link=link)
        for title, subject, link in told
    )


def note(
    *, world: World, at: datetime, kind: str, title: str, subject: str = "", link: str = ""
) -> None:
    """Write a line of the log that a move answers with."""
    Happening.objects.create(
        world=world, at=at, kind=kind, title=title, subject=subject, link=link
    )
