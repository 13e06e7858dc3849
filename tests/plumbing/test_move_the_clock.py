"""A member of the demonstration moves their clock: where it lands, and what is refused."""

import pytest
from django.test import Client
from freezegun import freeze_time

from mioportal.plumbing import moves, worlds
from mioportal.plumbing.actor import Actor, Role
from mioportal.plumbing.models import Move
from tests.factories import MemberFactory, StaffFactory
from tests.journeys.ledger import changed, everything
from tests.plumbing.chores import japan
from tests.plumbing.people import browser, clock_of, member_at

pytestmark = pytest.mark.django_db

# The button, the hour it is pressed, where it lands, and why that is worth a row.
BUTTONS = [
    ("day", "2026-10-15 10:00", "2026-10-16 10:00", "a day, in the middle"),
    ("day", "2026-10-15 0:00", "2026-10-16 10:00", "a day, from midnight"),
    ("day", "2026-10-31 23:59:59", "2026-11-01 10:00", "a day, from a last second"),
    ("day", "2026-12-31 10:00", "2027-01-01 10:00", "a day, into a new year"),
    ("day", "2028-02-28 10:00", "2028-02-29 10:00", "a day, onto a leap day"),
    ("day", "2028-02-29 10:00", "2028-03-01 10:00", "a day, off a leap day"),
    ("month_end", "2026-10-15 10:00", "2026-10-31 10:00", "the end of this month"),
    ("month_end", "2026-10-01 0:00", "2026-10-31 10:00", "from its first instant"),
    ("month_end", "2026-10-30 23:59:59", "2026-10-31 10:00", "from the evening before"),
    ("month_end", "2026-10-31 0:00", "2026-11-30 10:00", "on a last day, the next end"),
    ("month_end", "2026-10-31 23:59", "2026-11-30 10:00", "late on a last day"),
    ("month_end", "2027-01-31 10:00", "2027-02-28 10:00", "a short month's end"),
    ("month_end", "2027-02-28 10:00", "2027-03-31 10:00", "from a short month's end"),
    ("month_end", "2028-02-28 10:00", "2028-02-29 10:00", "a leap day is an end"),
    ("month_end", "2028-02-29 10:00", "2028-03-31 10:00", "on a leap day"),
    ("month_end", "2026-12-30 10:00", "2026-12-31 10:00", "the year's end"),
    ("month_end", "2026-12-31 10:00", "2027-01-31 10:00", "on the year's end"),
    ("month", "2026-10-15 10:00", "2026-11-15 10:00", "a month"),
    ("month", "2027-01-31 10:00", "2027-02-28 10:00", "a month, clamped"),
    ("month", "2028-01-30 10:00", "2028-02-29 10:00", "a month, onto a leap day"),
    ("month", "2028-02-29 10:00", "2028-03-29 10:00", "a month, off a leap day"),
    ("month", "2026-12-31 23:59", "2027-01-31 10:00", "a month, into a new year"),
]


@pytest.mark.parametrize(
    ("button", "now", "then"), [pytest.param(*row[:3], id=row[3]) for row in BUTTONS]
)
def test_a_button_lands_at_ten(button: str, now: str, then: str) -> None:
    member = member_at(*now.split())
    response = browser(member).post("/clock/", {"to": button})
    assert response.status_code == 302
    assert clock_of(member) == then


@pytest.mark.parametrize(
    ("day", "time", "then"),
    [
        pytest.param("2026-11-03", None, "2026-11-03 10:00", id="a day alone lands at ten"),
        pytest.param("2026-11-03", "", "2026-11-03 10:00", id="an empty time is none"),
        pytest.param("2026-11-03", "23:45", "2026-11-03 23:45", id="a day with its time"),
        pytest.param("2026-11-03", "0:00", "2026-11-03 00:00", id="midnight"),
        pytest.param("2026-10-15", "10:01", "2026-10-15 10:01", id="a minute on"),
        pytest.param("2036-10-15", "10:00", "2036-10-15 10:00", id="ten years to the minute"),
    ],
)
def test_the_date_field_lands_where_it_says(day: str, time: str | None, then: str) -> None:
    member = member_at("2026-10-15")
    typed = {"date": day} if time is None else {"date": day, "time": time}
    assert browser(member).post("/clock/", typed).status_code == 302
    assert clock_of(member) == then


BACKWARDS = "時計は先にだけ進められます"
TOO_FAR = "一度に進められるのは10年までです"
UNREADABLE = "2026-12-01 のように入力してください"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        pytest.param({"date": "2026-10-14"}, BACKWARDS, id="yesterday"),
        pytest.param({"date": "2026-10-15"}, BACKWARDS, id="the very instant it is"),
        pytest.param({"date": "2026-10-15", "time": "9:59"}, BACKWARDS, id="a minute ago"),
        pytest.param({"date": "1999-12-31"}, BACKWARDS, id="another century"),
        pytest.param({"date": "0001-01-01", "time": "0:00"}, BACKWARDS, id="the first of all days"),
        pytest.param({"date": "2036-10-15", "time": "10:01"}, TOO_FAR, id="ten years and a minute"),
        pytest.param({"date": "2036-10-16"}, TOO_FAR, id="ten years and a day"),
        pytest.param({"date": "9999-12-31", "time": "23:59"}, TOO_FAR, id="the last of all days"),
        pytest.param({"date": "2026-13-01"}, UNREADABLE, id="a thirteenth month"),
        pytest.param({"date": "2027-02-29"}, UNREADABLE, id="a leap day of an ordinary year"),
        pytest.param({"date": "来月"}, UNREADABLE, id="words"),
        pytest.param({"date": "<script>"}, UNREADABLE, id="markup"),
        pytest.param({"date": ""}, "進める先の日付を入力してください", id="nothing"),
        pytest.param({}, "進める先の日付を入力してください", id="no field"),
        pytest.param({"to": "year"}, "進める先の日付を入力してください", id="an unknown button"),
        pytest.param(
            {"date": "2026-11-01", "time": "25:00"}, "10:00 のように入力してください", id="hour 25"
        ),
    ],
)
def test_a_refusal_says_why_and_changes_nothing(typed: dict[str, str], words: str) -> None:
    member = member_at("2026-10-15")
    client = browser(member)
    before = everything()
    response = client.post("/clock/", typed)
    page = response.content.decode()
    assert response.status_code == 422
    assert words in page
    assert "<script>" not in page.replace('<script type="module"', "")
    assert changed(before) == {}


def test_what_was_typed_is_still_in_the_field_after_a_refusal() -> None:
    response = browser(member_at("2026-10-15")).post("/clock/", {"date": "2026-10-01"})
    bar = response.context["time_bar"]
    assert bar.typed == "2026-10-01"
    assert BACKWARDS in bar.error


def test_a_refused_move_leaves_the_world_free_for_the_next() -> None:
    member = member_at("2026-10-15")
    client = browser(member)
    client.post("/clock/", {"date": "2026-10-01"})
    assert client.post("/clock/", {"to": "day"}).status_code == 302


def test_a_member_of_the_live_world_has_no_clock_to_move() -> None:
    with freeze_time(japan("2026-10-15", "10:00")):
        client = browser(MemberFactory(world=worlds.live()))
        before = everything()
        assert client.post("/clock/", {"to": "day"}).status_code == 404
        assert changed(before) == {}


def test_the_live_world_is_not_moved_by_any_other_way_either() -> None:
    with pytest.raises(moves.NotMovable):
        moves.move_ahead(
            world=worlds.live(), to=japan("2030-01-01"), by=Actor(role=Role.STAFF, label="admin")
        )
    assert Move.objects.count() == 0


def test_a_get_moves_nothing() -> None:
    member = member_at("2026-10-15")
    assert browser(member).get("/clock/", {"to": "day"}).status_code == 405
    assert clock_of(member) == "2026-10-15 10:00"


def test_a_visitor_is_asked_to_sign_in() -> None:
    response = Client().post("/clock/", {"to": "day"})
    assert response.status_code == 302
    assert response["Location"].startswith("/login/")


def test_staff_live_in_real_time_and_move_nobody() -> None:
    assert browser(StaffFactory()).post("/clock/", {"to": "day"}).status_code == 404
