"""Proving by the present password who sits at a signed-in browser (ASVS 7.5.1, D-50).

A miss counts with those at the sign-in page: who has found an open session guesses no more often
than who has not.
"""

from datetime import datetime

from django.contrib.auth.hashers import check_password

from accounts.models import User
from accounts.services.knocks import knock, take_back_knock
from accounts.services.lockout import note_miss, note_right, reserve_try
from mioportal.plumbing import audit
from mioportal.plumbing.actor import Actor


class WrongPassword(Exception):
    """This is not the present password."""


def prove(*, user: User, password: str, at: datetime, by: Actor) -> str:
    """Check the present password; gives its hash, the one that was proven.

    It hashes for half a second, so call it outside any transaction. Raises WrongPassword, Locked
    and TooManyTries.
    """
    knock(source=by.source)
    tried = reserve_try(user=user, name=user.login, at=at)
    stored = User.objects.values_list("password", flat=True).get(pk=user.pk)
    # Not the model's own method, which may write the hash anew and so end this very session.
    if not check_password(password, stored):
        note_miss(tried=tried, at=at, by=by)
        audit.record(world=user.world, at=at, by=by, verb="fail_proof", subject=user.login)
        raise WrongPassword
    note_right(tried=tried, at=at)
    take_back_knock(source=by.source)
    return stored
