"""Reads of accounts that pages and other apps use."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from django.db.models import QuerySet

from accounts.models import (
    Card,
    CardVisit,
    Member,
    PaperImage,
    Recovery,
    Standing,
    Submission,
    User,
)
from mioportal.plumbing.models import Outbox
from mioportal.rules import cards
from mioportal.rules.cards import RemovalFacts, RemovalReason
from mioportal.rules.verdict import Verdict


class CardTrouble(StrEnum):
    """Why a member who needs a card may soon be unable to pay."""

    MISSING = "missing"
    ENDED = "ended"
    ENDS_SOON = "ends_soon"


def members() -> QuerySet[Member]:
    """Members with everything a page reads of them, in one query."""
    return Member.objects.select_related("user", "world", "standing")


def messages_of(user: User) -> QuerySet[Outbox]:
    """A member's messages, newest first."""
    return Outbox.objects.filter(user=user).order_by("-at", "-pk")


def unread_count(user: User) -> int:
    """How many messages a member has not opened yet."""
    return Outbox.objects.filter(user=user, read_at=None).count()


def login_named(name: str) -> User | None:
    """Who has this normalised name, a mioID or a registered mail address (C-044)."""
    logins = User.objects.select_related("member__world")
    if "@" in name:
        return logins.filter(email__iexact=name).first()
    return logins.filter(login__iexact=name).first()


def recoverable(name: str) -> User | None:
    """The member of this normalised name who may get back in by mail; staff ask at the desk."""
    user = login_named(name)
    return user if user and user.is_active and not user.is_staff else None


def open_recoveries() -> QuerySet[Recovery]:
    """Requests of somebody's to get back in that no mail was made for yet, oldest first."""
    waiting = Recovery.objects.filter(state=Recovery.State.ASKED, user__isnull=False)
    return waiting.select_related("user__member__world").order_by("pk")


def link_with(link_digest: str) -> Recovery | None:
    """The request whose link this is, if it may still be used at all."""
    links = Recovery.objects.filter(
        kind=Recovery.Kind.PASSWORD, state=Recovery.State.ANSWERED, user__is_active=True
    )
    return links.select_related("user__member__world").filter(link_digest=link_digest).first()


def submissions_of(member: Member) -> QuerySet[Submission]:
    """A member's papers with their pictures, newest first."""
    rows = Submission.objects.filter(member=member).select_related("member__user", "world")
    return rows.prefetch_related("images").order_by("-started_at", "-pk")


def in_order(images: Iterable[PaperImage]) -> list[PaperImage]:
    """Front before back, the paper before its supplement."""
    order = list(PaperImage.Side)
    return sorted(images, key=lambda image: order.index(PaperImage.Side(image.side)))


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
