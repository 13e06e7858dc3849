"""Ways to the inquiry form, and what a member has asked so far (F-SUP-03)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Inquiry
from tests.cancellation.wizard import accepted
from tests.factories import InquiryFactory, LineFactory, MemberFactory, jst
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

FORM = "/contact/mail/"
SEND = "問い合わせを送信する"


@pytest.mark.parametrize("topic", Inquiry.Topic.values)
def test_a_page_can_fill_in_the_topic_and_the_line(topic: str) -> None:
    visitor = Visitor.signed_in_as(MemberFactory())
    page = visitor.open(f"{FORM}?topic={topic}&line=hdu10000001")
    assert f'<option value="{topic}" selected>' in page.html
    form, _given = page.form(SEND)
    assert form.fields["line"] == ["hdu10000001"]


def test_a_topic_that_is_none_is_left_open() -> None:
    page = Visitor.signed_in_as(MemberFactory()).open(f"{FORM}?topic=<b>&line={'9' * 99}")
    assert (page.status, "&lt;b&gt;" in page.html) == (200, False)
    assert '<option value="" selected>' in page.html


def test_the_contact_page_hands_on_what_one_came_for() -> None:
    page = Visitor.signed_in_as(MemberFactory()).open("/contact/?topic=sim&line=hdu1&x=1")
    assert page.link("メールで問い合わせる") == f"{FORM}?topic=sim&line=hdu1"


def test_a_visitor_is_asked_to_sign_in_first() -> None:
    visitor = Visitor()
    visitor.open("/contact/?topic=account")
    page = visitor.follow("メールで問い合わせる")
    assert page.path == "/login/"
    member = MemberFactory()
    assert visitor.sign_in(member.mio_id).path == FORM


def test_pages_that_say_ask_support_fill_in_what_about() -> None:
    owing = LineFactory(member__standing__owed_yen=500)
    visitor = Visitor.signed_in_as(owing.member)
    page = visitor.open(f"/cancel/lines/{owing.code}/")
    assert page.has_link("メールで問い合わせる")
    visitor.follow("お支払いが済んでいない料金を見る")
    assert visitor.page.link("メールで問い合わせる") == f"{FORM}?topic=bill"
    made = accepted(LineFactory())
    page = Visitor.signed_in_as(made.line.member).open(f"/cancel/receipts/{made.receipt_number}/")
    link = page.link("メールで問い合わせる")
    assert link == f"{FORM}?topic=withdrawal&line={made.line.code}"


def test_a_member_sees_their_own_inquiries_newest_first() -> None:
    member = MemberFactory()
    old = InquiryFactory(member=member, received_at=jst(2026, 9, 1, 10), topic="sim")
    new = InquiryFactory(member=member)
    other = InquiryFactory(member=MemberFactory(world=member.world))
    visitor = Visitor.signed_in_as(member)
    words = visitor.open("/contact/inquiries/").words
    assert words.index(new.receipt_number) < words.index(old.receipt_number)
    assert other.receipt_number not in words
    assert visitor.follow(old.get_topic_display()).path.endswith(f"/{old.receipt_number}/")
    assert visitor.open(f"/contact/inquiries/{other.receipt_number}/").status == 404


def test_who_has_asked_nothing_is_told_so_and_led_on() -> None:
    visitor = Visitor.signed_in_as(MemberFactory())
    assert "お問い合わせはまだありません" in visitor.open("/contact/inquiries/").words
    assert visitor.follow("メールで問い合わせる").path == FORM


def test_many_inquiries_cost_no_more_questions_than_one() -> None:
    member = MemberFactory()
    visitor = Visitor.signed_in_as(member)
    asked = []
    for more in (1, 15):
        InquiryFactory.create_batch(more, member=member)
        with CaptureQueriesContext(connection) as queries:
            visitor.open("/contact/inquiries/")
        asked.append(len(queries))
    assert asked[0] == asked[1]
