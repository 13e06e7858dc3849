"""Cards, visits to the processor, and whether a card is needed."""

from datetime import date
from enum import StrEnum

from django.db.models import QuerySet

from accounts.models import Card, CardVisit, Member, Standing
from mioportal.rules import cards
from mioportal.rules.cards import RemovalFacts, RemovalReason
from mioportal.rules.verdict import Verdict


class CardTrouble(StrEnum):
    """Why a member who needs a card may soon be unable to pay."""

    MISSING = "missing"
    ENDED = "ended"
    ENDS_SOON = "ends_soon"


def card_in_use(member: Member) -> Card | None:
    """The card that pays for a member, if there is one."""
    in_use = Card.objects.filter(member=member, state=Card.State.IN_USE)
    return in_use.select_related("visit", "world", "member__user").first()


def cards_of(member: Member) -> QuerySet[Card]:
    """Every card a member has had, the newest first."""
    return Card.objects.filter(member=member).select_related("visit").order_by("-pk")


def card_visits_of(member: Member) -> QuerySet[CardVisit]:
    """A member's visits to the processor's page."""
    visits = CardVisit.objects.filter(member=member)
    return visits.select_related("member__user", "world", "card")


def may_remove_card(member: Member, standing: Standing, today: date) -> Verdict[RemovalReason]:
    """Whether a member needs no card, with every reason why they do (C-022)."""
    has_ended = standing.last_service_ended_on is not None
    return cards.may_remove_card(
        RemovalFacts(
            asked_on=today,
            card_needed_through=standing.card_needed_through,
            has_open_balance=standing.instalments_yen > 0,
            has_unpaid=standing.owed_yen > 0,
            has_service=not has_ended and member.provisional_through is None,
        )
    )


def card_trouble(member: Member, card: Card | None, today: date) -> CardTrouble | None:
    """What is wrong with the card in use; None for a company, and where none is needed."""
    if member.is_corporate or may_remove_card(member, member.standing, today).allowed:
        return None
    if card is None:
        return CardTrouble.MISSING
    if card.expires_on < today:
        return CardTrouble.ENDED
    warned = today >= min(cards.expiry_warning_days(card.expires_on))
    return CardTrouble.ENDS_SOON if warned else None
