"""What becomes of an application that nobody finishes, and what its pages cost (F-APP-15)."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from freezegun import freeze_time

from accounts.models import Member
from mioportal.plumbing.models import Outbox
from tests.contracts import applying
from tests.contracts.applying import (
    BRING,
    DATA,
    NOON,
    VOICE,
    application_of,
    applies,
    chooses,
    holding,
    member_at,
)
from tests.contracts.applying_ready import ready
from tests.factories import AppliedLineFactory, hold, jst, live_through
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db
CHILD = {
    "user": "other",
    "user_family_name": "髙橋",
    "user_given_name": "そら",
    "user_family_kana": "たかはし",
    "user_given_kana": "ソラ",
    "user_birth_date": "2015/6/1",
}


@pytest.fixture(autouse=True)
def noon() -> Iterator[Any]:
    """A Thursday in the middle of a month."""
    with freeze_time(NOON, tick=True) as frozen:
        yield frozen


def test_a_draft_lapses_with_its_provisional_mioid_a_month_later() -> None:
    applying.begins(applying.signs_up(), BRING)
    member = member_at()
    live_through(member, jst(2026, 11, 8, 12))
    mails = Outbox.objects.filter(user=member.user, mail_code="M-39")
    assert [row.subject for row in mails] == ["【練習用】お申し込みの期限のお知らせ"]
    live_through(member, jst(2026, 11, 15, 23, 59))
    assert application_of(member).state == "draft"
    live_through(member, jst(2026, 11, 16, 0, 1))
    lapsed = application_of(member)
    assert (lapsed.state, lapsed.answers, lapsed.lines.get().state) == ("lapsed", {}, "ended")
    assert mails.all().count() == 2
    assert applying.ask().page.says("入力の内容を受け付けました")
    assert Visitor().open(applying.link_for()).says("まだ登録を受け付けられません")


def test_a_draft_of_a_mioid_in_force_lapses_alone() -> None:
    member = holding(voice=1)
    visitor = chooses(member, **DATA)
    bookmarked = visitor.page.path
    live_through(member, jst(2026, 11, 16, 12))
    assert application_of(member).state == "lapsed"
    assert visitor.open(bookmarked).says("書きかけのお申し込みは、期限が過ぎたか")
    subjects = Outbox.objects.filter(user=member.user, mail_code="M-39").order_by("pk")
    assert [row.subject.removeprefix("【練習用】") for row in subjects] == [
        "お申し込みの期限のお知らせ",
        "お申し込みの期限が過ぎました",
    ]
    assert applies(member).page.has_button("お申し込みを始める")


def test_a_draft_that_is_given_up_is_gone_at_once() -> None:
    member = holding(voice=1)
    visitor = chooses(member, **VOICE | CHILD)
    visitor.follow("お申し込みをやめる")
    page = visitor.press("お申し込みをやめる")
    assert page.says("お申し込みを取りやめました")
    gone = application_of(member)
    assert (gone.state, gone.lines.get().user_name) == ("withdrawn", "")


def queries_of(member: Member, path: str) -> int:
    visitor = Visitor.signed_in_as(member)
    with CaptureQueriesContext(connection) as asked:
        assert visitor.open(path).status == 200
    return len(asked)


def test_a_page_of_many_lines_asks_the_database_no_more_than_one_of_few() -> None:
    few, many = ready()[0], ready()[0]
    for position in range(2, 5):
        AppliedLineFactory(application=many, position=position)
    for made in (few, many):
        hold(made.member, NOON)
    for page in ("lines", "check"):
        counts = [
            queries_of(made.member, f"/apply/{made.number}/step/{page}/") for made in (few, many)
        ]
        assert counts[0] == counts[1], page
