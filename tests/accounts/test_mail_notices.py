"""A notice that staff want mailed as well, such as of an incident (M-28)."""

from datetime import date

import pytest

from accounts.models import Member
from mioportal.plumbing import notices
from mioportal.plumbing.models import Notice, Outbox
from tests.accounts.lives import BY
from tests.desk.people import Desk
from tests.factories import MemberFactory, NoticeFactory, jst, live_through

pytestmark = pytest.mark.django_db


@pytest.fixture
def member() -> Member:
    return MemberFactory(world__held_at=jst(2026, 10, 15, 10))


def test_a_notice_is_mailed_once_from_its_first_day_on(member: Member) -> None:
    notice = NoticeFactory(shown_from=date(2026, 10, 17), by_mail=True)
    live_through(member, jst(2026, 10, 17, 9, 59))
    assert not Outbox.objects.exists()
    live_through(member, jst(2026, 10, 18, 10))
    row = Outbox.objects.get()
    assert (row.at, row.subject) == (jst(2026, 10, 17, 10), f"【練習用】{notice.title}")
    assert notice.body in row.body
    notice.body = "書き直した本文"
    notices.save(notice=notice, at=jst(2026, 10, 18, 10), by=BY)
    live_through(member, jst(2026, 11, 18, 10))
    notices.drop(notice=notice, at=jst(2026, 11, 18, 10), by=BY)
    live_through(member, jst(2026, 12, 18, 10))
    assert Outbox.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "mailed"),
    [
        pytest.param({"by_mail": False}, 0, id="only on the site"),
        pytest.param({"shown_from": date(2026, 10, 1)}, 1, id="shown already"),
        pytest.param(
            {"shown_from": date(2026, 10, 1), "shown_through": date(2026, 10, 14)}, 0, id="over"
        ),
    ],
)
def test_a_notice_is_mailed_where_staff_want_it_while_it_is_shown(
    member: Member, given: dict[str, object], mailed: int
) -> None:
    NoticeFactory(**{"by_mail": True} | given)
    live_through(member, jst(2026, 10, 20, 10))
    assert Outbox.objects.count() == mailed


def test_staff_choose_at_their_desk_to_mail_a_notice(member: Member) -> None:
    sent = {
        "title": "障害のお知らせ",
        "body": "つながりにくくなっています。",
        "shown_from": "2026-10-15",
        "by_mail": "on",
    }
    Desk("supervisor").post("/admin/plumbing/notice/add/", sent)
    assert Notice.objects.get().by_mail
    live_through(member, jst(2026, 10, 15, 10, 10))
    assert "つながりにくくなっています。" in Outbox.objects.get().body
