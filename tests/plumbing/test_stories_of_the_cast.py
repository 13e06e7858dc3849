"""The stories of the cast hold, and every page opens, on whatever day it is made."""

from datetime import date

import pytest
from freezegun import freeze_time

from contracts.models import Line
from mioportal.demo.cast import CAST
from mioportal.menu import MENU
from mioportal.plumbing import clock
from mioportal.plumbing.models import ParkedItem, World
from tests.journeys.visitor import Visitor
from tests.plumbing.chores import japan
from tests.plumbing.locked_out import the_one_who_is_locked_out
from tests.plumbing.making import made_on
from tests.plumbing.stories_told import (
    everybody_has_used_data,
    everybody_in_use,
    everybody_pays_by_card,
    lines_of,
    member,
    the_family,
    the_one_who_applies,
    the_one_who_changes_plan,
    the_one_who_is_leaving,
    the_one_who_left,
    the_one_who_moved,
    the_one_who_owes,
    the_one_who_takes_the_number,
    the_one_with_every_option,
    the_one_with_two_devices,
    the_ones_who_telephone,
)

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


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


FULL = pytest.mark.full
DAYS = [
    pytest.param("2026-03-31", "23:30", id="a Tuesday month end at night"),
    pytest.param("2028-02-29", "0:00", id="the first instant of a leap day", marks=FULL),
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
    the_one_who_owes(today)
    everybody_pays_by_card(today)
    the_one_who_moved()
    the_one_who_applies(today)
    the_one_with_two_devices(today)
    the_family(today)
    the_one_who_changes_plan(today)
    the_one_with_every_option(today)
    the_ones_who_telephone()
    the_one_who_left(today)
    the_one_who_is_leaving(today)
    the_one_who_takes_the_number(today)
    with freeze_time(japan(day, time)):
        the_one_who_is_locked_out(today)
        for role in CAST:
            walk(role.mio_id)
