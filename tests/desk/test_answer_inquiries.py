"""Staff answer what members ask in writing (F-SUP-03)."""

import pytest

from accounts.models import Inquiry
from mioportal.plumbing.models import AuditRow, Outbox
from tests.desk.people import Desk
from tests.factories import InquiryFactory, MemberFactory, hold, jst
from tests.journeys.ledger import changed, everything
from tests.journeys.reading import Page
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

LIST = "/admin/accounts/inquiry/"
ANSWER = "25日に引き落とします。"


def reply(desk: Desk, rows: list[Inquiry], **texts: str) -> Page:
    """Open the page that shows what was asked, write the answers and send them."""
    page = desk.act(LIST, "reply", rows)
    form = next(form for form in page.forms if "confirmed" in form.fields)
    written = {f"{row.pk}-text": texts.get(f"of_{row.pk}", ANSWER) for row in rows}
    return desk.post(LIST, dict(form.fields) | written)


def test_an_answer_reaches_the_member_on_the_site_and_by_mail() -> None:
    inquiry = InquiryFactory(text="いつ引き落とされますか")
    member = inquiry.member
    hold(member, jst(2026, 10, 16, 11, 30))
    desk = Desk("support")
    assert "いつ引き落とされますか" in desk.act(LIST, "reply", [inquiry]).text
    page = reply(desk, [inquiry])
    assert f"{inquiry.receipt_number}に回答しました" in page.text
    mail = Outbox.objects.get()
    assert (mail.mail_code, mail.user, mail.to_address) == ("M-33", member.user, member.user.email)
    assert ANSWER in mail.body and "いつ引き落とされますか" in mail.body
    visitor = Visitor.signed_in_as(member)
    visitor.open("/messages/")
    assert ANSWER in visitor.press(mail.subject).words
    visitor.open("/contact/inquiries/")
    assert "回答済" in visitor.page.words
    page = visitor.follow("料金・お支払い")
    for told in (ANSWER, "回答済", "2026年10月16日（金）11:30", "いつ引き落とされますか"):
        assert told in page.words
    assert "support" not in page.words


def test_it_leaves_a_trace_with_both_clocks() -> None:
    inquiry = InquiryFactory()
    hold(inquiry.member, jst(2026, 10, 16, 11, 30))
    desk = Desk("support")
    desk.act(LIST, "take", [inquiry])
    reply(desk, [inquiry])
    desk.act(LIST, "close", [inquiry])
    rows = AuditRow.objects.filter(subject=inquiry.receipt_number).order_by("pk")
    assert [row.verb for row in rows] == ["take_inquiry", "answer_inquiry", "close_inquiry"]
    assert {(row.actor, row.world_at) for row in rows} == {("support", jst(2026, 10, 16, 11, 30))}


def test_it_goes_from_state_to_state_and_never_back() -> None:
    inquiry = InquiryFactory()
    desk = Desk("support")

    def state_after(action: str) -> str:
        desk.act(LIST, action, [inquiry])
        inquiry.refresh_from_db()
        return str(inquiry.state)

    assert state_after("close") == "received"
    assert state_after("take") == "working"
    assert state_after("take") == "working"
    reply(desk, [inquiry])
    assert state_after("take") == "answered"
    assert state_after("close") == "done"
    assert state_after("take") == "done"


def test_two_members_of_staff_who_answer_at_once_answer_once() -> None:
    inquiry = InquiryFactory()
    first, second = Desk("support"), Desk("supervisor")
    page = second.act(LIST, "reply", [inquiry])
    form = next(form for form in page.forms if "confirmed" in form.fields)
    reply(first, [inquiry])
    told = second.post(LIST, dict(form.fields) | {f"{inquiry.pk}-text": "別の回答"})
    assert "すでに回答しています。いま書いた内容は送っていません" in told.text
    inquiry.refresh_from_db()
    assert (inquiry.answer, inquiry.answered_by) == (ANSWER, "support")
    assert Outbox.objects.count() == 1
    assert AuditRow.objects.filter(verb="answer_inquiry").count() == 1


def test_one_that_is_answered_offers_no_field_to_answer_it_again() -> None:
    inquiry = InquiryFactory()
    desk = Desk("support")
    reply(desk, [inquiry])
    page = desk.act(LIST, "reply", [inquiry])
    assert "すでに回答しています" in page.text
    assert "<textarea" not in page.html


@pytest.mark.parametrize("text", ["", "  \r\n", "あ" * 4001], ids=["none", "blank", "too long"])
def test_an_answer_that_cannot_go_out_is_asked_for_again_while_others_go(text: str) -> None:
    bad, good = InquiryFactory(), InquiryFactory()
    page = reply(Desk("support"), [bad, good], **{f"of_{bad.pk}": text})
    assert bad.text in page.text and good.text not in page.text
    assert "errorlist" in page.html
    states = {row.pk: row.state for row in Inquiry.objects.all()}
    assert states == {bad.pk: "received", good.pk: "answered"}


def test_looking_at_what_was_asked_answers_nothing() -> None:
    inquiry = InquiryFactory()
    desk = Desk("support")
    desk.open(LIST)
    before = everything()
    desk.act(LIST, "reply", [inquiry])
    assert {table for table in changed(before) if table != "django_session"} == set()


def test_the_list_is_narrowed_to_one_world() -> None:
    mine, other = InquiryFactory(), InquiryFactory(member=MemberFactory())
    text = Desk("support").open(f"{LIST}?world__id__exact={mine.world_id}").text
    assert mine.receipt_number in text
    assert other.receipt_number not in text


def test_what_still_waits_comes_before_what_is_answered() -> None:
    done = InquiryFactory(
        received_at=jst(2026, 10, 1, 9),
        state="answered",
        answer="はい",
        answered_at=jst(2026, 10, 2, 9),
    )
    late, early = InquiryFactory(), InquiryFactory(received_at=jst(2026, 10, 3, 9))
    text = Desk("support").open(LIST).text
    places = [text.index(row.receipt_number) for row in (early, late, done)]
    assert places == sorted(places)


def test_markup_in_a_question_stays_text_at_the_desk() -> None:
    evil = "<img src=x onerror=alert(1)>"
    inquiry = InquiryFactory(text=evil, line=evil)
    desk = Desk("support")
    for page in (
        desk.open(LIST),
        desk.open(f"{LIST}{inquiry.pk}/change/"),
        desk.act(LIST, "reply", [inquiry]),
    ):
        assert "<img src=x" not in page.html
