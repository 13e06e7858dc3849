"""What other operators did with our numbers, for who is asked about it."""

from django.contrib import admin

from mioportal.plumbing.desk import ReadOnlyAdmin
from mnp.models import PortOrder


@admin.register(PortOrder)
class PortOrderAdmin(ReadOnlyAdmin):
    """Orders of the clearing house, the newest first (F-MNO-16)."""

    list_display = ("line", "operator", "state", "checked_at", "ended_at", "note", "world")
    list_filter = ("state", "operator", ("world", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("line", "world")
    search_fields = ("line__code", "line__phone_number", "request__receipt_number")
    ordering = ("-checked_at", "-pk")
    exclude = ("reference",)
