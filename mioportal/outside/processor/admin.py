"""The processor's tables, for who looks behind the scenes of the simulation."""

from django.contrib import admin

from mioportal.outside.processor.models import CardCharge, CardRefund, CardSession, VaultedCard
from mioportal.plumbing.desk import ReadOnlyAdmin


@admin.register(CardSession)
class CardSessionAdmin(ReadOnlyAdmin):
    """Pages on which cards are entered. Who has a reference or a code could go on there."""

    list_display = ("opened_on", "state", "misses", "expires_at")
    list_filter = ("state",)
    ordering = ("-pk",)
    exclude = ("reference", "return_to", "answer", "code", "token")


@admin.register(VaultedCard)
class VaultedCardAdmin(ReadOnlyAdmin):
    """Cards that charges can be made to, and what their companies will say."""

    list_display = ("network", "brand", "last_four", "expires_on", "later", "kept_at")
    list_filter = ("later",)
    search_fields = ("last_four",)
    ordering = ("-pk",)
    exclude = ("token",)


@admin.register(CardCharge)
class CardChargeAdmin(ReadOnlyAdmin):
    """What shops asked for, and what the cards' companies said."""

    list_display = ("asked_at", "key", "last_four", "yen", "answer", "reason")
    list_filter = ("answer", "reason")
    search_fields = ("key", "last_four")
    ordering = ("-pk",)


@admin.register(CardRefund)
class CardRefundAdmin(ReadOnlyAdmin):
    """What was given back."""

    list_display = ("asked_at", "key", "charge", "yen")
    list_select_related = ("charge",)
    search_fields = ("key", "charge__key")
    ordering = ("-pk",)
