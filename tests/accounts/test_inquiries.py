"""メールでのお問い合わせ: asked once, received by the member's own clock (F-SUP-03, C-085)."""

from datetime import datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from accounts import services
from accounts.models import Inquiry
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import AuditRow, Outbox
from tests.factories import (
    MID_MONTH,
    InquiryFactory,
    MemberFactory,
    StaffFactory,
    hold,
    jst,
)
from tests.journeys.ledger import changed, everything
from tests.journeys.reading import Page
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

FORM = "/contact/mail/"
SEND = "問い合わせを送信する"


def ask(visitor: Visitor, **told: Any) -> Page:
    """Fill in the form and send it."""
    visitor.open(FORM)
    return visitor.press(SEND, **({"topic": "bill", "text": "料金について"} | told))


def asked_at(at: datetime) -> tuple[Page, Inquiry]:
    """The receipt of something asked at an instant of the member's world."""
    member = MemberFactory()
    hold(member, at)
    page = ask(Visitor.signed_in_as(member))
    return page, Inquiry.objects.get()


def test_a_member_asks_from_the_contact_page_and_gets_a_receipt() -> None:
    member = MemberFactory()
    visitor = Visitor.signed_in_as(member)
    visitor.open("/contact/")
    page = visitor.follow("メールで問い合わせる")
    assert member.mio_id in page.words and member.full_name in page.words
    page = visitor.press(SEND, topic="bill", line="ｈｄｕ０００１", text=" 料金は？\r\nいつ？ ")
    made = Inquiry.objects.get()
    assert page.path == f"/contact/inquiries/{made.receipt_number}/"
    assert (made.member, made.world, made.topic) == (member, member.world, "bill")
    assert (made.line, made.text) == ("hdu0001", "料金は？\nいつ？")
    for told in (made.receipt_number, "2026年10月15日（木）10:00", "2026年10月19日（月）", "受付"):
        assert told in page.words


def test_its_mail_and_message_say_number_time_and_when_an_answer_comes() -> None:
    page, made = asked_at(MID_MONTH)
    mail = Outbox.objects.get()
    assert (mail.mail_code, mail.user, mail.at) == ("M-33", made.member.user, MID_MONTH)
    for told in (
        made.receipt_number,
        "2026年10月15日（木）10:00",
        "2026年10月19日（月）までに回答",
        made.text,
        page.path,
    ):
        assert told in mail.body
    row = AuditRow.objects.get(verb="ask_support")
    assert (row.subject, row.actor) == (made.receipt_number, made.member.mio_id)


@pytest.mark.parametrize(
    ("at", "received", "counts_for", "due_on"),
    [
        (
            jst(2026, 10, 15, 23, 59, 59),
            "2026年10月15日（木）23:59",
            "2026年10月15日（木）",
            "2026年10月19日（月）",
        ),
        (
            jst(2026, 10, 16, 0),
            "2026年10月16日（金）0:00",
            "2026年10月16日（金）",
            "2026年10月20日（火）",
        ),
        (
            jst(2026, 12, 31, 23, 59, 59),
            "2026年12月31日（木）23:59",
            "2026年12月31日（木）",
            "2027年1月5日（火）",
        ),
    ],
    ids=["the last second of the day", "the first of the next", "the last of the year"],
)
def test_the_members_clock_decides_to_the_second_which_day_it_counts_for(
    at: datetime, received: str, counts_for: str, due_on: str
) -> None:
    page, made = asked_at(at)
    assert (made.received_at, made.counts_on) == (at, at.date())
    assert page.says("受付日時", received, counts_for, "のお申し出として扱います")
    assert page.says(due_on, "までに")
    assert f"{due_on}までに回答" in Outbox.objects.get().body


@pytest.mark.parametrize(
    ("at", "goes_from"),
    [
        (jst(2026, 10, 13, 22, 59, 59), jst(2026, 10, 13, 22, 59, 59)),
        (jst(2026, 10, 13, 23, 30), jst(2026, 10, 14, 5)),
        (jst(2026, 10, 15, 23, 45), jst(2026, 10, 16, 5)),
    ],
    ids=["before maintenance", "in the weekly window", "at night"],
)
def test_it_is_received_in_maintenance_and_only_the_mail_waits(
    at: datetime, goes_from: datetime
) -> None:
    page, made = asked_at(at)
    assert (page.status, made.received_at) == (200, at)
    assert Outbox.objects.get().send_after == goes_from


def test_a_double_click_asks_once_and_shows_the_same_receipt() -> None:
    visitor = Visitor.signed_in_as(MemberFactory())
    form = visitor.open(FORM)
    paths = set()
    for _click in range(2):
        visitor.page = form
        paths.add(visitor.press(SEND, topic="bill", text="一度だけ").path)
    assert len(paths) == Inquiry.objects.count() == Outbox.objects.count() == 1


def test_going_back_and_asking_something_else_in_the_same_form_is_not_lost() -> None:
    visitor = Visitor.signed_in_as(MemberFactory())
    form = visitor.open(FORM)
    for text in ("ひとつめ", "ふたつめ"):
        visitor.page = form
        visitor.press(SEND, topic="bill", text=text)
    assert {row.text for row in Inquiry.objects.all()} == {"ひとつめ", "ふたつめ"}


def test_the_same_words_in_a_new_form_ask_again() -> None:
    visitor = Visitor.signed_in_as(MemberFactory())
    assert ask(visitor).path != ask(visitor).path
    assert Inquiry.objects.count() == 2


def test_a_form_without_its_key_asks_all_the_same() -> None:
    visitor = Visitor.signed_in_as(MemberFactory())
    ask(visitor, form_key=None)
    ask(visitor, form_key="")
    assert Inquiry.objects.count() == 2


def test_two_members_with_the_same_key_and_words_ask_one_each() -> None:
    for member in MemberFactory.create_batch(2):
        ask(Visitor.signed_in_as(member), form_key="stolen")
    assert Inquiry.objects.count() == 2


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"topic": ""}, "お問い合わせの種類を選んでください"),
        ({"topic": "nonsense"}, "お問い合わせの種類は、一覧から選んでください"),
        ({"text": ""}, "お問い合わせの内容を入力してください"),
        ({"text": " 　\r\n "}, "お問い合わせの内容を入力してください"),
        ({"text": "あ" * 2001}, "2,000文字までで入力してください（いまは2001文字です）"),
        ({"line": "1" * 41}, "40文字までで入力してください"),
        ({"text": "a\0b"}, "文字"),
        ({"form_key": "x" * 41}, "40"),
    ],
    ids=[
        "no topic",
        "no such topic",
        "no text",
        "only white space",
        "a letter too long",
        "a line too long",
        "a NUL",
        "a key too long",
    ],
)
def test_bad_input_is_told_at_the_field_and_what_was_typed_stays(
    wrong: dict[str, str], told: str
) -> None:
    visitor = Visitor.signed_in_as(MemberFactory())
    visitor.open(FORM)
    before = everything()
    page = visitor.press(SEND, **({"topic": "mnp", "line": "090", "text": "そのまま"} | wrong))
    assert page.path == FORM
    assert "入力内容を確認してください" in page.words and told in page.words
    form, _given = page.form(SEND)
    if "text" not in wrong:
        assert form.fields["text"] == ["そのまま"]
    if "topic" not in wrong:
        assert '<option value="mnp" selected>' in page.html
    assert changed(before) == {}


def test_two_thousand_letters_with_line_ends_as_browsers_send_them_fit() -> None:
    text = "あ" * 999 + "\r\n" + "𠮷" * 1000
    ask(Visitor.signed_in_as(MemberFactory()), text=text)
    assert len(Inquiry.objects.get().text) == 2000


def test_staff_ask_nothing() -> None:
    client = Client()
    client.force_login(StaffFactory())
    assert client.post(FORM, {"topic": "bill", "text": "x"}).status_code == 403
    assert not Inquiry.objects.exists()


def test_an_answer_that_says_nothing_is_none() -> None:
    with pytest.raises(ValueError, match="text"):
        services.answer_inquiry(
            inquiry=InquiryFactory(), text="  ", at=MID_MONTH, by=system("test")
        )


def test_the_database_refuses_an_answer_without_its_time() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        InquiryFactory(state="answered", answer="はい")
