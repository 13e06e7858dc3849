"""A new password of a member who is signed in (F-ACC-13)."""

from datetime import datetime

from django.contrib.auth.hashers import identify_hasher
from django.db import transaction

from accounts import emails
from accounts.models import User
from accounts.services.recovery import void_links
from accounts.services.visits import note_all_ended
from mioportal.plumbing import audit, outbox
from mioportal.plumbing.actor import Actor
from mioportal.plumbing.codes import secret_code


class ChangedMeanwhile(Exception):
    """The password that was proven is not the present one any more."""


def change_password(
    *, user: User, proven: str, secret: str, at: datetime, by: Actor, visit: str = ""
) -> None:
    """Set a new password in place of the one just proven (M-07); every other session ends.

    `proven` is what `prove` gave. `secret` is the password, hashed: that takes half a second, so
    do it outside any transaction. `visit` is the secret of the session that goes on. Raises
    ChangedMeanwhile.
    """
    identify_hasher(secret)
    with transaction.atomic():
        # A session carries a digest of the password's hash, and so ends with it.
        if not User.objects.filter(pk=user.pk, password=proven).update(password=secret):
            raise ChangedMeanwhile
        user.password = secret
        void_links(user)
        note_all_ended(user=user, at=at, but=visit)
        audit.record(world=user.world, at=at, by=by, verb="change_password", subject=user.login)
        outbox.put(
            world=user.member.world,
            user=user,
            mail=emails.password_changed(user, at, here_goes_on=True),
            key=f"changed:{secret_code()}",
            at=at,
        )
