"""The history of a login: who tried its door, and which sessions are over (F-ACC-19)."""

from datetime import datetime

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils.crypto import salted_hmac

from accounts import emails
from accounts.models import SignIn, User
from mioportal.plumbing import audit, outbox, realtime
from mioportal.plumbing.actor import Actor, Role
from mioportal.plumbing.codes import secret_code
from mioportal.plumbing.jobs import starts
from mioportal.plumbing.models import World
from mioportal.rules.dates import day_in_japan
from mioportal.rules.sign_in import history_kept_from


def note_try(
    *, user: User | None, result: SignIn.Result, at: datetime, by: Actor, session: str = ""
) -> SignIn:
    """Write down a try at a door; `session` is the secret of the session that it opened.

    Nobody's name (None) leaves the same row, for no longer than until the next mails are made.
    """
    return SignIn.objects.create(
        user=user,
        world=user.world if user else None,
        at=at,
        result=result,
        source=by.source,
        browser=by.browser,
        session_digest=digest(session) if session else "",
    )


def note_ended(*, user: User, at: datetime, session: str) -> None:
    """The session with this secret has been signed out."""
    _open(user).filter(session_digest=digest(session)).update(ended_at=at)


def note_all_ended(*, user: User, at: datetime, but: str = "") -> None:
    """Every session of a login is over, but the one with this secret."""
    rows = _open(user)
    (rows.exclude(session_digest=digest(but)) if but else rows).update(ended_at=at)


def end_sessions(*, user: User, at: datetime, by: Actor, but: str = "") -> bool:
    """Sign a member out everywhere, but in the browser with this secret; they are told (M-07).

    False when nobody signs in with this mioID any more.
    """
    with transaction.atomic():
        active = User.objects.filter(pk=user.pk, is_active=True)
        # A session carries a digest of this count, and so ends with it.
        if not active.update(sessions_ended=F("sessions_ended") + 1):
            return False
        note_all_ended(user=user, at=at, but=but)
        outbox.put(
            world=user.member.world,
            user=user,
            mail=emails.sessions_ended(user, at, by_staff=by.role == Role.STAFF),
            key=f"sessions:{secret_code()}",
            at=at,
        )
        audit.record(
            world=user.member.world, at=at, by=by, verb="end_sessions", subject=user.login
        )
    return True


def forget_old(*, world: World, at: datetime) -> int:
    """Take away what is older than the history reaches back; how many rows that were."""
    kept_from = starts(history_kept_from(day_in_japan(at)))
    gone, _by_table = SignIn.objects.filter(world=world, at__lt=kept_from).delete()
    return gone


def tidy() -> None:
    """Tries at names that nobody has lead to nothing; those of staff live in real time."""
    kept_from = starts(history_kept_from(day_in_japan(realtime.now())))
    SignIn.objects.filter(Q(user=None) | Q(world=None, at__lt=kept_from)).delete()


def digest(secret: str) -> str:
    """What is kept of a session's secret."""
    return salted_hmac("accounts.visits", secret, algorithm="sha256").hexdigest()


def _open(user: User) -> QuerySet[SignIn]:
    return SignIn.objects.filter(user=user, ended_at=None).exclude(session_digest="")
