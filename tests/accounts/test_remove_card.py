"""Removing the card that pays: refused with every reason while anything is owed (C-022)."""

from datetime import date, time
from typing import Any

import pytest

from accounts.models import Card, Member, Reminder, Standing
from mioportal.outside.processor.models import VaultedCard
from mioportal.plumbing.models import AuditRow, Outbox
from mioportal.rules.cards import RemovalReason
from mioportal.rules.dates import at_japan
from mioportal.words import catalogue
from tests.accounts.paying import card_of, entered, finished, tells
from tests.factories import MID_MONTH, MemberFactory, hold
from tests.journeys.ledger import changed, everything
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

REMOVE = "カードを削除する"
GONE = date(2026, 8, 31)


def paying(**standing: Any) -> Member:
    """A member with a card, whose last service has ended unless it says otherwise."""
    told = {"last_service_ended_on": GONE} | standing
    member = MemberFactory(**{f"standing__{name}": value for name, value in told.items()})
    finished(*entered(member))
    return member


def at_removal(member: Member) -> Visitor:
    visitor = Visitor.signed_in_as(member)
    visitor.open("/payment/")
    visitor.follow(REMOVE)
    return visitor


@pytest.mark.parametrize(
    ("standing", "reason", "fact"),
    [
        ({"instalments_yen": 57800}, RemovalReason.OPEN_BALANCE, "残り 57,800円"),
        ({"owed_yen": 1490}, RemovalReason.UNPAID, "未払い 1,490円"),
        (
            {"card_needed_through": date(2026, 10, 31)},
            RemovalReason.FINAL_BILL_DUE,
            "2026年10月31日（土）まで",
        ),
        ({"last_service_ended_on": None}, RemovalReason.HAS_SERVICE, "毎月"),
    ],
    ids=["instalments", "a debt", "the last debit", "a service"],
)
def test_a_card_that_is_needed_stays_and_the_reason_is_told(
    standing: dict[str, Any], reason: RemovalReason, fact: str
) -> None:
    member = paying(**standing)
    visitor = at_removal(member)
    words = catalogue.refusal(reason)
    assert tells(visitor.page, "いまはカードを削除できません", str(words.title), fact)
    assert tells(visitor.page, str(words.text), str(words.cure))
    assert not visitor.page.has_button(REMOVE)
    assert visitor.press("カードを変更する").path.startswith("/processor/")
    assert card_of(member)


def test_every_reason_is_told_at_once() -> None:
    member = paying(
        instalments_yen=100,
        owed_yen=1,
        card_needed_through=date(2026, 12, 31),
        last_service_ended_on=None,
    )
    page = at_removal(member).page
    assert "理由は次の4つです" in page.words
    assert page.link("お支払いについて問い合わせる") == "/contact/?topic=bill"
    for reason in RemovalReason:
        assert str(catalogue.refusal(reason).title) in page.words


@pytest.mark.parametrize(
    ("day", "may"),
    [(date(2026, 10, 30), False), (date(2026, 10, 31), False), (date(2026, 11, 1), True)],
    ids=["the day before", "the last day", "the day after"],
)
def test_the_card_is_needed_to_the_end_of_the_month_of_the_last_debit(day: date, may: bool) -> None:
    member = paying(card_needed_through=date(2026, 10, 31))
    hold(member, at_japan(day, time(10)))
    assert at_removal(member).page.has_button(REMOVE) is may


def test_one_who_never_finished_applying_needs_no_card() -> None:
    member = paying(last_service_ended_on=None)
    Member.objects.filter(pk=member.pk).update(provisional_through=date(2026, 11, 10))
    assert at_removal(member).page.has_button(REMOVE)


def test_a_card_that_nobody_needs_goes_and_the_member_is_told() -> None:
    member = paying()
    card = card_of(member)
    page = at_removal(member).page
    assert tells(page, "支払うものが残っていないため", "VISA 末尾4242")
    visitor = at_removal(member)
    page = visitor.press(REMOVE)
    assert tells(page, "クレジットカードを削除しました", "VISA 末尾4242", "10:00に削除しました")
    card.refresh_from_db()
    assert (card.state, card.ended_at) == (Card.State.REMOVED, MID_MONTH)
    assert not VaultedCard.objects.exists()
    assert not Reminder.objects.exists()
    assert Outbox.objects.get().mail_code == "M-23"
    assert AuditRow.objects.latest("pk").verb == "remove_card"
    assert visitor.open(page.path).words == page.words
    page = visitor.open("/payment/")
    assert tells(page, "これまでのカード", "VISA 末尾4242", "削除済み")
    assert page.has_button("カードを登録する")


def test_sent_twice_it_is_removed_once() -> None:
    visitor = at_removal(paying())
    form, _button = visitor.page.form(REMOVE)
    receipt = visitor.press(REMOVE)
    before = everything()
    visitor.client.post(receipt.path, dict(form.fields))
    assert changed(before) == {}


def test_a_card_that_was_replaced_meanwhile_is_not_removed_and_neither_is_the_new_one() -> None:
    member = paying()
    visitor = at_removal(member)
    finished(*entered(member, "jcb"))
    page = visitor.press(REMOVE)
    assert tells(page, "このカードは変更済みです", "何も削除していません")
    assert card_of(member).network == "jcb"


def test_a_debt_that_came_meanwhile_is_seen_when_it_counts() -> None:
    member = paying()
    visitor = at_removal(member)
    Standing.objects.filter(member=member).update(owed_yen=1490)
    page = visitor.press(REMOVE)
    assert tells(page, "いまはカードを削除できません", "未払い 1,490円")
    assert card_of(member)


def test_a_neighbours_card_is_nobodys_business() -> None:
    member = paying()
    code = card_of(member).visit.code
    neighbour = Visitor.signed_in_as(MemberFactory(world=member.world))
    assert neighbour.open(f"/payment/cards/{code}/remove/").status == 404
