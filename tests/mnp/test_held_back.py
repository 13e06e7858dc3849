"""What holds a number back, and how it comes once that has cleared (C-071)."""

from datetime import date, datetime

import pytest

from accounts.models import Member
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import ExtraWindow, Outbox
from mnp import services
from tests.factories import ExtraWindowFactory, jst, live_through
from tests.journeys.visitor import Visitor
from tests.mnp.asking import DESK, asked, line_at, mails, owes, state

pytestmark = pytest.mark.django_db


def test_what_is_owed_holds_the_number_back_until_it_is_paid() -> None:
    at = jst(2026, 10, 15, 10)
    line = line_at(at)
    owes(line.member, 1_490)
    made = asked(line, at)
    assert made.state == "held"
    assert "お支払いが済んでいない料金" in Outbox.objects.get(mail_code="M-15").body
    live_through(line.member, jst(2026, 10, 17, 10))
    assert state(made) == "held"
    owes(line.member, 0)
    live_through(line.member, jst(2026, 10, 17, 10, 10))
    made.refresh_from_db()
    # The days count from the issue, never from the request (C-067).
    assert (made.state, made.expires_on) == ("issued", date(2026, 10, 31))


@pytest.mark.parametrize(
    ("paid_at", "said", "issued_at"),
    [
        (jst(2026, 10, 15, 19, 45), "15日（木）19:50に発行", jst(2026, 10, 15, 19, 50)),
        (jst(2026, 10, 15, 19, 55), "15日（木）19:59に発行", jst(2026, 10, 15, 19, 59, 59)),
        (jst(2026, 10, 15, 20), "16日（金）9:00に発行", jst(2026, 10, 16, 9)),
    ],
    ids=["before the last round but one", "five to eight", "at eight"],
)
def test_what_clears_before_eight_is_issued_the_same_day_when_the_page_says(
    paid_at: datetime, said: str, issued_at: datetime
) -> None:
    line = line_at(jst(2026, 10, 15, 10))
    owes(line.member, 1_490)
    made = asked(line, jst(2026, 10, 15, 10))
    live_through(line.member, paid_at)
    owes(line.member, 0)
    page = Visitor.signed_in_as(line.member).open(f"/mnp/requests/{made.receipt_number}/")
    assert said in page.words
    live_through(line.member, issued_at)
    made.refresh_from_db()
    assert made.issued_at == issued_at


def test_a_queued_request_that_falls_into_debt_overnight_is_held_in_its_turn() -> None:
    at = jst(2026, 10, 15, 21)
    line = line_at(at)
    made = asked(line, at)
    owes(line.member, 1_490)
    live_through(line.member, jst(2026, 10, 16, 9))
    assert (state(made), mails(line)) == ("held", ["M-15", "M-15"])
    live_through(line.member, jst(2026, 10, 18, 9))
    assert mails(line) == ["M-15", "M-15"]


def test_papers_that_come_back_hold_it_and_their_completion_lets_it_go() -> None:
    at = jst(2026, 10, 15, 10)
    line = line_at(at)
    Member.objects.filter(pk=line.member_id).update(identity=Member.Identity.RETURNED)
    made = asked(line, at)
    assert made.state == "held"
    Member.objects.filter(pk=line.member_id).update(identity=Member.Identity.COMPLETE)
    live_through(line.member, jst(2026, 10, 15, 10, 10))
    assert state(made) == "issued"


def test_an_extra_window_over_nine_o_clock_puts_the_queue_off_until_it_has_gone() -> None:
    at = jst(2026, 10, 14, 21)
    line = line_at(at)
    made = asked(line, at)
    ExtraWindowFactory(function=ExtraWindow.Function.MNP)
    live_through(line.member, jst(2026, 10, 15, 11, 59))
    assert state(made) == "queued"
    live_through(line.member, jst(2026, 10, 15, 12))
    made.refresh_from_db()
    assert made.issued_at == jst(2026, 10, 15, 12)


def test_the_desk_finds_a_fault_and_lets_the_request_go_on() -> None:
    at = jst(2026, 10, 15, 21)
    line = line_at(at)
    made = asked(line, at)
    services.find_fault(request=made, note="お名前の漢字が違います", at=at, by=DESK)
    body = Outbox.objects.get(mail_code="M-15", body__contains="お名前の漢字が違います").body
    live_through(line.member, jst(2026, 10, 16, 10))
    assert state(made) == "held"
    words = Visitor.signed_in_as(line.member).open(f"/mnp/requests/{made.receipt_number}/").words
    # It never clears by itself: somebody has to look.
    for told in (body, words):
        assert "窓口が確認したあと" in told and "自動で" not in told
    made.refresh_from_db()
    now = jst(2026, 10, 16, 10)
    services.release(request=made, note="確認済み", at=now, by=system("desk"))
    assert state(made) == "issued"
    with pytest.raises(services.NotWaiting):
        services.release(request=made, note="確認済み", at=now, by=system("desk"))
