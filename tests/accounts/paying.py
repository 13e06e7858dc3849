"""How a member registers a card in a browser: the portal's page, the processor's, and back."""

from typing import Any

from accounts.models import Card, Member
from tests.journeys.reading import Page
from tests.journeys.visitor import Visitor

USE = "このカードを使う"
GO_ON = "カードの登録を続ける"
TYPED = {"month": "12", "year": "2029", "security": "123"}


def at_the_processor(member: Member) -> Visitor:
    """A member who has come to the processor's page."""
    visitor = Visitor.signed_in_as(member)
    page = visitor.open("/payment/")
    has_card = page.has_button("カードを変更する")
    visitor.press("カードを変更する" if has_card else "カードを登録する")
    assert visitor.page.path.startswith("/processor/pages/")
    return visitor


def typed(number: str, **more: Any) -> dict[str, Any]:
    """What a person fills in who types a number."""
    return TYPED | {"number": number} | more


def enter(member: Member, **answers: Any) -> Visitor:
    """Fill in the processor's page, and carry on as the portal asks."""
    visitor = at_the_processor(member)
    visitor.press(USE, **answers)
    if visitor.page.has_button(GO_ON):
        visitor.press(GO_ON)
    return visitor


def register(member: Member, test_card: str = "visa") -> Page:
    """Register a card of the list; gives the page that says how it ended."""
    return enter(member, test_card=test_card).page


def card_of(member: Member) -> Card:
    """The card in use."""
    return Card.objects.get(member=member, state=Card.State.IN_USE)
