"""The cast of the demonstration: made once, everybody gets in, and the stories hold."""

from collections.abc import Iterator
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from freezegun import freeze_time
from pytest_django import DjangoDbBlocker

from accounts.models import Member, User
from contracts.models import Line
from mioportal.demo.cast import CAST
from mioportal.demo.staff import STAFF
from mioportal.plumbing import clock
from mioportal.plumbing.models import World
from tests.journeys.ledger import changed, everything
from tests.journeys.visitor import Visitor
from tests.plumbing.chores import japan
from tests.plumbing.making import made_on
from tests.plumbing.stories_told import (
    member,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def cast(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The cast of an ordinary day, made once; gives what the command said."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield made_on("2026-10-15", "9:00")
        transaction.set_rollback(True)


def test_the_command_lists_everybody_and_the_password(cast: str) -> None:
    for role in CAST:
        assert f"{role.mio_id}  {role.family[0]} {role.given[0]}" in cast
    for staff in STAFF:
        assert staff.login in cast
    assert settings.DEMO_PASSWORD in cast
    assert Member.objects.count() == len(CAST)
    assert User.objects.filter(is_staff=True).count() == len(STAFF)


def test_making_the_cast_twice_changes_nothing(cast: str) -> None:
    before = everything()
    assert made_on("2026-12-24", "9:00") == cast
    assert changed(before) == {}


@pytest.mark.usefixtures("cast")
def test_whoever_is_missing_is_made_and_the_others_stay_as_they_are() -> None:
    World.objects.filter(name="MA0000019").update(name="kept for later")
    User.objects.filter(login="MA0000019").update(login="MA9999999", email="")
    Line.objects.filter(member__user__login="MA9999999").update(code="hdu99999999")
    made_on("2026-12-24", "9:00")
    assert member("MA0000019").world.held_at == japan("2026-12-24", "10:00")
    assert member("MA0000001").world.held_at == japan("2026-10-15", "10:00")


@pytest.mark.usefixtures("cast")
def test_nobody_ages_on_the_shelf() -> None:
    with freeze_time(japan("2027-10-15", "9:00")):
        call_command("run_jobs", "--once", stdout=StringIO())
        for world in World.objects.all():
            assert clock.moment_of(world) == japan("2026-10-15", "10:00")


@pytest.mark.usefixtures("cast")
def test_each_has_a_world_of_their_own() -> None:
    assert World.objects.filter(kind=World.Kind.DEMO).count() == len(CAST)
    assert set(World.objects.values_list("name", flat=True)) == {role.mio_id for role in CAST}




@pytest.mark.usefixtures("cast")
def test_staff_get_to_their_desk() -> None:
    for role in STAFF:
        visitor = Visitor()
        visitor.open("/login/")
        page = visitor.sign_in(role.login, settings.DEMO_PASSWORD)
        assert (page.status, page.path) == (200, "/admin/"), role.login
