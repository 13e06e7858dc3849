"""Signing in and out."""

from datetime import datetime

from django.db import transaction

from accounts.models import SignIn, User
from accounts.services import visits
from mioportal.plumbing import audit, worlds
from mioportal.plumbing.actor import Actor


def record_sign_in(*, user: User, at: datetime, by: Actor, session: str = "") -> None:
    """Note a sign-in. A demonstration world held until its member comes runs from now on.

    `session` is a secret that the session will hold, by which its member finds it again.
    """
    world = user.world
    with transaction.atomic():
        if world is not None:
            worlds.let_run(world=world)
            visits.note_try(user=user, result=SignIn.Result.IN, at=at, by=by, session=session)
        audit.record(world=world, at=at, by=by, verb="sign_in", subject=user.login)


def record_failed_sign_in(
    *, user: User | None, at: datetime, by: Actor, locked: bool = False, ended: bool = False
) -> None:
    """Note a failed try. What was typed is kept only as the name of a login that exists."""
    detail = {"known": user is not None, "locked": locked}
    audit.record(
        world=user.world if user else None,
        at=at,
        by=by,
        verb="fail_sign_in",
        subject=user.login if user else "",
        detail=detail | {"ended": True} if ended else detail,
    )


def record_sign_out(*, user: User, at: datetime, by: Actor, session: str = "") -> None:
    """Note a sign-out; `session` is the secret that the session held."""
    with transaction.atomic():
        if session:
            visits.note_ended(user=user, at=at, session=session)
        audit.record(world=user.world, at=at, by=by, verb="sign_out", subject=user.login)
