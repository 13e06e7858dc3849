"""The cast of the demonstration: made once, everybody gets in, and the stories hold."""

from datetime import date
from io import StringIO
from typing import ClassVar

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from freezegun import freeze_time
from pytest_django import Settings

from accounts.models import Member, User
from contracts.models import Line
from mioportal.demo.cast import CAST
from mioportal.demo.staff import STAFF
from mioportal.menu import MENU
from mioportal.plumbing import clock
from mioportal.plumbing.models import ParkedItem, World
from tests.accounts.hashers import CountingHasher
from tests.journeys.ledger import changed, everything
from tests.journeys.visitor import Visitor
from tests.plumbing.chores import japan
from tests.plumbing.locked_out import the_one_who_is_locked_out
from tests.plumbing.stories_told import (
    everybody_has_used_data,
    everybody_in_use,
    everybody_pays_by_card,
    lines_of,
    member,
    the_family,
    the_one_who_changes_plan,
    the_one_who_is_leaving,
    the_one_who_left,
    the_one_who_moved,
    the_one_who_owes,
    the_one_with_every_option,
    the_one_with_two_devices,
)

pytestmark = pytest.mark.django_db


def made_on(day: str, time: str) -> str:
    """Make the cast at an hour of the machine; gives what the command says."""
    said = StringIO()
    with freeze_time(japan(day, time)):
        call_command("make_cast", stdout=said)
    return said.getvalue()


def test_the_command_lists_everybody_and_the_password() -> None:
    said = made_on("2026-10-15", "9:00")
    for role in CAST:
        assert f"{role.mio_id}  {role.family[0]} {role.given[0]}" in said
    for staff in STAFF:
        assert staff.login in said
    assert settings.DEMO_PASSWORD in said
    assert Member.objects.count() == len(CAST)
    assert User.objects.filter(is_staff=True).count() == len(STAFF)


def test_making_the_cast_twice_changes_nothing() -> None:
    first = made_on("2026-10-15", "9:00")
    before = everything()
    assert made_on("2026-12-24", "9:00") == first
    assert changed(before) == {}


def test_whoever_is_missing_is_made_and_the_others_stay_as_they_are() -> None:
    made_on("2026-10-15", "9:00")
    World.objects.filter(name="MA0000019").update(name="kept for later")
    User.objects.filter(login="MA0000019").update(login="MA9999999", email="")
    Line.objects.filter(member__user__login="MA9999999").update(code="hdu99999999")
    made_on("2026-12-24", "9:00")
    assert member("MA0000019").world.held_at == japan("2026-12-24", "10:00")
    assert member("MA0000001").world.held_at == japan("2026-10-15", "10:00")


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
    Hasher.within.clear()
    made_on("2026-10-15", "9:00")
    assert Hasher.within == [False]
    for user in User.objects.all():
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


def test_nobody_ages_on_the_shelf() -> None:
    made_on("2026-10-15", "9:00")
    with freeze_time(japan("2027-10-15", "9:00")):
        call_command("run_jobs", "--once", stdout=StringIO())
        for world in World.objects.all():
            assert clock.moment_of(world) == japan("2026-10-15", "10:00")


def test_each_has_a_world_of_their_own() -> None:
    made_on("2026-10-15", "9:00")
    assert World.objects.filter(kind=World.Kind.DEMO).count() == len(CAST)
    assert set(World.objects.values_list("name", flat=True)) == {role.mio_id for role in CAST}


def walk(mio_id: str) -> None:
    """Sign in by the button of the cast list, and open everything that is linked from there."""
    visitor = Visitor()
    visitor.open(f"/login/?as={mio_id}")
    page = visitor.press("ログイン")
    assert (page.status, page.path) == (200, "/"), mio_id
    labels = [str(place.label) for _title, places in MENU for place in places]
    shown = [label for label in labels if page.has_link(label)]
    assert {"トップ", "お知らせ", "ご契約内容の確認", "お問い合わせ"} <= set(shown)
    paths = {page.link(label) for label in shown}
    for line in lines_of(mio_id):
        paths |= {f"/lines/{line.code}/", f"/cancel/lines/{line.code}/"}
        paths |= {f"/lines/{line.code}/data/", f"/lines/{line.code}/data/buy/"}
        paths |= {f"/lines/{line.code}/plan/"}
        paths |= {f"/options/{each.code}/end/" for each in line.option_periods.all()}
        paths |= {f"/devices/{device.code}/" for device in line.devices.all()}
    services = member(mio_id).related_services.all()
    paths |= {f"/related/{service.code}/" for service in services}
    for path in paths:
        assert visitor.open(path).status == 200, f"{mio_id} {path}"


def test_staff_get_to_their_desk() -> None:
    made_on("2026-10-15", "9:00")
    for role in STAFF:
        visitor = Visitor()
        visitor.open("/login/")
        page = visitor.sign_in(role.login, settings.DEMO_PASSWORD)
        assert (page.status, page.path) == (200, "/admin/"), role.login


FULL = pytest.mark.full
DAYS = [
    pytest.param("2026-03-31", "23:30", id="a Tuesday month end at night"),
    pytest.param("2028-02-29", "0:00", id="the first instant of a leap day"),
    pytest.param("2026-10-01", "0:00", id="the first of a month", marks=FULL),
    pytest.param("2026-10-31", "23:59:59", id="the last second of a month", marks=FULL),
    pytest.param("2026-12-31", "23:59:59", id="new year's eve", marks=FULL),
    pytest.param("2027-01-01", "0:00", id="new year", marks=FULL),
    pytest.param("2027-03-01", "10:00", id="the first of March", marks=FULL),
    pytest.param("2027-02-28", "12:00", id="the end of a short month", marks=FULL),
    pytest.param("2027-07-31", "9:00", id="a 31st", marks=FULL),
    pytest.param("2026-10-20", "23:15", id="in the weekly window", marks=FULL),
    pytest.param("2026-10-15", "8:59", id="an ordinary day before ten", marks=FULL),
]


@pytest.mark.parametrize(("day", "time"), DAYS)
def test_the_stories_hold_and_every_page_opens_on_whatever_day(day: str, time: str) -> None:
    made_on(day, time)
    today = date.fromisoformat(day)
    for world in World.objects.all():
        assert clock.moment_of(world) == japan(day, "10:00")
    assert ParkedItem.objects.count() == 0
    assert not Line.objects.filter(started_on__gt=today).exists()
    everybody_has_used_data(today)
    everybody_in_use(today)
    the_one_who_owes()
    everybody_pays_by_card(today)
    the_one_who_moved()
    the_one_with_two_devices(today)
    the_family(today)
    the_one_who_changes_plan(today)
    the_one_with_every_option(today)
    the_one_who_left(today)
    the_one_who_is_leaving(today)
    with freeze_time(japan(day, time)):
        the_one_who_is_locked_out(today)
        for role in CAST:
            walk(role.mio_id)
