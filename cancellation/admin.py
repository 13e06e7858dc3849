"""Cancelling at the desk: the list by last day, and what the telephone accepts."""

from datetime import date
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cancellation import queries, services
from cancellation.forms import REASON_LABELS
from cancellation.models import Cancellation, PhoneDeskLine
from mioportal.plumbing import clock
from mioportal.plumbing.actor import actor_of
from mioportal.plumbing.desk import ReadOnlyAdmin
from mioportal.rules import cancellation as rules


@admin.register(Cancellation)
class CancellationAdmin(ReadOnlyAdmin):
    """Every cancellation, by its last day (F-STF-05)."""

    list_display = (
        "receipt_number",
        "line",
        "mio_id",
        "channel",
        "accepted_at",
        "ends_on",
        "state",
    )
    list_filter = ("state", "channel", "ends_on", ("world", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("line__member__user", "world")
    search_fields = ("receipt_number", "line__code", "line__phone_number")
    date_hierarchy = "ends_on"
    ordering = ("-ends_on", "-accepted_at")
    fields = (
        "receipt_number",
        "line",
        "mio_id",
        "channel",
        "accepted_at",
        "ends_on",
        "state",
        "completed_at",
        "why",
        "total",
    )

    @admin.display(description=gettext_lazy("mioID"))
    def mio_id(self, row: Cancellation) -> str:
        """Whose line it was."""
        return row.line.member.mio_id

    @admin.display(description=gettext_lazy("解約理由"))
    def why(self, row: Cancellation) -> str:
        """The reasons given, in words."""
        words = [str(REASON_LABELS[rules.LeavingReason(code)]) for code in row.reasons]
        return "、".join([*words, row.other_reason] if row.other_reason else words) or "—"

    @admin.display(description=gettext_lazy("同意のときに見せた合計（円）"))
    def total(self, row: Cancellation) -> str:
        """What the member was told the last month would cost."""
        return str(row.shown.get("total", "—"))


@admin.register(PhoneDeskLine)
class PhoneDeskAdmin(ReadOnlyAdmin):
    """Accept a cancellation that came by telephone, after reading out what it means."""

    list_display = ("code", "phone_number", "member", "leaving_by", "last_day", "there")
    list_select_related = ("member__user", "member__standing", "world")
    search_fields = ("code", "phone_number", "member__user__login", "member__family_name")
    ordering = ("code",)
    list_filter = ("leaving_by", ("world", admin.RelatedOnlyFieldListFilter))
    actions = ("accept",)
    fields = ("code", "phone_number", "member", "function", "medium", "leaving_by", "ends_on")

    @admin.display(description=gettext_lazy("最終日（いま受け付けたとき）"))
    def last_day(self, line: PhoneDeskLine) -> date | None:
        """The decided last day, or the one that a cancellation accepted now would have."""
        return line.ends_on or rules.ends_on(clock.moment_of(line.world))

    @admin.display(description=gettext_lazy("会員の現在日時"))
    def there(self, line: PhoneDeskLine) -> Any:
        """The member's own time, which decides the month."""
        return clock.moment_of(line.world)

    def has_accept_permission(self, request: HttpRequest) -> bool:
        """Who may accept by telephone."""
        return self.may(request, "cancellation.accept_by_phone")

    @admin.action(description=gettext_lazy("電話で解約を受け付ける…"), permissions=["accept"])
    def accept(
        self, request: HttpRequest, lines: QuerySet[PhoneDeskLine]
    ) -> HttpResponse | None:
        """First show what it means, line by line; on confirmation accept."""
        if "confirmed" not in request.POST:
            return self._confirm(request, lines)
        for line in lines:
            try:
                with clock.taken(line.world) as at:
                    made = services.accept_by_phone(line=line, at=at, by=actor_of(request))
            except services.NotAllowed:
                messages.warning(
                    request, _("%sは、すでに解約を受け付けているか、解約済みです") % line
                )
            else:
                said = _("解約を受け付けました：%(line)s（受付番号 %(receipt)s、最終日 %(day)s）")
                messages.success(
                    request,
                    said % {"line": line, "receipt": made.receipt_number, "day": made.ends_on},
                )
        return None

    def _confirm(
        self, request: HttpRequest, lines: QuerySet[PhoneDeskLine]
    ) -> TemplateResponse:
        rows = [
            {
                "line": line,
                "quote": None
                if line.leaving_by
                else queries.quote_for(line, clock.moment_of(line.world)),
            }
            for line in lines
        ]
        context = {
            **self.admin_site.each_context(request),
            "title": _("電話での解約受付の確認"),
            "rows": rows,
            "selected": request.POST.getlist("_selected_action"),
            "opts": self.model._meta,
        }
        return TemplateResponse(request, "admin/cancellation/accept_by_phone.html", context)
