"""Getting back in: a mioID by mail, and a new password by a one-use link (C-046, C-047).

Asking writes the same one row whether somebody was found or not; the mails are made afterwards, so
that neither words nor time of the answer give anybody away.
"""

import hashlib
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.hashers import identify_hasher
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.crypto import salted_hmac

from accounts import emails
from accounts.models import Recovery, User
from accounts.services.lockout import lift_lock
from accounts.services.visits import note_all_ended
from mioportal.plumbing import audit, outbox, realtime
from mioportal.plumbing.actor import Actor, Role
from mioportal.plumbing.models import Outbox
from mioportal.rules.dates import day_in_japan
from mioportal.rules.sign_in import reset_link_expires_at

LINK_MAIL = "M-06"
_KEPT_FOR = timedelta(days=30)
_ASKED = {
    Recovery.Kind.MIO_ID.value: "ask_for_mio_id",
    Recovery.Kind.PASSWORD.value: "ask_for_password_link",
}


class LinkGone(Exception):
    """The link was used, replaced by a newer one, or is too old; or the mioID has ended."""


def ask(*, kind: Recovery.Kind, user: User | None, by: Actor) -> None:
    """Take a request down; the mail follows. The row of nobody is the same row."""
    Recovery.objects.create(kind=kind, user=user, source=by.source, asked_at=realtime.now())


def tidy() -> None:
    """Requests under names that nobody has lead to nothing, and old ones are on the trail."""
    long_ago = realtime.now() - _KEPT_FOR
    Recovery.objects.filter(Q(user=None) | Q(asked_at__lt=long_ago)).delete()


def answer(*, recovery: Recovery, at: datetime) -> bool:
    """Make the mail of a request of somebody: M-05, or M-06 whose link replaces every older one.

    The mail leaves at night too: a link that is an hour old by the morning would be of no use.
    Whose mioID has ended gets neither, but is told so (M-32). False when it was answered before.
    """
    user = recovery.user
    if user is None:
        return False
    ended = user.member.has_ended(day_in_japan(at))
    links = recovery.kind == Recovery.Kind.PASSWORD and not ended
    expires_at = reset_link_expires_at(at) if links else None
    with transaction.atomic():
        if links:
            _links_of(user).update(state=Recovery.State.REPLACED)
        mine = Recovery.objects.filter(pk=recovery.pk, state=Recovery.State.ASKED).update(
            state=Recovery.State.REPLACED if ended else Recovery.State.ANSWERED,
            expires_at=expires_at,
            link_digest=digest(token_of(recovery.code)) if links else None,
        )
        if not mine:
            transaction.set_rollback(True)
            return False
        if ended:
            mail = emails.mio_id_ended(user.member)
        else:
            mail = emails.password_link(user, expires_at) if expires_at else emails.mio_id(user)
        outbox.put(world=user.member.world, user=user, mail=mail, key=recovery.code, at=at)
        audit.record(
            world=user.member.world,
            at=at,
            by=Actor(role=Role.MEMBER, label="", source=recovery.source),
            verb=_ASKED[recovery.kind],
            subject=user.login,
            detail={"ended": True} if ended else None,
        )
    return True


def with_link(row: Outbox) -> str:
    """The words of M-06 as they leave: only the mail itself holds the link."""
    token = token_of(row.key.partition(":")[2])
    link = settings.SITE_URL + reverse("accounts:reset", args=[token])
    return row.body.replace(str(emails.LINK_STANDS_HERE), link)


def set_password(*, recovery: Recovery, secret: str, at: datetime, by: Actor) -> None:
    """Set a new password through a link, once; every session ends and the lock opens (M-07).

    `secret` is the password, hashed: that takes half a second, so do it outside any transaction.
    Raises LinkGone.
    """
    identify_hasher(secret)
    user = recovery.user
    assert user is not None, "only somebody's request becomes a link"
    if user.member.has_ended(day_in_japan(at)):
        raise LinkGone
    with transaction.atomic():
        used = _links_of(user).filter(pk=recovery.pk, expires_at__gt=at)
        if not used.update(state=Recovery.State.USED):
            raise LinkGone
        _links_of(user).update(state=Recovery.State.REPLACED)
        # A session carries a digest of the password's hash, and so ends with it.
        User.objects.filter(pk=user.pk).update(password=secret)
        note_all_ended(user=user, at=at)
        audit.record(
            world=user.member.world, at=at, by=by, verb="reset_password", subject=user.login
        )
        outbox.put(
            world=user.member.world,
            user=user,
            mail=emails.password_changed(user, at),
            key=recovery.code,
            at=at,
        )
        lift_lock(user=user, at=at, by=by)


def void_links(user: User) -> None:
    """No link that was sent works any more: it may have gone to somebody else's mail."""
    _links_of(user).update(state=Recovery.State.REPLACED)


def token_of(code: str) -> str:
    """The secret part of a link: made from its request's code with the site's key."""
    return salted_hmac("accounts.recovery", code, algorithm="sha256").hexdigest()


def digest(token: str) -> str:
    """What is kept of a link."""
    return hashlib.sha256(token.encode()).hexdigest()


def _links_of(user: User) -> QuerySet[Recovery]:
    return Recovery.objects.filter(
        user=user, kind=Recovery.Kind.PASSWORD, state=Recovery.State.ANSWERED
    )
