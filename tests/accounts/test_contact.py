"""お問い合わせ: open or closed at this member's moment (F-SUP-01, 02, 04)."""

from datetime import datetime

import pytest
from freezegun import freeze_time

from tests.factories import MemberFactory, hold, jst
from tests.journeys.reading import Page
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

OPEN, CLOSED = "受付中", "受付時間外"


def contact_at(at: datetime) -> Page:
    member = MemberFactory()
    hold(member, at)
    return Visitor.signed_in_as(member).open("/contact/")


def sections(page: Page) -> tuple[str, str]:
    """What is said about the telephone, and what about chat."""
    words = page.words.split("現在の受付状況です", 1)[1]
    phone, rest = words.split("チャットサポート", 1)
    return phone, rest.split("ご用意いただくもの")[0]


@pytest.mark.parametrize(
    ("at", "phone_open", "chat_open"),
    [
        (jst(2026, 10, 15, 8, 59, 59), False, False),
        (jst(2026, 10, 15, 9), True, False),
        (jst(2026, 10, 15, 9, 59, 59), True, False),
        (jst(2026, 10, 15, 10), True, True),
        (jst(2026, 10, 15, 17, 59, 59), True, True),
        (jst(2026, 10, 15, 18), True, False),
        (jst(2026, 10, 15, 18, 59, 59), True, False),
        (jst(2026, 10, 15, 19), False, False),
        (jst(2027, 1, 1, 12), True, True),
        (jst(2026, 10, 18, 12), True, True),
    ],
    ids=[
        "a second before nine",
        "nine",
        "a second before ten",
        "ten",
        "a second before six",
        "six in the evening",
        "a second before seven",
        "seven in the evening",
        "noon on New Year's Day",
        "noon on a Sunday",
    ],
)
def test_each_desk_is_open_exactly_in_its_hours(
    at: datetime, phone_open: bool, chat_open: bool
) -> None:
    phone, chat = sections(contact_at(at))
    assert (CLOSED not in phone and OPEN in phone) == phone_open
    assert (CLOSED not in chat and OPEN in chat) == chat_open


@pytest.mark.parametrize(
    ("at", "phone_opens", "chat_opens"),
    [
        (jst(2026, 10, 15, 8, 59, 59), "2026年10月15日（木）9:00", "2026年10月15日（木）10:00"),
        (jst(2026, 12, 31, 19), "2027年1月1日（金）9:00", "2027年1月1日（金）10:00"),
    ],
    ids=["before opening", "on New Year's Eve after closing"],
)
def test_a_closed_desk_says_when_it_opens(at: datetime, phone_opens: str, chat_opens: str) -> None:
    phone, chat = sections(contact_at(at))
    assert f"次の受付は{phone_opens}から" in phone
    assert f"次の受付は{chat_opens}から" in chat


def test_the_number_the_hours_and_the_seven_things_to_have_ready_are_there() -> None:
    words = contact_at(jst(2026, 10, 15, 10)).words
    assert "0570-09-4400" in words
    assert "9:00〜19:00（年中無休）" in words
    assert "10:00〜18:00（年中無休）" in words
    for thing in (
        "mioID",
        "契約者の氏名",
        "生年月日",
        "契約している住所",
        "電話番号（音声回線）",
        "解約を申し込んだ日時",
        "登録メールアドレス",
    ):
        assert thing in words


@pytest.mark.parametrize(
    ("real", "state"), [("2026-10-15 00:00:00", OPEN), ("2026-10-14 23:59:59", CLOSED)]
)
def test_a_visitor_is_told_by_real_time_in_japan(real: str, state: str) -> None:
    with freeze_time(real):
        page = Visitor().open("/contact/")
    assert page.path == "/contact/"
    phone, _chat = sections(page)
    assert state in phone
    assert (CLOSED in phone) == (state == CLOSED)


def test_it_stays_open_while_the_weekly_window_closes_the_member_pages() -> None:
    page = contact_at(jst(2026, 10, 13, 23, 30))
    assert page.status == 200
    assert CLOSED in sections(page)[0]
