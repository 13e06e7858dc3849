"""Data at the desk: what was granted and bought, and what was used. Nothing is taken back."""

from django.contrib import admin

from contracts.models import DataGrant, DataUse
from mioportal.plumbing.desk import ReadOnlyAdmin


@admin.register(DataGrant)
class DataGrantAdmin(ReadOnlyAdmin):
    """What lines and groups were given or bought, and what is left of it."""

    list_display = (
        "granted_on",
        "kind",
        "line",
        "group",
        "megabytes",
        "left_mb",
        "expires_on",
        "receipt_number",
        "bought_by",
        "price_yen",
        "bought_at",
    )
    list_filter = ("kind", ("line__world", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("line", "group__member__user", "bought_by")
    search_fields = (
        "receipt_number",
        "line__code",
        "line__phone_number",
        "line__member__user__login",
        "group__member__user__login",
        "bought_by__code",
        "bought_by__phone_number",
    )
    ordering = ("-granted_on", "-pk")
    # Names a form, and nothing else.
    exclude = ("form_key",)


@admin.register(DataUse)
class DataUseAdmin(ReadOnlyAdmin):
    """What each line used, day by day."""

    list_display = ("day", "line", "fast_mb", "slow_mb")
    list_filter = (("line__world", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("line",)
    search_fields = ("line__code", "line__phone_number", "line__member__user__login")
    ordering = ("-day", "line__code")
