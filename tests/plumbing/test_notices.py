"""お知らせ for all members: by staff, for the days they are meant for (F-MAI-03)."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from mioportal.plumbing.models import AuditRow, Notice
from tests.desk.people import Desk
from tests.factories import MemberFactory, NoticeFactory, WorldFactory, hold, jst
from tests.journeys.ledger import changed, everything
from tests.journeys.reading import Page
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

LIST = "/admin/plumbing/notice/"


def seen_at(notice: Notice, *at: int) -> bool:
    """Whether a member reads it at an instant of theirs, on either page."""
    member = MemberFactory(**({"world": notice.world} if notice.world else {}))
    hold(member, jst(*at))
    visitor = Visitor.signed_in_as(member)
    top, box = visitor.open("/"), visitor.open("/messages/")
    assert (notice.title in top.words) == (notice.title in box.words) == (notice.body in box.words)
    return notice.title in top.words


@pytest.mark.parametrize(
    ("at", "seen"),
    [
        ((2026, 10, 14, 23, 59, 59), False),
        ((2026, 10, 15, 0), True),
        ((2026, 10, 17, 23, 59, 59), True),
        ((2026, 10, 18, 0), False),
    ],
    ids=["a second too early", "from midnight", "to the last second", "a second too late"],
)
def test_a_notice_is_shown_on_its_days_of_the_members_own_clock(
    at: tuple[int, ...], seen: bool
) -> None:
    notice = NoticeFactory(shown_from=date(2026, 10, 15), shown_through=date(2026, 10, 17))
    assert seen_at(notice, *at) == seen


def test_without_a_last_day_it_stays() -> None:
    assert seen_at(NoticeFactory(shown_through=None), 2031, 1, 1, 12)


def test_a_notice_of_one_world_is_read_there_alone() -> None:
    notice = NoticeFactory(world=WorldFactory(), title="この世界だけ")
    assert seen_at(notice, 2026, 10, 15, 10)
    visitor = Visitor.signed_in_as(MemberFactory())
    assert "この世界だけ" not in visitor.open("/messages/").words


def test_the_newest_comes_first_and_the_top_page_shows_three() -> None:
    for day in (12, 14, 13, 11):
        NoticeFactory(title=f"{day}日の件", shown_from=date(2026, 10, day))
    visitor = Visitor.signed_in_as(MemberFactory())
    words = visitor.open("/messages/").words
    places = [words.index(f"{day}日の件") for day in (14, 13, 12, 11)]
    assert places == sorted(places)
    assert "11日の件" not in visitor.open("/").words


def test_the_top_page_leads_to_the_place_of_the_notice() -> None:
    notice = NoticeFactory()
    visitor = Visitor.signed_in_as(MemberFactory())
    link = visitor.open("/").link(notice.title)
    assert link == f"/messages/#notice-{notice.code}"
    assert f'id="notice-{notice.code}"' in visitor.open("/messages/").html


def test_what_a_notice_says_is_never_taken_for_markup() -> None:
    evil = "<img src=x onerror=alert(1)>"
    NoticeFactory(title=evil, body=evil)
    visitor = Visitor.signed_in_as(MemberFactory())
    for path in ("/", "/messages/"):
        page = visitor.open(path)
        assert "<img" not in page.html
        assert evil in page.words


@pytest.mark.parametrize("path", ["/", "/messages/"])
def test_many_notices_cost_no_more_questions_than_one(path: str) -> None:
    visitor = Visitor.signed_in_as(MemberFactory())
    asked = []
    for more in (1, 10):
        NoticeFactory.create_batch(more)
        with CaptureQueriesContext(connection) as queries:
            visitor.open(path)
        asked.append(len(queries))
    assert asked[0] == asked[1]


def typed(**other: Any) -> dict[str, Any]:
    """What staff fill in for a notice."""
    return {"title": "工事", "body": "工事のお知らせ", "shown_from": "2026-10-15"} | other


def put_up(desk: Desk, **other: Any) -> Page:
    """Send the form of a new notice."""
    return desk.post(f"{LIST}add/", typed(**other))


def test_staff_put_up_change_and_take_down_a_notice_and_each_leaves_a_trace() -> None:
    desk = Desk("supervisor")
    put_up(desk)
    notice = Notice.objects.get()
    assert (notice.title, notice.shown_from) == ("工事", date(2026, 10, 15))
    row = f"{LIST}{notice.pk}/"
    desk.post(f"{row}change/", typed(title="工事の延期", shown_through="2026-10-20"))
    desk.post(f"{row}delete/", {"post": "yes"})
    assert not Notice.objects.exists()
    trail = AuditRow.objects.filter(subject=notice.code).order_by("pk")
    assert [(made.verb, made.detail["title"]) for made in trail] == [
        ("save_notice", "工事"),
        ("save_notice", "工事の延期"),
        ("drop_notice", "工事の延期"),
    ]
    assert {made.actor for made in trail} == {"supervisor"}


def test_several_taken_down_at_once_leave_a_trace_each() -> None:
    rows = NoticeFactory.create_batch(2)
    Desk("supervisor").act(LIST, "delete_selected", rows, post="yes")
    assert not Notice.objects.exists()
    assert AuditRow.objects.filter(verb="drop_notice").count() == 2


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"title": ""}, "このフィールドは必須です"),
        ({"body": ""}, "このフィールドは必須です"),
        ({"shown_from": "あした"}, "日付を正しく入力してください"),
        ({"shown_through": "2026-10-14"}, "掲載する最後の日は、掲載を始める日と同じか"),
        ({"body": "あ" * 4001}, "4000"),
    ],
    ids=["no title", "no text", "no day", "over before it begins", "too long"],
)
def test_a_notice_that_makes_no_sense_is_sent_back(wrong: dict[str, str], told: str) -> None:
    desk = Desk("supervisor")
    desk.open(LIST)
    before = everything()
    assert told in put_up(desk, **wrong).text
    assert {table for table in changed(before) if table != "django_session"} == set()


def test_the_database_refuses_one_that_is_over_before_it_begins() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        NoticeFactory(shown_through=date(2026, 10, 14))
    assert NoticeFactory(shown_through=date(2026, 10, 15)).pk
