"""Cards and how they were registered, at the desk: to read, and to find the member's trouble."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy

from accounts.models import Card, CardVisit
from mioportal.plumbing.desk import ReadOnlyAdmin
from mioportal.rules.cards import CardReason
from mioportal.words import catalogue

_MEMBER = (
    "member__user__login",
    "member__user__email",
    "member__family_name",
    "member__given_name",
    "member__family_kana",
)


@admin.register(Card)
class CardAdmin(ReadOnlyAdmin):
    """What members pay with. Of the processor's token only the end is shown (F-BIL-08)."""

    list_display = (
        "member",
        "known_as",
        "brand",
        "expires_on",
        "state",
        "registered_at",
        "world",
    )
    list_filter = ("state", "network", "brand", ("world", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("member__user", "world")
    search_fields = (*_MEMBER, "last_four")
    ordering = ("-registered_at", "-pk")
    exclude = ("token",)
    readonly_fields = ("token_end",)

    @admin.display(description=gettext_lazy("カード"), ordering="last_four")
    def known_as(self, card: Card) -> str:
        """Network and last four digits, as the member knows it."""
        return str(card)

    @admin.display(description=gettext_lazy("トークンの末尾"))
    def token_end(self, card: Card) -> str:
        """Enough to name the card to the processor's people, too little to charge it."""
        return f"…{card.token[-4:]}"


@admin.register(CardVisit)
class CardVisitAdmin(ReadOnlyAdmin):
    """Visits to the processor's page: who could not register a card, and why."""

    list_display = ("member", "state", "why", "card", "started_at", "ended_at", "world")
    list_filter = ("state", ("world", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("member__user", "card", "world")
    search_fields = _MEMBER
    ordering = ("-started_at", "-pk")
    # Whoever has one of these could go on with the visit.
    exclude = ("code", "session", "reasons")
    readonly_fields = ("why",)

    @admin.display(description=gettext_lazy("登録できない理由"))
    def why(self, visit: CardVisit) -> str:
        """Every reason in the words that the member reads."""
        words: list[Any] = [catalogue.refusal(CardReason(reason)) for reason in visit.reasons]
        return "／".join(str(each.title) for each in words)
