"""M-11 and M-12: what they say, to whom, once, and not before the time is right."""

from datetime import datetime

import pytest
from django.conf import LazySettings
from django.core import mail as sent
from freezegun import freeze_time

from contracts.models import Line
from mioportal.plumbing.delivery import deliver
from mioportal.plumbing.models import Outbox
from tests.cancellation.wizard import accepted, by_phone, cancelled
from tests.factories import LineFactory, LiveWorldFactory, MemberFactory, hold, jst, live_through
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

ADDRESS = ["〒143-0006", "東京都大田区平和島3-6-1", "東京団地倉庫A-2棟", "住友倉庫内"]


def mail(code: str) -> Outbox:
    return Outbox.objects.get(mail_code=code)


def test_the_mail_of_acceptance_says_everything_it_must() -> None:
    line = LineFactory()
    made = accepted(line)
    told = mail("M-11")
    for words in (
        "練習用サイト",
        "髙橋 みどり 様",
        made.receipt_number,
        "2026年10月15日（木）10:00",
        line.phone_number,
        "2026年10月31日（土）23:59",
        "日割りになりません",
        "元に戻せません",
        *ADDRESS,
        "IIJモバイル解約受付センター",
        "2027年2月1日（月）",
        "お問い合わせ",
    ):
        assert words in told.body
    assert "解約のお申し込みを受け付けました" in told.subject
    assert "練習用" in told.subject
    assert told.to_address == line.member.user.email
    assert told.at == jst(2026, 10, 15, 10)


def test_the_mail_of_completion_says_everything_it_must() -> None:
    line = LineFactory()
    made = accepted(line)
    live_through(line.member, jst(2026, 11, 1, 10))
    told = mail("M-12")
    for words in (
        "練習用サイト",
        "髙橋 みどり 様",
        "解約の手続きが完了しました",
        made.receipt_number,
        line.phone_number,
        "2026年10月31日（土）23:59",
        "2026年10月のご利用分",
        "2026年11月5日（木）に確定",
        "ご返却ください",
        "2027年2月1日（月）",
        f"/lines/{line.code}/sim-return/",
    ):
        assert words in told.body
    assert told.to_address == line.member.user.email


def test_no_mail_speaks_of_twenty_four_hundred() -> None:
    line = LineFactory()
    accepted(line)
    live_through(line.member, jst(2026, 11, 1, 10))
    for row in Outbox.objects.all():
        assert "23:59" in row.body
        assert "24:00" not in row.body + row.subject


def test_a_member_without_a_card_is_not_asked_for_one() -> None:
    line = LineFactory(medium=Line.Medium.ESIM)
    by_phone(line)
    live_through(line.member, jst(2026, 11, 1, 10))
    for row in Outbox.objects.all():
        assert "SIMカード" not in row.body
        assert "〒143-0006" not in row.body


def test_links_come_from_the_setting_and_never_from_the_request(settings: LazySettings) -> None:
    settings.SITE_URL = "https://portal.example.jp"
    settings.ALLOWED_HOSTS = ["*"]
    line = LineFactory()
    visitor = Visitor.signed_in_as(line.member)
    visitor.client.defaults["HTTP_HOST"] = "evil.example"
    path = cancelled(line, visitor).page.path
    assert "evil" not in mail("M-11").body
    assert f"https://portal.example.jp{path}" in mail("M-11").body


def test_names_with_markup_in_them_stay_as_they_are_written() -> None:
    line = LineFactory(member__family_name="A&B <i>", member__given_name='"𠮷"')
    accepted(line)
    assert 'A&B <i> "𠮷" 様' in mail("M-11").body


def test_the_mail_is_on_the_site_at_once_by_day_and_by_night() -> None:
    for at in (jst(2026, 10, 15, 10), jst(2026, 10, 15, 23, 45), jst(2026, 10, 16, 4, 59)):
        line = LineFactory()
        hold(line.member, at)
        made = accepted(line)
        visitor = Visitor.signed_in_as(line.member)
        visitor.open("/messages/")
        visitor.press("【練習用】解約のお申し込みを受け付けました")
        assert made.receipt_number in visitor.page.words


@pytest.mark.parametrize(
    ("at", "goes_from"),
    [
        (jst(2026, 10, 15, 23, 29, 59), jst(2026, 10, 15, 23, 29, 59)),
        (jst(2026, 10, 15, 23, 30), jst(2026, 10, 16, 5)),
        (jst(2026, 10, 16, 0), jst(2026, 10, 16, 5)),
        (jst(2026, 10, 16, 4, 59, 59), jst(2026, 10, 16, 5)),
        (jst(2026, 10, 16, 5), jst(2026, 10, 16, 5)),
    ],
    ids=[
        "a second before the night",
        "as the night begins",
        "at midnight",
        "in the last second of the night",
        "as the night ends",
    ],
)
def test_at_night_the_mail_waits_until_five(at: datetime, goes_from: datetime) -> None:
    line = LineFactory()
    hold(line.member, at)
    made = accepted(line)
    assert made.accepted_at == at
    assert mail("M-11").send_after == goes_from


def test_a_waiting_mail_goes_out_when_its_own_world_reaches_five() -> None:
    line = LineFactory()
    hold(line.member, jst(2026, 10, 15, 23, 45))
    accepted(line)
    assert deliver() == 0
    hold(line.member, jst(2026, 10, 16, 4, 59, 59))
    assert deliver() == 0
    hold(line.member, jst(2026, 10, 16, 5))
    assert deliver() == 1
    assert deliver() == 0
    assert [message.to for message in sent.outbox] == [[line.member.user.email]]


def test_the_mail_of_completion_waits_for_the_morning_too() -> None:
    line = LineFactory()
    accepted(line)
    live_through(line.member, jst(2026, 11, 1, 0, 30))
    assert mail("M-12").at == jst(2026, 11, 1)
    assert mail("M-12").send_after == jst(2026, 11, 1, 5)


def test_in_the_live_world_the_night_is_the_real_night() -> None:
    with freeze_time("2026-10-15 14:45:00") as real:
        line = LineFactory(member=MemberFactory(world=LiveWorldFactory()))
        accepted(line)
        assert deliver() == 0
        real.move_to("2026-10-15 20:00:00")
        assert deliver() == 1
