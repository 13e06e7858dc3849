"""Maintenance windows close the member pages by the member's own clock (F-MNT-01 to 03)."""

import pytest
from django.test import Client

from cancellation.models import Cancellation
from contracts.models import Line
from mioportal.plumbing.models import Happening, World
from tests.cancellation.wizard import CONFIRM, at_review, cancelled
from tests.factories import PASSWORD, ExtraWindowFactory, StaffFactory
from tests.journeys.ledger import changed, everything
from tests.journeys.visitor import Visitor
from tests.plumbing.chores import japan
from tests.plumbing.people import accepted_by_phone, browser, clock_of, line_at, member_at

pytestmark = pytest.mark.django_db

# 2026-10-20 is a Tuesday.
MEMBER_PAGES = ("/", "/services/", "/lines/", "/cancel/", "/messages/")


def set_clock(line: Line, day: str, time: str) -> None:
    """Hold the line's world at another hour."""
    World.objects.filter(pk=line.world_id).update(held_at=japan(day, time))


def answers(line: Line) -> set[int]:
    """The statuses of all member pages at this moment."""
    client = browser(line.member)
    pages = [*MEMBER_PAGES, f"/lines/{line.code}/", f"/cancel/lines/{line.code}/"]
    return {client.get(page).status_code for page in pages}


@pytest.mark.parametrize(
    ("day", "time", "status"),
    [
        pytest.param("2026-10-20", "22:59:59", 200, id="the second before"),
        pytest.param("2026-10-20", "23:00", 503, id="Tuesday at eleven"),
        pytest.param("2026-10-20", "23:59:59", 503, id="before midnight"),
        pytest.param("2026-10-21", "0:00", 503, id="at midnight"),
        pytest.param("2026-10-21", "4:59:59", 503, id="the last second"),
        pytest.param("2026-10-21", "5:00", 200, id="Wednesday at five"),
        pytest.param("2026-10-20", "1:00", 200, id="early on Tuesday"),
        pytest.param("2026-10-21", "23:30", 200, id="Wednesday night"),
        pytest.param("2026-10-19", "23:30", 200, id="Monday night"),
    ],
)
def test_the_weekly_window_closes_every_member_page(day: str, time: str, status: int) -> None:
    assert answers(line_at(day, time)) == {status}


@pytest.mark.parametrize(
    ("day", "time", "seconds"),
    [
        pytest.param("2026-10-20", "23:00", "21600", id="six hours at the start"),
        pytest.param("2026-10-21", "4:59:59", "1", id="a second at the end"),
    ],
)
def test_the_closed_page_says_when_it_opens(day: str, time: str, seconds: str) -> None:
    response = browser(member_at(day, time)).get("/lines/")
    page = response.content.decode()
    assert response["Retry-After"] == seconds
    assert response["Cache-Control"] == "no-store, private"
    assert "会員サイトは、ただいまメンテナンス中です" in page
    assert "2026年10月20日（火）23:00" in page
    assert "2026年10月21日（水）5:00" in page
    assert "/contact/" in page


def test_posts_are_closed_too_and_change_nothing() -> None:
    line = line_at("2026-10-20", "22:59:59")
    visitor = at_review(line)
    set_clock(line, "2026-10-20", "23:00")
    before = everything()
    assert visitor.press(CONFIRM).status == 503
    assert changed(before) == {}


def test_an_address_that_does_not_exist_is_still_not_found() -> None:
    assert browser(member_at("2026-10-20", "23:30")).get("/nowhere/").status_code == 404


def test_signing_in_and_out_the_desk_and_the_clock_stay_open() -> None:
    member = member_at("2026-10-20", "23:30")
    visitor = Visitor()
    visitor.open("/login/")
    assert visitor.sign_in(member.mio_id).status == 503  # signed in, and in front of トップ
    assert visitor.open("/contact/").status == 200
    assert visitor.open("/").status == 503
    assert visitor.page.has_button("+1日")
    assert visitor.press("ログアウト").status == 200
    assert Client().get("/health/").status_code == 200


def test_the_clock_leads_out_of_the_window() -> None:
    member = member_at("2026-10-20", "23:30")
    visitor = Visitor.signed_in_as(member)
    visitor.open("/lines/")
    assert visitor.press("+1日").status == 200
    assert clock_of(member) == "2026-10-21 10:00"
    assert visitor.follow("元のページへ戻る").status == 200


def test_a_move_into_the_window_still_shows_its_list() -> None:
    line = line_at("2026-10-15")
    accepted_by_phone(line, "2026-10-15")
    response = browser(line.member).post(
        "/clock/", {"date": "2026-11-03", "time": "23:30"}, follow=True
    )
    assert response.status_code == 200
    assert len(response.context["happenings"]) == Happening.objects.filter(
        at=japan("2026-11-01")
    ).count()


def test_staff_and_visitors_are_not_shut_out() -> None:
    member_at("2026-10-20", "23:30")
    assert browser(StaffFactory()).get("/admin/").status_code == 200
    assert Client().get("/login/").status_code == 200
    assert Client().get("/contact/").status_code == 200
    assert Client().get("/lines/").status_code == 302


def test_at_night_reading_and_cancelling_stay_open_with_the_receipt_time_kept() -> None:
    line = line_at("2026-10-15", "23:45")
    assert answers(line) == {200}
    visitor = cancelled(line)
    assert visitor.page.status == 200
    made = Cancellation.objects.get()
    assert made.accepted_at == japan("2026-10-15", "23:45")
    assert "2026年10月16日（金）5:00" in visitor.page.words
    assert browser(line.member).get("/lines/").context["is_night"] is True


def test_a_cancellation_at_the_last_second_of_a_month_counts_for_it() -> None:
    line = line_at("2026-10-31", "23:59:59")
    cancelled(line)
    assert str(Cancellation.objects.get().ends_on) == "2026-10-31"


def test_it_is_not_night_by_day() -> None:
    assert browser(member_at("2026-10-15")).get("/lines/").context["is_night"] is False


def test_an_extra_window_closes_the_function_it_names_and_no_other() -> None:
    line = line_at("2026-10-15", "12:00")
    window = {"starts_at": japan("2026-10-15", "11:00"), "ends_at": japan("2026-10-15", "13:00")}
    client = browser(line.member)
    extra = ExtraWindowFactory(function="cancellation", reason="設備の点検", **window)
    for page, status in (("/cancel/", 503), ("/lines/", 200), ("/", 200), ("/messages/", 200)):
        assert client.get(page).status_code == status
    closed = client.get(f"/cancel/lines/{line.code}/")
    assert "「サービスのご解約」は" in closed.content.decode().replace("<wbr>", "")
    assert "設備の点検" in closed.content.decode()
    assert closed["Retry-After"] == "3600"

    extra.function = "contracts"
    extra.save()
    for page, status in (("/lines/", 503), ("/services/", 503), ("/cancel/", 200), ("/", 200)):
        assert client.get(page).status_code == status


@pytest.mark.parametrize(
    ("time", "status"),
    [
        pytest.param("10:59:59", 200, id="before it starts"),
        pytest.param("11:00", 503, id="as it starts"),
        pytest.param("12:59:59", 503, id="before it ends"),
        pytest.param("13:00", 200, id="as it ends"),
    ],
)
def test_an_extra_window_lasts_from_its_start_up_to_its_end(time: str, status: int) -> None:
    ExtraWindowFactory(
        starts_at=japan("2026-10-15", "11:00"), ends_at=japan("2026-10-15", "13:00")
    )
    assert browser(member_at("2026-10-15", time)).get("/cancel/").status_code == status


def test_a_window_of_one_world_closes_nothing_in_another() -> None:
    mine, theirs = member_at("2026-10-15", "12:00"), member_at("2026-10-15", "12:00")
    ExtraWindowFactory(
        starts_at=japan("2026-10-15", "11:00"),
        ends_at=japan("2026-10-15", "13:00"),
        world=mine.world,
    )
    assert browser(mine).get("/cancel/").status_code == 503
    assert browser(theirs).get("/cancel/").status_code == 200


def test_a_wizard_that_was_open_is_closed_with_its_function_and_goes_on_afterwards() -> None:
    line = line_at("2026-10-15", "10:59")
    visitor = at_review(line)
    extra = ExtraWindowFactory(
        starts_at=japan("2026-10-15", "11:00"), ends_at=japan("2026-10-15", "13:00")
    )
    last_page = visitor.page.path
    set_clock(line, "2026-10-15", "11:00")
    assert visitor.press(CONFIRM).status == 503
    set_clock(line, f"{extra.ends_at:%Y-%m-%d}", "13:00")
    visitor.open(last_page)
    assert visitor.press(CONFIRM).status == 200
    assert Cancellation.objects.get().accepted_at == japan("2026-10-15", "13:00")


def test_two_extra_windows_that_overlap_open_when_the_later_one_ends() -> None:
    for ends in ("13:00", "15:00"):
        ExtraWindowFactory(
            starts_at=japan("2026-10-15", "11:00"), ends_at=japan("2026-10-15", ends)
        )
    response = browser(member_at("2026-10-15", "12:00")).get("/cancel/")
    assert response["Retry-After"] == str(3 * 60 * 60)


def test_a_member_with_the_right_password_gets_in_during_the_window_and_only_then() -> None:
    member = member_at("2026-10-20", "23:30")
    for word, signed_in in ((PASSWORD + "x", False), (PASSWORD, True)):
        client = Client()
        client.post("/login/", {"login": member.mio_id, "password": word})
        assert ("_auth_user_id" in client.session) is signed_in
