"""Registering and replacing the card that pays (F-BIL-08, F-APP-05, C-022, C-082, C-083)."""

from datetime import date, datetime

import pytest

from accounts.models import Card, CardVisit, Member, Reminder
from mioportal.outside.processor.models import VaultedCard
from mioportal.plumbing.models import AuditRow, Outbox
from mioportal.rules.cards import CardReason
from mioportal.words import catalogue
from tests.accounts.paying import (
    card_of,
    enter,
    register,
    tells,
    typed,
)
from tests.factories import MID_MONTH, MemberFactory, hold
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def member() -> Member:
    return MemberFactory()


def trail(member: Member) -> list[str]:
    rows = AuditRow.objects.filter(subject=member.mio_id).order_by("pk")
    return list(rows.values_list("verb", flat=True))


def test_a_first_card_is_registered(member: Member) -> None:
    page = register(member)
    assert tells(page, "クレジットカードを登録しました", "VISA 末尾4242", "三井住友カード")
    card = card_of(member)
    assert (card.network, card.brand, card.last_four) == ("visa", "mitsui_sumitomo", "4242")
    assert card.expires_on == date(2029, 10, 31)
    assert card.registered_at == MID_MONTH
    assert VaultedCard.objects.get().token == card.token
    assert trail(member) == ["register_card"]
    assert not Outbox.objects.exists()
    planned = Reminder.objects.filter(member=member).order_by("on")
    assert [row.on for row in planned] == [date(2029, 9, 1), date(2029, 10, 1)]


def test_another_card_takes_its_place_and_the_member_is_told(member: Member) -> None:
    register(member)
    first = card_of(member)
    page = register(member, "rakuten")
    assert tells(page, "クレジットカードを登録しました", "Mastercard 末尾4444")
    first.refresh_from_db()
    assert (first.state, first.ended_at) == (Card.State.REPLACED, MID_MONTH)
    assert VaultedCard.objects.get().token == card_of(member).token
    assert trail(member) == ["register_card", "replace_card"]
    told = Outbox.objects.get()
    assert (told.mail_code, told.user) == ("M-23", member.user)
    assert "Mastercard 末尾4444" in told.body
    page = Visitor.signed_in_as(member).open("/payment/")
    assert tells(page, "登録中のカード", "Mastercard 末尾4444", "翌々月27日")
    assert tells(page, "これまでのカード", "VISA 末尾4242", "変更済み")


def test_a_debt_does_not_keep_a_member_from_another_card() -> None:
    owing = MemberFactory(standing__owed_yen=1490, standing__instalments_yen=57800)
    register(owing)
    register(owing, "jcb")
    assert card_of(owing).network == "jcb"


@pytest.mark.parametrize(
    ("test_card", "reason"),
    [
        ("declined", CardReason.DECLINED),
        ("expired", CardReason.EXPIRED),
        ("debit", CardReason.DEBIT),
        ("prepaid", CardReason.PREPAID),
        ("second-look", CardReason.MANUAL_APPROVAL),
        ("unionpay", CardReason.UNKNOWN_NETWORK),
    ],
)
def test_a_card_that_is_not_taken_is_told_why_and_nothing_of_it_is_kept(
    member: Member, test_card: str, reason: CardReason
) -> None:
    register(member)
    page = register(member, test_card)
    words = catalogue.refusal(reason)
    assert tells(page, "このカードは登録できませんでした", str(words.title), str(words.text))
    assert tells(page, "いまのカードは、そのまま", "末尾4242", str(words.cure))
    assert card_of(member).last_four == "4242"
    visit = CardVisit.objects.latest("pk")
    assert (visit.state, visit.reasons, visit.card) == ("REFUSED", [reason.value], None)
    assert VaultedCard.objects.get().token == card_of(member).token
    assert trail(member) == ["register_card", "refuse_card"]


def test_every_reason_is_told_at_once(member: Member) -> None:
    past = {"number": "4000056655665556", "month": "9", "year": "2026", "holder": "Taro Yamada"}
    page = enter(member, **typed(**past)).page
    for reason in (CardReason.DEBIT, CardReason.EXPIRED, CardReason.NOT_OWN):
        assert str(catalogue.refusal(reason).title) in page.words
    assert not Card.objects.exists()


@pytest.mark.parametrize(
    ("month", "year", "state"),
    [("9", "2026", "REFUSED"), ("10", "2026", "DONE"), ("11", "2026", "DONE")],
    ids=["last month", "this month", "next month"],
)
def test_a_card_is_good_to_the_end_of_its_month_by_the_members_own_clock(
    member: Member, month: str, year: str, state: str
) -> None:
    enter(member, **typed("4242424242424242", month=month, year=year))
    assert CardVisit.objects.get().state == state


@pytest.mark.parametrize(
    ("at", "state"),
    [
        (datetime.fromisoformat("2026-11-30T14:59:59+00:00"), "DONE"),
        (datetime.fromisoformat("2026-11-30T15:00:00+00:00"), "REFUSED"),
    ],
    ids=["a second before midnight in Japan", "midnight in Japan"],
)
def test_a_card_ends_at_midnight_in_japan(member: Member, at: datetime, state: str) -> None:
    hold(member, at)
    enter(member, **typed("4242424242424242", month="11", year="2026"))
    assert CardVisit.objects.get().state == state


def test_a_company_pays_by_invoice_and_registers_no_card() -> None:
    company = MemberFactory(kind=Member.Kind.CORPORATE, company="株式会社さくら運送")
    visitor = Visitor.signed_in_as(company)
    page = visitor.open("/payment/")
    assert "請求書払い" in page.words
    assert not page.has_button("カードを登録する")
    token = visitor.client.cookies["csrftoken"].value
    answer = visitor.client.post("/payment/card/", {"csrfmiddlewaretoken": token}, follow=True)
    assert "法人契約のお支払いは、請求書払いです" in answer.content.decode()
    assert not CardVisit.objects.exists()
    assert not visitor.open("/").has_link("カードを登録する")
