"""Making staff logins."""

from collections.abc import Iterable

from django.contrib.auth.hashers import identify_hasher
from django.contrib.auth.models import Permission
from django.db import transaction

from accounts.models import User


def make_staff(
    *,
    login: str,
    name: str,
    secret: str,
    permissions: Iterable[str] = (),
    is_superuser: bool = False,
) -> User:
    """A staff login with its permissions ("app.codename"); `secret` is the password, hashed.

    Raises ValueError for an unknown permission and for a password that is not hashed.
    """
    identify_hasher(secret)
    with transaction.atomic():
        user = User.objects.create(
            login=login, name=name, password=secret, is_staff=True, is_superuser=is_superuser
        )
        user.user_permissions.set([_permission(wanted) for wanted in permissions])
    return user


def _permission(wanted: str) -> Permission:
    app, codename = wanted.split(".")
    found = Permission.objects.filter(content_type__app_label=app, codename=codename).first()
    if found is None:
        raise ValueError(f"permissions: {wanted} does not exist")
    return found
