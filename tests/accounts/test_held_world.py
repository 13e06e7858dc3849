"""A demonstration world stands still until its member comes, and then runs on from there."""

from datetime import timedelta

import pytest
from freezegun import freeze_time

from accounts.models import Member
from mioportal.plumbing import clock
from tests.factories import PASSWORD, LiveWorldFactory, MemberFactory, hold, jst
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

HELD_AT = jst(2026, 10, 15, 10)


@pytest.fixture
def member() -> Member:
    member = MemberFactory()
    hold(member, HELD_AT)
    return member


def sign_in(member: Member, password: str = PASSWORD) -> Visitor:
    visitor = Visitor()
    visitor.open("/login/")
    visitor.sign_in(member.mio_id, password)
    return visitor


def there(member: Member) -> object:
    member.world.refresh_from_db()
    return clock.moment_of(member.world)


def test_nothing_ages_on_the_shelf(member: Member) -> None:
    with freeze_time("2030-05-05 12:00") as real:
        assert there(member) == HELD_AT
        real.tick(timedelta(days=400))
        assert there(member) == HELD_AT


def test_the_world_runs_on_from_the_first_sign_in(member: Member) -> None:
    with freeze_time("2030-05-05 12:00") as real:
        page = sign_in(member).page
        assert "2026年10月15日（木）10:00" in page.text
        real.tick(timedelta(minutes=5))
        assert there(member) == HELD_AT + timedelta(minutes=5)


def test_a_second_sign_in_does_not_shift_it(member: Member) -> None:
    with freeze_time("2030-05-05 12:00") as real:
        sign_in(member)
        real.tick(timedelta(hours=1))
        sign_in(member)
        assert there(member) == HELD_AT + timedelta(hours=1)


def test_a_wrong_password_does_not_wake_it(member: Member) -> None:
    with freeze_time("2030-05-05 12:00") as real:
        sign_in(member, "wrong")
        real.tick(timedelta(hours=1))
        assert there(member) == HELD_AT


def test_waking_one_world_leaves_the_others_asleep(member: Member) -> None:
    other = MemberFactory()
    hold(other, HELD_AT)
    with freeze_time("2030-05-05 12:00") as real:
        sign_in(member)
        real.tick(timedelta(hours=1))
        assert there(other) == HELD_AT


def test_a_world_that_lies_behind_real_time_shows_its_own_day(member: Member) -> None:
    hold(member, jst(2020, 2, 29, 10))
    with freeze_time("2030-05-05 12:00"):
        assert "2020年2月29日（土）10:00" in sign_in(member).page.text


def test_signing_in_never_touches_the_live_world() -> None:
    member = MemberFactory(world=LiveWorldFactory())
    with freeze_time("2030-05-05 12:00"):
        page = sign_in(member).page
        assert there(member) == jst(2030, 5, 5, 21)
    member.world.refresh_from_db()
    assert (member.world.held_at, member.world.ahead_by) == (None, timedelta(0))
    assert "この会員の現在日時" not in page.text
