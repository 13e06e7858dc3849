"""Nobody learns from a clock who is a member (the long form of the tests)."""

from statistics import median
from time import perf_counter

import pytest
from django.conf import LazySettings
from django.contrib.auth.hashers import make_password
from django.test import Client

from accounts.models import User
from tests.factories import PASSWORD, MemberFactory

pytestmark = [pytest.mark.django_db, pytest.mark.full]


def seconds(path: str, number: int, **sent: str) -> float:
    """How long one answer took, from a network address that nobody else uses."""
    client = Client(REMOTE_ADDR=f"10.0.{number // 200}.{number % 200}")
    began = perf_counter()
    client.post(path, sent)
    return perf_counter() - began


def middle_times(path: str, field: str, rounds: int, **more: str) -> tuple[float, float]:
    """The middle times for names that are somebody's and nobody's, taken in turns."""
    names = [MemberFactory().mio_id for _member in range(rounds)]
    User.objects.update(password=make_password(PASSWORD))
    seconds(path, 999, **{field: "MA9999999", **more})
    known, unknown = [], []
    for number, name in enumerate(names):
        known.append(seconds(path, 2 * number, **{field: name, **more}))
        unknown.append(seconds(path, 2 * number + 1, **{field: f"MA98000{number:02}", **more}))
    return median(known), median(unknown)


def test_a_wrong_password_takes_as_long_for_a_name_that_nobody_has(
    settings: LazySettings,
) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    known, unknown = middle_times("/login/", "login", 15, password="wrong")
    assert known == pytest.approx(unknown, rel=0.15)


def test_asking_for_a_link_takes_as_long_for_a_name_that_nobody_has() -> None:
    known, unknown = middle_times("/login/forgot-password/", "name", 60)
    assert known == pytest.approx(unknown, rel=0.25)
