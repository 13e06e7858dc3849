"""Applications at the desk: what members applied for, and how far each has come."""

from django.contrib import admin
from django.db.models import Count, F, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from contracts.models import Application
from mioportal.plumbing.desk import ReadOnlyAdmin


@admin.register(Application)
class ApplicationAdmin(ReadOnlyAdmin):
    """Applications of every state, drafts too: who calls about one may not have finished it."""

    list_display = (
        "number",
        "state",
        "member",
        "line_count",
        "partner",
        "entry_code",
        "started_at",
        "submitted_at",
        "lapses_on",
        "world",
    )
    list_filter = ("state", ("world", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("member__user", "world")
    search_fields = ("number", "member__user__login", "member__user__email")
    # What is handed in stands first, the oldest of it at the top.
    ordering = (F("ended_at").asc(nulls_first=True), F("submitted_at").asc(nulls_last=True), "pk")
    exclude = ("shown_digest",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Application]:
        """With the number of lines, in the same query."""
        return super().get_queryset(request).annotate(line_count=Count("lines"))

    @admin.display(description=gettext_lazy("回線の数"))
    def line_count(self, row: Application) -> int:
        """How many lines were applied for."""
        return row.line_count  # type: ignore[attr-defined]
