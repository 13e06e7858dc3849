"""Many guesses at once: no more get through than of as many in a row."""

from collections import Counter
from datetime import datetime

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection

from accounts import services
from accounts.models import Knocks, Member, SignInLock, User
from mioportal.plumbing.gate import Locked, TooManyTries
from mioportal.plumbing.models import AuditRow, Outbox
from tests.accounts.getting_back import VISITOR, gets_in, tries
from tests.factories import MID_MONTH, MemberFactory
from tests.plumbing.races import at_once

GUESSES = 40


class Outside(MD5PasswordHasher):
    """Hashes, and keeps in mind whether that was inside a transaction."""

    algorithm = "outside"
    inside: list[bool] = []

    def encode(self, password: str, salt: str) -> str:
        Outside.inside.append(connection.in_atomic_block)
        return super().encode(password, salt)


def guess(user: User | None, name: str, at: datetime = MID_MONTH) -> str:
    """One wrong guess, up to its hash and after it."""
    try:
        tried = services.reserve_try(user=user, name=name, at=at)
    except Locked as refused:
        return f"locked until {refused.until:%H:%M}"
    services.note_miss(tried=tried, at=at, by=VISITOR)
    return "through"


@pytest.mark.django_db
@pytest.mark.parametrize("known", [True, False], ids=["a member", "nobody"])
def test_of_forty_guesses_in_a_row_five_get_through(known: bool) -> None:
    user = MemberFactory().user if known else None
    heard = Counter(guess(user, "MA7654321") for _guess in range(GUESSES))
    assert heard == {"through": 5, "locked until 11:00": 35}


@pytest.mark.django_db
def test_of_forty_guesses_that_are_all_being_hashed_five_get_through() -> None:
    """The serial replay of a race: nobody's answer is known before everybody has asked."""
    user = MemberFactory().user
    reserved = []
    for _guess in range(GUESSES):
        try:
            reserved.append(services.reserve_try(user=user, name="", at=MID_MONTH))
        except Locked:
            continue
    for tried in reserved:
        services.note_miss(tried=tried, at=MID_MONTH, by=VISITOR)
    assert len(reserved) == 5
    assert Outbox.objects.filter(mail_code="M-08").count() == 1


@pytest.mark.django_db
def test_the_right_password_as_the_fifth_try_leaves_no_lock() -> None:
    user = MemberFactory().user
    for _guess in range(4):
        guess(user, "")
    fifth = services.reserve_try(user=user, name="", at=MID_MONTH)
    with pytest.raises(Locked):
        services.reserve_try(user=user, name="", at=MID_MONTH)
    services.note_right(tried=fifth, at=MID_MONTH)
    lock = SignInLock.objects.get(user=user)
    assert (lock.misses, lock.locked_at, lock.locked_until) == (0, None, None)
    assert not Outbox.objects.exists()


@pytest.mark.django_db
def test_the_right_password_does_not_open_a_lock_that_others_began_meanwhile() -> None:
    user = MemberFactory().user
    mine = services.reserve_try(user=user, name="", at=MID_MONTH)
    for _guess in range(4):
        guess(user, "")
    services.note_right(tried=mine, at=MID_MONTH)
    assert SignInLock.objects.get(user=user).locked_until is not None


@pytest.mark.django_db
def test_a_process_that_died_while_hashing_has_used_its_try() -> None:
    user = MemberFactory().user
    for _guess in range(5):
        services.reserve_try(user=user, name="", at=MID_MONTH)
    with pytest.raises(Locked):
        services.reserve_try(user=user, name="", at=MID_MONTH)


@pytest.mark.django_db(transaction=True)
def test_no_password_is_hashed_inside_a_transaction(settings: object) -> None:
    settings.PASSWORD_HASHERS = [f"{__name__}.Outside"]  # type: ignore[attr-defined]
    member = MemberFactory()
    Outside.inside = []
    assert not gets_in(member, "wrong")
    assert not gets_in("MA7654321", "wrong")
    assert gets_in(member)
    assert Outside.inside
    assert not any(Outside.inside)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("known", [True, False], ids=["a member", "nobody"])
def test_of_forty_guesses_at_once_exactly_five_get_through(known: bool) -> None:
    for number in range(3):
        user = MemberFactory().user if known else None
        heard = Counter(at_once(GUESSES, lambda user=user, n=number: guess(user, f"MA765432{n}")))  # type: ignore[misc]
        assert heard["through"] == 5
        assert sum(heard.values()) == GUESSES
        assert set(heard) <= {"through", "locked until 10:30", "locked until 11:00"}
    told = 3 if known else 0
    assert Outbox.objects.filter(mail_code="M-08").count() == told
    assert AuditRow.objects.filter(verb="lock_sign_in").count() == told


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_many_knocks_at_once_exactly_thirty_are_let_in() -> None:
    def knock() -> str:
        try:
            services.knock(source="192.0.2.7")
        except TooManyTries:
            return "turned away"
        return "let in"

    assert Counter(at_once(GUESSES, knock)) == {"let in": 30, "turned away": 10}
    assert Knocks.objects.get().count == 30


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_the_same_through_the_pages() -> None:
    member: Member = MemberFactory()
    at_once(12, lambda: tries(member, 1))
    lock = SignInLock.objects.get(user=member.user)
    assert lock.misses == 5
    assert Outbox.objects.filter(mail_code="M-08").count() == 1
