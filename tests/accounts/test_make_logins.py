"""A login is made with its password hashed already, so that no transaction waits for the hash."""

from datetime import date

import pytest

from accounts import services
from accounts.models import User
from accounts.services.registration import Person
from mioportal.plumbing.actor import system
from tests.factories import MID_MONTH, PASSWORD, WorldFactory

pytestmark = pytest.mark.django_db

PERSON = Person(
    family_name="髙橋",
    given_name="みどり",
    family_kana="タカハシ",
    given_kana="ミドリ",
    birth_date=date(1984, 5, 17),
    postcode="102-0071",
    address="東京都千代田区富士見2-10-2",
    phone="080-0000-0001",
)


@pytest.mark.parametrize("secret", ["", PASSWORD])
def test_a_password_that_is_not_hashed_is_never_kept(secret: str) -> None:
    with pytest.raises(ValueError):
        services.make_staff(login="s", name="s", secret=secret)
    with pytest.raises(ValueError):
        services.register_member(
            world=WorldFactory(),
            mio_id="MA7654321",
            email="new@example.jp",
            secret=secret,
            person=PERSON,
            at=MID_MONTH,
            by=system("test"),
        )
    assert not User.objects.exists()
