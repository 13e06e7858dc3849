"""The password of the cast, and where there is no cast."""

from io import StringIO
from typing import ClassVar

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django import Settings

from accounts.models import User
from mioportal.demo.cast import CAST
from mioportal.demo.staff import STAFF
from tests.accounts.hashers import CountingHasher
from tests.plumbing.making import made_on

pytestmark = pytest.mark.django_db


class Hasher(CountingHasher):
    """Notes each time whether a transaction waits for it."""

    within: ClassVar[list[bool]] = []

    def encode(self, password: str, salt: str) -> str:
        """Hash, and look around."""
        Hasher.within.append(connection.in_atomic_block)
        return super().encode(password, salt)


@pytest.mark.django_db(transaction=True)
def test_the_one_password_is_hashed_once_and_no_transaction_waits_for_it(
    settings: Settings,
) -> None:
    settings.PASSWORD_HASHERS = [f"{__name__}.Hasher"]
    # Most are there already: who is missing costs half a second each.
    there = [role.mio_id for role in CAST if role.mio_id not in ("MA0000001", "MA0000019")]
    User.objects.bulk_create(User(login=mio_id, email=f"{mio_id}@example.jp") for mio_id in there)
    Hasher.within.clear()
    made_on("2026-10-15", "9:00")
    assert Hasher.within == [False]
    made = User.objects.exclude(login__in=there)
    assert made.count() == 2 + len(STAFF)
    for user in made:
        assert user.check_password(settings.DEMO_PASSWORD), user
    Hasher.within.clear()
    made_on("2026-10-15", "9:00")
    assert Hasher.within == []
    User.objects.filter(login="admin").delete()
    made_on("2026-10-15", "9:00")
    assert Hasher.within == [False]


def test_outside_the_demonstration_there_is_no_cast(settings: Settings) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError):
        call_command("make_cast", stdout=StringIO())
    assert User.objects.count() == 0
