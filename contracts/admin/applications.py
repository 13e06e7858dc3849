"""Applications at the desk: what members applied for, and how far each has come."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, F, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contracts.admin.lines import _Inline
from contracts.models import Application, AppliedLine
from contracts.views.application_words import bills_of
from mioportal.plumbing.desk import ReadOnlyAdmin
from mioportal.plumbing.templatetags.ui import jdate, jmonth, yen
from mioportal.rules import plans


class AppliedLineInline(_Inline):
    """The lines of an application; each leads to where it is posted, opened and called off."""

    model = AppliedLine
    fields = (
        *("which", "state", "function", "medium", "plan"),
        *("number_from", "sent_at", "opened_at"),
    )
    readonly_fields = ("which", "plan")

    @admin.display(description=gettext_lazy("回線"))
    def which(self, row: AppliedLine) -> str:
        """Which line it is, with the way to its page."""
        url = reverse("admin:contracts_appliedline_change", args=[row.pk])
        return format_html('<a href="{}">{}</a>', url, _("%d枚目") % row.position)

    @admin.display(description=gettext_lazy("料金プラン"))
    def plan(self, row: AppliedLine) -> str:
        """The plan by its name."""
        return plans.plan(row.plan_code).label


@admin.register(Application)
class ApplicationAdmin(ReadOnlyAdmin):
    """Applications of every state, drafts too: who calls about one may not have finished it."""

    list_display = (
        "number",
        "state",
        "member",
        "line_count",
        "submitted_at",
        "lapses_on",
        "partner",
        "entry_code",
        "started_at",
        "world",
    )
    list_filter = ("state", ("world", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("member__user", "world")
    search_fields = ("number", "member__user__login", "member__user__email")
    # What is handed in stands first, the oldest of it at the top.
    ordering = (F("ended_at").asc(nulls_first=True), F("submitted_at").asc(nulls_last=True), "pk")
    # What was typed is in the lines and the member; what was shown, in words.
    exclude = ("answers", "shown", "shown_digest")
    readonly_fields = ("first_bills",)
    inlines = (AppliedLineInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Application]:
        """With the number of lines, in the same query."""
        return super().get_queryset(request).annotate(line_count=Count("lines"))

    @admin.display(description=gettext_lazy("回線の数"))
    def line_count(self, row: Application) -> int:
        """How many lines were applied for."""
        return row.line_count  # type: ignore[attr-defined]

    @admin.display(description=gettext_lazy("表示したはじめてのご請求"))
    def first_bills(self, row: Application) -> str:
        """What the check page said that it would cost first, yen by yen."""
        bills = bills_of(row.shown or {})
        return "\n".join(_bill(bill) for bill in bills)


def _bill(bill: dict[str, Any]) -> str:
    parts = [f"{row['label']}（{row['sub']}）{yen(row['yen'])}" for row in bill["rows"]]
    told = {
        "month": jmonth(bill["month"]),
        "total": yen(bill["total"]),
        "day": jdate(bill["charged_on"]),
        "rows": _("、").join(parts),
    }
    return _("%(month)sご利用分：%(rows)s、合計%(total)s（%(day)sにカードに請求）") % told
