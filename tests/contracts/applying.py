"""Somebody who applies: from the mail address to the receipt, as a browser without JavaScript."""

import re
from typing import Any

from django.core import mail

from accounts.models import Member, User
from contracts.models import Application
from mioportal.plumbing.delivery import deliver
from tests.accounts.paying import GO_ON, USE
from tests.accounts.sending_papers import RULES, add_both_sides
from tests.factories import CardFactory, LineFactory, MemberFactory, hold, jst
from tests.journeys.reading import Page
from tests.journeys.visitor import Visitor

NOON = jst(2026, 10, 15, 12)
ADDRESS = "new@example.jp"
SECRET = "first-horse-1"
LINK = re.compile(r"https?://[^\s/]+(/sign-up/\w+/)")
NEXT = "次へ進む"
VOICE = {
    "function": "voice",
    "medium": "sim",
    "contract": "new",
    "plan_code": "giga_5gb",
    "network": "docomo",
    "device": "own",
    "user": "self",
}
ESIM = VOICE | {"medium": "esim"}
DATA = VOICE | {"function": "data", "plan_code": "giga_2gb"}
BRING = VOICE | {"contract": "bring"}
CONTRACTOR = {
    "family_name": "森",
    "given_name": "あかり",
    "family_kana": "もり",
    "given_kana": "アカリ",
    "birth_date": "1990年4月1日",
    "postcode": "1020071",
    "address": "東京都千代田区富士見2-10-2",
    "phone": "08012345678",
}
CONSENT = {"terms": "on", "privacy": "on"}


def ask(address: str = ADDRESS, path: str = "/apply/") -> Visitor:
    """Somebody without a mioID types their address; the mails go out."""
    visitor = Visitor()
    visitor.open(path)
    visitor.press("確認のメールを送る", email=address)
    deliver()
    return visitor


def link_for(address: str = ADDRESS) -> str:
    """The link of the newest mail to an address."""
    newest = [each for each in mail.outbox if each.to == [address]][-1]
    found = LINK.search(str(newest.body))
    assert found, newest.body
    return found[1]


def signs_up(address: str = ADDRESS, path: str = "/apply/") -> Visitor:
    """Up to the provisional mioID, signed in."""
    visitor = ask(address, path)
    visitor.open(link_for(address))
    visitor.press("決めて申し込みに進む", password=SECRET, again=SECRET)
    return visitor


def member_at(address: str = ADDRESS) -> Member:
    """Who signed up."""
    return User.objects.get(email=address, is_active=True).member


def begins(visitor: Visitor, *lines: dict[str, Any]) -> Page:
    """The prepayment and so many lines, up to the page that follows."""
    visitor.press("お申し込みを始める")
    if visitor.page.says("事前支払いの確認"):
        visitor.press(NEXT, prepaid="not_paid")
    for number, line in enumerate(lines):
        if number:
            visitor.follow("もう一枚 申し込む")
        visitor.press(NEXT, **line)
    return visitor.press(NEXT)


def consents(visitor: Visitor) -> Page:
    """同意する, twice."""
    return visitor.press("同意して次へ進む", **CONSENT)


def sends_papers(visitor: Visitor) -> Page:
    """A driving licence on the pages of papers, and back."""
    add_both_sides(visitor)
    visitor.follow("提出前の確認へ進む")
    visitor.press("提出する", checked=RULES)
    return goes_on(visitor)


def registers_card(visitor: Visitor, test_card: str = "visa") -> Page:
    """A card of the list at the processor's, and back."""
    visitor.press("カードの登録へ進む")
    visitor.press(USE, test_card=test_card)
    if visitor.page.has_button(GO_ON):
        visitor.press(GO_ON)
    return goes_on(visitor)


def goes_on(visitor: Visitor) -> Page:
    """Back to the draft, wherever it stands."""
    visitor.open("/apply/")
    return visitor.follow("続きから始める")


def at_the_check_page(*lines: dict[str, Any], address: str = ADDRESS) -> Visitor:
    """Everything but the last button, with new numbers alone; papers are sent later."""
    visitor = signs_up(address)
    begins(visitor, *lines)
    visitor.press(NEXT, **CONTRACTOR)
    consents(visitor)
    if visitor.page.has_button("あとで提出する"):
        visitor.press("あとで提出する")
    registers_card(visitor)
    return visitor


def application_of(member: Member) -> Application:
    """The newest application of a member."""
    return Application.objects.filter(member=member).latest("pk")


def holding(voice: int = 0, data: int = 0, **facts: Any) -> Member:
    """A member in force with a card, and so many lines."""
    member = MemberFactory(**facts)
    hold(member, NOON)
    CardFactory(member=member)
    for _number in range(voice):
        LineFactory(member=member)
    for _number in range(data):
        LineFactory(member=member, function="data", phone_number="")
    return member


def applies(member: Member) -> Visitor:
    """A member in front of the beginning."""
    visitor = Visitor.signed_in_as(member)
    visitor.open("/apply/")
    return visitor


def chooses(member: Member, **line: str) -> Visitor:
    """A member who has chosen one line."""
    visitor = applies(member)
    visitor.press("お申し込みを始める")
    visitor.press(NEXT, prepaid="not_paid")
    visitor.press(NEXT, **line)
    return visitor
