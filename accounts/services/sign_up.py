"""Getting a provisional mioID: the mail address is confirmed, then a password chosen (C-045).

Asking writes the same row whether the address is known or not; the mails are made afterwards, so
that the answer gives nobody away.
"""

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.hashers import identify_hasher
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.crypto import salted_hmac

from accounts import emails, queries
from accounts.models import Member, SignUp, User
from accounts.services.recovery import digest
from accounts.services.registration import register_member
from mioportal.plumbing import audit, outbox, realtime, worlds
from mioportal.plumbing.actor import Actor, Role
from mioportal.plumbing.models import Outbox, World
from mioportal.rules.sign_up import link_expires_at

LINK_MAIL = "M-42"
_KEPT_FOR = timedelta(days=30)
State = SignUp.State


class LinkGone(Exception):
    """The link was used, replaced by a newer one, or is too old; or the address has a mioID."""


def ask(*, email: str, partner: str, by: Actor) -> None:
    """Take a wish to apply down; the mail follows."""
    SignUp.objects.create(
        email=email, partner=partner, source=by.source, asked_at=realtime.now()
    )


def tidy() -> None:
    """What has led to no mioID is forgotten after a while."""
    long_ago = realtime.now() - _KEPT_FOR
    SignUp.objects.filter(user=None, asked_at__lt=long_ago).delete()


def answer(*, sign_up: SignUp, at: datetime) -> bool:
    """Make the mail of a wish to apply (M-42): a link that replaces every older one.

    An address that has a mioID is told so in the mail alone. False when it was answered before.
    """
    member = queries.member_at(sign_up.email)
    expires_at = None if member else link_expires_at(at)
    with transaction.atomic():
        _links(sign_up.email).update(state=State.REPLACED)
        mine = SignUp.objects.filter(pk=sign_up.pk, state=State.ASKED).update(
            state=State.REPLACED if member else State.ANSWERED,
            expires_at=expires_at,
            link_digest=None if member else digest(token_of(sign_up.code)),
        )
        if not mine:
            transaction.set_rollback(True)
            return False
        if member is not None:
            mail, user, world = emails.has_mio_id(member), member.user, member.world
        else:
            assert expires_at is not None
            mail, user, world = emails.sign_up_link(expires_at), None, worlds.live()
        outbox.put(
            world=world, user=user, mail=mail, key=sign_up.code, at=at, to=sign_up.email
        )
        audit.record(
            world=world,
            at=at,
            by=Actor(role=Role.MEMBER, label="", source=sign_up.source),
            verb="ask_for_sign_up_link",
            subject=member.mio_id if member else "",
        )
    return True


def with_link(row: Outbox) -> str:
    """The words of M-42 as they leave: only the mail itself holds the link."""
    token = token_of(row.key.partition(":")[2])
    link = settings.SITE_URL + reverse("accounts:confirm_sign_up", args=[token])
    return row.body.replace(str(emails.LINK_STANDS_HERE), link)


def token_of(code: str) -> str:
    """The secret part of a link: made from its request's code with the site's key."""
    return salted_hmac("accounts.sign_up", code, algorithm="sha256").hexdigest()


def register(
    *, sign_up: SignUp, secret: str, world: World | None, at: datetime, by: Actor
) -> Member:
    """Make the provisional mioID of a confirmed address, once, and mail it (M-01).

    `world` is where it lives; None opens a demonstration world of its own, which begins at `at` and
    runs (D-84). `secret` is the password, hashed beforehand. Raises LinkGone.
    """
    identify_hasher(secret)
    try:
        with transaction.atomic():
            return _register(sign_up, secret, world, at, by)
    except IntegrityError as error:
        if queries.member_at(sign_up.email) is None:
            raise
        raise LinkGone from error


def _register(
    sign_up: SignUp, secret: str, world: World | None, at: datetime, by: Actor
) -> Member:
    open_one = SignUp.objects.select_for_update().filter(
        pk=sign_up.pk, state=State.ANSWERED, expires_at__gt=realtime.now()
    )
    if not open_one.values_list("pk", flat=True).first():
        raise LinkGone
    mio_id = _free_mio_id()
    if world is None:
        world = worlds.make_demo(name=mio_id, held_at=at)
    member = register_member(
        world=world,
        mio_id=mio_id,
        email=sign_up.email,
        secret=secret,
        person=None,
        at=at,
        by=by,
        provisional=True,
    )
    SignUp.objects.filter(pk=sign_up.pk).update(state=State.USED, user=member.user)
    outbox.put(
        world=world, user=member.user, mail=emails.registered(member), key=mio_id, at=at
    )
    return member


def _free_mio_id() -> str:
    """A mioID nobody has had (F-ACC-01); the low numbers are the demonstration's cast's."""
    while True:
        mio_id = f"MA{secrets.randbelow(9_000_000) + 1_000_000}"
        if not User.objects.filter(login=mio_id).exists():
            return mio_id


def _links(email: str) -> QuerySet[SignUp]:
    return SignUp.objects.filter(email=email, state=State.ANSWERED)
