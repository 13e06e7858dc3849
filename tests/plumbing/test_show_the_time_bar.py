"""The time bar stands on every page of a demonstration member, and on nobody else's."""

import pytest
from django.test import Client
from freezegun import freeze_time

from contracts.models import Line
from mioportal.plumbing import worlds
from mioportal.plumbing.models import Outbox, World
from tests.factories import LineFactory, StaffFactory
from tests.journeys.reading import Page
from tests.journeys.visitor import Visitor
from tests.plumbing.chores import japan
from tests.plumbing.people import accepted_by_phone, browser, line_at

pytestmark = pytest.mark.django_db

BUTTONS = ("+1日", "月末へ", "+1か月", "進める")
NOW = "この会員の現在日時"

PAGES = {
    "トップ": "/",
    "services": "/services/",
    "lines": "/lines/",
    "a line": "/lines/{line}/",
    "the return of a card": "/lines/{line}/sim-return/",
    "cancelling": "/cancel/",
    "why a line may not be cancelled": "/cancel/lines/{line}/",
    "the receipt": "/cancel/receipts/{receipt}/",
    "messages": "/messages/",
    "a message": "/messages/{message}/",
    "the desk": "/contact/",
    "an address that does not exist": "/nowhere/",
    "a line that does not exist": "/lines/hdu99999999/",
}


def leaving(line: Line) -> dict[str, str]:
    """Cancel a line on the telephone; gives what the addresses of its pages carry."""
    made = accepted_by_phone(line, "2026-10-15")
    message = Outbox.objects.get().code
    return {"line": line.code, "receipt": made.receipt_number, "message": message}


def has_bar(page: Page) -> bool:
    """Whether the whole bar is there, or nothing of it."""
    found = [NOW in page.text, *(page.has_button(button) for button in BUTTONS)]
    assert len(set(found)) == 1, found
    return found[0]


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_every_page_of_a_demonstration_member_has_it(path: str) -> None:
    line = line_at("2026-10-15", "10:05")
    codes = leaving(line)
    page = Page(browser(line.member).get(path.format(**codes)))
    assert has_bar(page)
    assert "2026年10月15日（木）10:05" in page.text


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_no_page_of_a_live_member_has_it(path: str) -> None:
    with freeze_time(japan("2026-10-15", "10:05")):
        line = LineFactory(member__world=worlds.live())
        page = Page(browser(line.member).get(path.format(**leaving(line))))
    assert page.status in (200, 404)
    assert not has_bar(page)


def test_the_page_behind_a_closed_door_has_it() -> None:
    client = browser(line_at("2026-10-20", "23:30").member)
    page = Page(client.get("/lines/"))
    assert page.status == 503
    assert has_bar(page)
    assert "2026年10月20日（火）23:30" in page.text


def test_the_answers_to_a_move_have_it() -> None:
    client = browser(line_at("2026-10-15").member)
    assert has_bar(Page(client.post("/clock/", {"to": "day"}, follow=True)))
    refused = Page(client.post("/clock/", {"date": "2026-10-01"}))
    assert refused.status == 422
    assert has_bar(refused)


def test_a_page_without_its_token_has_it() -> None:
    line = line_at("2026-10-15")
    client = Client(enforce_csrf_checks=True)
    client.force_login(line.member.user)
    refused = Page(client.post("/clock/", {"to": "day"}))
    assert refused.status == 403
    assert has_bar(refused)


def test_visitors_and_staff_have_none() -> None:
    line_at("2026-10-15")
    assert not has_bar(Page(Client().get("/login/")))
    assert not has_bar(Page(Client().get("/contact/")))
    assert not has_bar(Page(browser(StaffFactory()).get("/contact/")))


def test_its_date_field_begins_today_and_its_way_back_is_this_page() -> None:
    page = Page(browser(line_at("2026-10-15").member).get("/lines/"))
    form, _button = page.form("進める")
    assert form.action == "/clock/" and form.method == "post"
    assert form.fields["next"] == ["/lines/"]
    assert 'min="2026-10-15"' in page.html


def test_its_fields_move_the_clock_to_a_day_and_an_hour() -> None:
    visitor = Visitor.signed_in_as(line_at("2026-10-15").member)
    visitor.open("/lines/")
    visitor.press("進める", date="2028-02-28", time="23:15")
    assert "2028年2月28日（月）23:15" in visitor.follow("元のページへ戻る").text
    assert visitor.page.path == "/lines/"


@pytest.mark.parametrize(
    ("day", "time", "shown"),
    [
        pytest.param("2026-12-31", "23:59:59", "2026年12月31日（木）23:59", id="a year's end"),
        pytest.param("2027-01-01", "0:00", "2027年1月1日（金）0:00", id="a year's start"),
        pytest.param("2028-02-29", "9:05", "2028年2月29日（火）9:05", id="a leap day"),
    ],
)
def test_it_shows_the_time_in_japan(day: str, time: str, shown: str) -> None:
    line = line_at(day, time)
    assert shown in Page(browser(line.member).get("/contact/")).text
    assert World.objects.get().held_at == japan(day, time)
