"""A month whose last evening is a maintenance night is announced from its first day (F-MNT-05)."""

from datetime import date, timedelta

import pytest
from freezegun import freeze_time

from mioportal.plumbing import worlds
from mioportal.plumbing.context import Notice
from mioportal.plumbing.models import World
from mioportal.rules.dates import add_months, month_end
from tests.factories import ExtraWindowFactory, MemberFactory, WeeklyChangeFactory
from tests.journeys.reading import Page
from tests.plumbing.chores import japan
from tests.plumbing.people import browser, member_at

pytestmark = pytest.mark.django_db

MONTHS = [add_months(date(2026, 1, 1), n) for n in range(36)]


def notices_at(day: str, time: str = "10:00") -> list[Notice]:
    """What stands above a page's heading."""
    response = browser(member_at(day, time)).get("/lines/")
    assert response.status_code == 200
    return list(response.context["site_notices"])


def announced(day: str, time: str = "10:00") -> bool:
    """Whether the early end of this month is announced."""
    return any("今月の解約の受付は" in notice.title for notice in notices_at(day, time))


@pytest.mark.parametrize(
    ("last_day", "words"),
    [
        pytest.param("2026-03-31", "今月の解約の受付は、3月31日 22:59までです", id="March 2026"),
        pytest.param("2026-06-30", "今月の解約の受付は、6月30日 22:59までです", id="June 2026"),
        pytest.param("2027-08-31", "今月の解約の受付は、8月31日 22:59までです", id="August 2027"),
    ],
)
def test_a_tuesday_month_end_is_announced_from_the_first_to_the_cutoff(
    last_day: str, words: str
) -> None:
    last = date.fromisoformat(last_day)
    evening_before = last.replace(day=1) - timedelta(days=1)
    assert not announced(f"{evening_before}", "22:59:59")
    for day, time in (
        (f"{last:%Y-%m}-01", "5:00"),
        (f"{last:%Y-%m}-15", "12:00"),
        (last_day, "0:00"),
        (last_day, "22:59:59"),
    ):
        assert words in [notice.title for notice in notices_at(day, time)]


def test_the_announcement_is_gone_when_the_window_has_passed() -> None:
    assert not announced("2026-04-01", "5:00")


def test_it_is_not_announced_while_the_window_is_open() -> None:
    page = Page(browser(member_at("2026-03-31", "23:30")).get("/contact/"))
    assert page.status == 200
    assert "今月の解約の受付は" not in page.text


def test_exactly_the_months_that_end_on_a_tuesday_are_announced() -> None:
    member = member_at("2026-01-01")
    client = browser(member)
    found = set()
    for month in MONTHS:
        World.objects.update(held_at=japan(f"{month:%Y-%m}-10"))
        if client.get("/messages/").context["site_notices"]:
            found.add(month)
    assert found == {month for month in MONTHS if month_end(month).weekday() == 1}
    assert {date(2026, 3, 1), date(2026, 6, 1), date(2027, 8, 1)} <= found


def test_it_says_why_and_what_comes_after() -> None:
    page = Page(browser(member_at("2026-03-01")).get("/cancel/"))
    assert "月末が定期メンテナンス（火曜23:00〜翌5:00）と重なるためです" in page.words
    assert "翌月末の解約になります" in page.words


@pytest.mark.parametrize("path", ["/", "/services/", "/lines/", "/cancel/", "/messages/"])
def test_it_stands_on_every_member_page(path: str) -> None:
    page = Page(browser(member_at("2026-03-01")).get(path))
    assert "今月の解約の受付は、3月31日 22:59までです" in page.words


def test_a_skipped_window_takes_the_announcement_away() -> None:
    WeeklyChangeFactory(evening=date(2026, 3, 31), held=False)
    assert not announced("2026-03-01")
    assert not announced("2026-03-31", "23:30")


def test_an_added_window_on_a_last_evening_is_announced() -> None:
    WeeklyChangeFactory(evening=date(2026, 10, 31), held=True)
    assert announced("2026-10-01")


def test_a_window_added_on_another_evening_is_not() -> None:
    WeeklyChangeFactory(evening=date(2026, 10, 30), held=True)
    assert not announced("2026-10-01")


def test_members_of_the_live_world_read_it_too() -> None:
    with freeze_time(japan("2026-03-01", "10:00")):
        client = browser(MemberFactory(world=worlds.live()))
        (notice,) = client.get("/lines/").context["site_notices"]
    assert "3月31日 22:59" in notice.title


@pytest.mark.parametrize(
    ("time", "kind"),
    [
        pytest.param("10:00", "info", id="announced before"),
        pytest.param("11:00", "warning", id="while it lasts"),
    ],
)
def test_an_extra_window_is_announced_with_its_hours_and_reason(time: str, kind: str) -> None:
    ExtraWindowFactory(
        function="contracts",
        starts_at=japan("2026-10-15", "11:00"),
        ends_at=japan("2026-10-15", "13:00"),
        reason="設備の点検のためです。",
    )
    page = browser(member_at("2026-10-15", time)).get("/messages/")
    (notice,) = page.context["site_notices"]
    assert notice.kind == kind
    assert notice.title == "「ご契約内容の確認」の臨時メンテナンス"
    assert notice.body == (
        "10月15日 11:00から10月15日 13:00まで利用できません。設備の点検のためです。"
    )


@pytest.mark.parametrize(
    ("day", "time", "told"),
    [
        pytest.param("2026-10-08", "10:59", False, id="eight days before"),
        pytest.param("2026-10-08", "11:00", True, id="seven days before"),
        pytest.param("2026-10-15", "12:59:59", True, id="to its last second"),
        pytest.param("2026-10-15", "13:00", False, id="not afterwards"),
    ],
)
def test_an_extra_window_is_announced_for_a_week(day: str, time: str, told: bool) -> None:
    ExtraWindowFactory(
        starts_at=japan("2026-10-15", "11:00"), ends_at=japan("2026-10-15", "13:00")
    )
    assert bool(notices_at(day, time)) is told


def test_a_window_of_another_world_is_not_announced() -> None:
    other = member_at("2026-10-15")
    ExtraWindowFactory(
        starts_at=japan("2026-10-15", "11:00"),
        ends_at=japan("2026-10-15", "13:00"),
        world=other.world,
    )
    assert notices_at("2026-10-15") == []


@pytest.mark.parametrize(
    ("time", "first", "second"),
    [
        pytest.param("10:00", "今月の解約", "臨時メンテ", id="before the window opens"),
        pytest.param("12:00", "臨時メンテ", "今月の解約", id="while the window is open"),
    ],
)
def test_a_month_end_and_an_extra_window_are_both_announced(
    time: str, first: str, second: str
) -> None:
    ExtraWindowFactory(
        starts_at=japan("2026-03-30", "11:00"), ends_at=japan("2026-03-30", "13:00")
    )
    told = notices_at("2026-03-30", time)
    assert [first in told[0].title, second in told[1].title] == [True, True]
    page = Page(browser(member_at("2026-03-30", time)).get("/lines/"))
    for notice in told:
        assert notice.title in page.words and notice.body in page.words


def test_a_window_a_week_off_is_announced_beside_the_month_end() -> None:
    ExtraWindowFactory(
        starts_at=japan("2026-03-30", "11:00"), ends_at=japan("2026-03-30", "13:00")
    )
    assert [notice.kind for notice in notices_at("2026-03-24")] == ["warning", "info"]


@pytest.mark.parametrize("mine", [False, True], ids=["another world's", "this world's own"])
def test_a_change_of_one_world_is_announced_there_alone(mine: bool) -> None:
    member, other = member_at("2026-10-01"), member_at("2026-10-01")
    world = member.world if mine else other.world
    WeeklyChangeFactory(evening=date(2026, 10, 31), held=True, world=world)
    told = browser(member).get("/lines/").context["site_notices"]
    assert bool(told) is mine
