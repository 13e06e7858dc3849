"""How a member registers a card: in a browser, or where only what comes of it counts, by hand."""

from datetime import date
from typing import Any

from accounts import services
from accounts.models import Card, CardVisit, Member
from mioportal.outside.processor import services as processor
from mioportal.outside.processor.models import CardSession
from mioportal.outside.processor.numbers import TEST_CARDS
from mioportal.plumbing.actor import system
from tests.factories import MID_MONTH
from tests.journeys.reading import Page
from tests.journeys.visitor import Visitor

USE = "このカードを使う"
GO_ON = "カードの登録を続ける"
TYPED = {"month": "12", "year": "2029", "security": "123"}


def at_the_processor(member: Member) -> Visitor:
    """A member who has come to the processor's page."""
    visitor = Visitor.signed_in_as(member)
    has_card = visitor.open("/payment/").has_button("カードを変更する")
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


def entered(
    member: Member, test_card: str = "visa", *, expires_on: date = date(2029, 12, 31)
) -> tuple[CardVisit, str]:
    """A visit whose card is entered, and the code that the browser comes back with."""
    visit, _url = services.begin_visit(member=member, at=MID_MONTH)
    session = CardSession.objects.get(reference=visit.session)
    card = TEST_CARDS[test_card]
    entry = processor.Entry(card=card, expires_on=expires_on, holder=session.holder)
    return visit, processor.enter(session=session, entry=entry).partition("?code=")[2]


def finished(visit: CardVisit, code: str) -> CardVisit:
    """The same visit, finished by whoever asks."""
    fresh = CardVisit.objects.select_related("member__user", "world").get(pk=visit.pk)
    return services.finish_visit(visit=fresh, code=code, at=MID_MONTH, by=system("test"))


def tells(page: Page, *parts: str) -> bool:
    """Whether the page says these things in this order, with anything between."""
    said = "".join(page.words.split())
    for part in ("".join(part.split()) for part in parts):
        _before, found, said = said.partition(part)
        if not found:
            return False
    return True


def card_of(member: Member) -> Card:
    """The card in use."""
    return Card.objects.get(member=member, state=Card.State.IN_USE)
