"""Tries are counted per network address besides, in real time (F-ACC-09)."""

import pytest
from django.conf import LazySettings
from django.test import Client
from freezegun import freeze_time

from accounts import services
from accounts.models import Knocks, Recovery
from mioportal.plumbing.gate import TooManyTries
from tests.factories import PASSWORD, MemberFactory, StaffFactory

pytestmark = pytest.mark.django_db


def miss(source: str, number: int = 0, **headers: str) -> int:
    """One wrong password under a name of its own, from an address: the status of the answer."""
    sent = {"login": f"MA90000{number:02}", "password": "wrong"}
    return Client(REMOTE_ADDR=source, **headers).post("/login/", sent).status_code


def knocked(times: int, source: str = "192.0.2.7") -> None:
    for number in range(times):
        assert miss(source, number) == 200


@freeze_time("2026-11-22 03:00:00")
def test_after_thirty_misses_an_address_is_asked_to_wait() -> None:
    knocked(30)
    sent = {"login": "MA9000099", "password": "wrong"}
    answer = Client(REMOTE_ADDR="192.0.2.7").post("/login/", sent)
    assert answer.status_code == 429
    assert answer["Retry-After"] == "600"
    assert "約10分後に、もう一度お試しください" in answer.content.decode()
    assert miss("192.0.2.8") == 200


def test_ten_minutes_after_its_first_miss_an_address_is_heard_again() -> None:
    with freeze_time("2026-11-22 03:00:00"):
        knocked(30)
    with freeze_time("2026-11-22 03:09:59"):
        assert miss("192.0.2.7") == 429
    with freeze_time("2026-11-22 03:10:00"):
        assert miss("192.0.2.7") == 200
    assert Knocks.objects.get().count == 1


def test_a_right_password_does_not_count() -> None:
    member = MemberFactory()
    for _time in range(35):
        client = Client(REMOTE_ADDR="192.0.2.7")
        sent = {"login": member.mio_id, "password": PASSWORD}
        assert client.post("/login/", sent).status_code == 302
    assert Knocks.objects.get().count == 0


def test_the_desk_and_the_requests_for_mails_count_at_the_same_door() -> None:
    StaffFactory(login="support")
    knocked(28)
    client = Client(REMOTE_ADDR="192.0.2.7")
    assert client.post("/login/forgot-id/", {"name": "a@example.jp"}).status_code == 302
    sent = {"username": "support", "password": "wrong"}
    assert client.post("/admin/login/", sent).status_code == 200
    assert client.post("/admin/login/", sent).status_code == 429
    assert client.post("/login/forgot-password/", {"name": "MA1234567"}).status_code == 429
    assert Recovery.objects.count() == 1


@pytest.mark.parametrize(
    ("first", "second", "is_one"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.7", "192.0.2.7", True),
    ],
    ids=["one household's network", "a neighbour's", "IPv4 written as IPv6"],
)
def test_a_household_is_one_door(first: str, second: str, is_one: bool) -> None:
    services.knock(source=first)
    services.knock(source=second)
    assert Knocks.objects.count() == (1 if is_one else 2)


def test_without_an_address_nothing_is_counted() -> None:
    for _time in range(40):
        services.knock(source="")
    assert not Knocks.objects.exists()


def test_addresses_of_yesterday_are_forgotten() -> None:
    with freeze_time("2026-11-20 03:00:00"):
        services.knock(source="192.0.2.1")
    with freeze_time("2026-11-21 03:00:01"):
        services.knock(source="192.0.2.2")
    assert [row.source for row in Knocks.objects.all()] == ["192.0.2.2"]


def test_behind_a_proxy_of_ours_the_visitor_is_who_the_proxy_saw(settings: LazySettings) -> None:
    settings.BEHIND_PROXY = True
    miss("10.0.0.1", HTTP_X_FORWARDED_FOR="203.0.113.5, 192.0.2.7")
    assert Knocks.objects.get().source == "192.0.2.7"


def test_without_a_proxy_nobody_says_who_they_are() -> None:
    miss("192.0.2.7", HTTP_X_FORWARDED_FOR="203.0.113.5")
    assert Knocks.objects.get().source == "192.0.2.7"


def test_the_thirty_first_of_a_minute_ago_is_turned_away_before_anything_is_done() -> None:
    for _time in range(30):
        services.knock(source="192.0.2.7")
    with pytest.raises(TooManyTries):
        services.knock(source="192.0.2.7")
