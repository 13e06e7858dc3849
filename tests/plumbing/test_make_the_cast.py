"""The cast of the demonstration: made once, the stories hold, everybody gets in everywhere."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
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
from mioportal.menu import MENU
from mioportal.plumbing import clock
from mioportal.plumbing.models import ParkedItem, World
from tests.journeys.ledger import changed, everything
from tests.journeys.visitor import Visitor
from tests.plumbing.chores import japan
from tests.plumbing.locked_out import the_one_who_is_locked_out
from tests.plumbing.making import made_on
from tests.plumbing.stories_told import STORIES, lines_of, member

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

FULL = pytest.mark.full
DAYS = [
    pytest.param(("2026-03-31", "23:30"), id="a Tuesday month end at night"),
    pytest.param(("2028-02-29", "0:00"), id="the first instant of a leap day", marks=FULL),
    pytest.param(("2026-10-01", "0:00"), id="the first of a month", marks=FULL),
    pytest.param(("2026-10-31", "23:59:59"), id="the last second of a month", marks=FULL),
    pytest.param(("2026-12-31", "23:59:59"), id="new year's eve", marks=FULL),
    pytest.param(("2027-01-01", "0:00"), id="new year", marks=FULL),
    pytest.param(("2027-03-01", "10:00"), id="the first of March", marks=FULL),
    pytest.param(("2027-02-28", "12:00"), id="the end of a short month", marks=FULL),
    pytest.param(("2027-07-31", "9:00"), id="a 31st", marks=FULL),
    pytest.param(("2026-10-20", "23:15"), id="in the weekly window", marks=FULL),
    pytest.param(("2026-10-15", "8:59"), id="an ordinary day before ten", marks=FULL),
]
LABELS = [str(place.label) for _title, places in MENU for place in places]
# Long after all of these days.
LATER = "2028-12-24"


@dataclass(frozen=True)
class Made:
    """What the command said, and when it was given."""

    day: str
    hour: datetime
    said: str

    @property
    def today(self) -> date:
        """The day on which the cast was made."""
        return date.fromisoformat(self.day)


@pytest.fixture(scope="module", params=DAYS)
def cast(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Made]:
    """The cast of a day: made once, every test sees it in a transaction of its own."""
    day, time = request.param
    with django_db_blocker.unblock(), transaction.atomic():
        yield Made(day, japan(day, time), made_on(day, time))
        transaction.set_rollback(True)


def test_the_command_lists_everybody_and_the_password(cast: Made) -> None:
    for role in CAST:
        assert f"{role.mio_id}  {role.family[0]} {role.given[0]}" in cast.said
    for staff in STAFF:
        assert staff.login in cast.said
    assert settings.DEMO_PASSWORD in cast.said
    assert Member.objects.count() == len(CAST)
    assert User.objects.filter(is_staff=True).count() == len(STAFF)


def test_making_the_cast_twice_changes_nothing(cast: Made) -> None:
    before = everything()
    assert made_on(LATER, "9:00") == cast.said
    assert changed(before) == {}


def test_whoever_is_missing_is_made_and_the_others_stay_as_they_are(cast: Made) -> None:
    World.objects.filter(name="MA0000019").update(name="kept for later")
    User.objects.filter(login="MA0000019").update(login="MA9999999", email="")
    Line.objects.filter(member__user__login="MA9999999").update(code="hdu99999999")
    made_on(LATER, "9:00")
    assert member("MA0000019").world.held_at == japan(LATER, "10:00")
    assert member("MA0000001").world.held_at == japan(cast.day, "10:00")


def test_nobody_ages_on_the_shelf(cast: Made) -> None:
    with freeze_time(japan(LATER, "9:00")):
        call_command("run_jobs", "--once", stdout=StringIO())
        for world in World.objects.all():
            assert clock.moment_of(world) == japan(cast.day, "10:00")


def test_each_has_a_world_of_their_own_that_nothing_failed_in(cast: Made) -> None:
    assert World.objects.filter(kind=World.Kind.DEMO).count() == len(CAST)
    assert set(World.objects.values_list("name", flat=True)) == {role.mio_id for role in CAST}
    for world in World.objects.all():
        assert clock.moment_of(world) == japan(cast.day, "10:00")
    assert ParkedItem.objects.count() == 0


@pytest.mark.usefixtures("cast")
def test_staff_get_to_their_desk() -> None:
    for role in STAFF:
        visitor = Visitor()
        visitor.open("/login/")
        page = visitor.sign_in(role.login, settings.DEMO_PASSWORD)
        assert (page.status, page.path) == (200, "/admin/"), role.login


def test_no_line_is_of_tomorrow(cast: Made) -> None:
    assert not Line.objects.filter(started_on__gt=cast.today).exists()


@pytest.mark.parametrize("holds", STORIES, ids=lambda story: story.__name__)
def test_the_stories_hold(cast: Made, holds: Callable[[date], None]) -> None:
    holds(cast.today)


def test_everybody_gets_in_and_every_page_opens(cast: Made) -> None:
    """By the button of the cast list, to everything that is linked from there."""
    alike: set[str] = set()
    with freeze_time(cast.hour):
        the_one_who_is_locked_out(cast.today)
        for role in CAST:
            visitor = Visitor()
            visitor.open(f"/login/?as={role.mio_id}")
            page = visitor.press("ログイン")
            assert (page.status, page.path) == (200, "/"), role.mio_id
            shown = [label for label in LABELS if page.has_link(label)]
            assert {"トップ", "お知らせ", "ご契約内容の確認", "お問い合わせ"} <= set(shown)
            linked = {page.link(label) for label in shown}
            for path in (linked - alike) | pages_of(role.mio_id, cast.today):
                assert visitor.open(path).status == 200, f"{role.mio_id} {path}"
            # They say the same to everybody.
            alike = {"/manuals/", "/plans/", "/rules/"}


def pages_of(mio_id: str, today: date) -> set[str]:
    """The pages of one line of each kind, and of all that hangs on any."""
    lines = lines_of(mio_id)
    kinds = {(line.function, line.medium, line.status(today)): line.code for line in lines}
    paths = {f"/cancel/lines/{code}/" for code in kinds.values()}
    for rest in ("", "data/", "data/buy/", "plan/"):
        paths |= {f"/lines/{code}/{rest}" for code in kinds.values()}
    for line in lines:
        paths |= {f"/options/{each.code}/end/" for each in line.option_periods.all()}
        paths |= {f"/devices/{device.code}/" for device in line.devices.all()}
    services = member(mio_id).related_services.all()
    return paths | {f"/related/{service.code}/" for service in services}
