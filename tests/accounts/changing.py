"""A member who changes what they have told us, and what the pages say to it."""

import re
from typing import Any

from django.core import mail

from accounts.models import Member
from mioportal.plumbing.delivery import deliver
from tests.factories import PASSWORD
from tests.journeys.reading import Page
from tests.journeys.visitor import Visitor

LOOK = "変更の内容を確かめる"
BUTTONS = {"name": "お名前を変更する", "address": "住所を変更する"}
NAME = {"family_name": "佐藤", "given_name": "葵", "family_kana": "サトウ", "given_kana": "アオイ"}
ADDRESS = {"place": "japan", "postcode": "530-0001", "address": "大阪府大阪市北区梅田1-1"}
NEW_MAIL = "new@example.jp"
_LINK = re.compile(r"https?://[^\s/]+(/profile/mail/confirm/\w+/)")


def look(visitor: Visitor, page: str, told: dict[str, str]) -> Page:
    """Fill in a form and come to the look before the change."""
    visitor.open(f"/profile/{page}/")
    return visitor.press(LOOK, **told)


def change(
    visitor: Visitor, page: str, told: dict[str, str], password: str = PASSWORD
) -> Page:
    """The whole way: form, look, password."""
    look(visitor, page, told)
    return visitor.press(BUTTONS[page], current=password)


def ask_for_mail(visitor: Visitor, address: str = NEW_MAIL, password: str = PASSWORD) -> Page:
    """Ask for another mail address."""
    visitor.open("/profile/mail/")
    return visitor.press("確認のメールを送る", address=address, current=password)


def mailed_links() -> dict[str, str]:
    """Send what waits; by address, the path of the last link that went to it."""
    deliver()
    found = {}
    for message in mail.outbox:
        if link := _LINK.search(str(message.body)):
            found[message.to[0]] = link[1]
    return found


def press_link(path: str, visitor: Visitor | None = None) -> Page:
    """Open a link of the mails, in another browser if none is given, and press its button."""
    visitor = visitor or Visitor()
    visitor.open(path)
    for button in ("変更を承認する", "このアドレスで確認する"):
        if visitor.page.has_button(button):
            visitor.press(button)
    return visitor.page


def tells(page: Page, *parts: str) -> bool:
    """Whether <main> has these words in this order, with others between them."""
    rest = "".join(page.words.split())
    for part in parts:
        _before, found, rest = rest.partition("".join(part.split()))
        if not found:
            return False
    return True


def stored(member: Member) -> dict[str, Any]:
    """The row of a member as it stands."""
    return dict(Member.objects.filter(pk=member.pk).values().get())
