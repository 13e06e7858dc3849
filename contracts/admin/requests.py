"""What members ask for on the site, at the desk that completes it."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contracts import queries, services
from contracts.forms import RefusalForm
from contracts.models import DeskRequest
from mioportal.plumbing import clock
from mioportal.plumbing.actor import actor_of
from mioportal.plumbing.desk import ReadOnlyAdmin


@admin.register(DeskRequest)
class DeskRequestAdmin(ReadOnlyAdmin):
    """Requests of every kind, the oldest open one first."""

    list_display = (
        "receipt_number",
        "kind",
        "state",
        "subject",
        "member",
        "line",
        "asked_at",
        "done_by",
        "world",
    )
    list_filter = ("state", "kind", ("world", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("member__user", "line", "world")
    search_fields = ("receipt_number", "subject", "member__user__login", "line__code")
    # The databases do not agree where "not yet" stands.
    ordering = (F("done_at").asc(nulls_first=True), "asked_at", "pk")
    actions = ("take", "complete", "refuse")

    def has_complete_permission(self, request: HttpRequest) -> bool:
        """Who completes what members ask for."""
        return self.may(request, "contracts.complete_request")

    @admin.action(description=gettext_lazy("対応中にする"), permissions=["complete"])
    def take(self, request: HttpRequest, rows: QuerySet[DeskRequest]) -> None:
        """Say that somebody works on it."""
        for row in rows.select_related("world"):
            with clock.taken(row.world) as at:
                taken = services.take(request=row, at=at, by=actor_of(request))
            said = _("%sを対応中にしました") if taken else _("%sは、受付の状態ではありません")
            messages.info(request, said % row.receipt_number)

    @admin.action(description=gettext_lazy("依頼のとおり完了する"), permissions=["complete"])
    def complete(self, request: HttpRequest, rows: QuerySet[DeskRequest]) -> None:
        """Each in the time of its own world; what cannot be done stays open, and says why."""
        for row in rows.select_related("member__user", "world"):
            try:
                with clock.taken(row.world) as at:
                    services.complete(request=row, at=at, by=actor_of(request))
            except services.AlreadyEnded:
                messages.warning(request, _("%sは、すでに終わっています") % row.receipt_number)
            except services.CannotBeDone as why:
                told = {"number": row.receipt_number, "why": why}
                messages.warning(request, _("%(number)sは完了できません。%(why)s") % told)
            else:
                messages.success(request, _("%sを完了しました") % row.receipt_number)

    @admin.action(description=gettext_lazy("お受けできないと伝える…"), permissions=["complete"])
    def refuse(self, request: HttpRequest, rows: QuerySet[DeskRequest]) -> HttpResponse | None:
        """First ask for the reason the member reads; one without is asked for again."""
        sent = "confirmed" in request.POST
        again: dict[DeskRequest, RefusalForm | None] = {}
        for row in rows.select_related("member__user", "world"):
            form = RefusalForm(request.POST if sent else None, prefix=str(row.pk))
            if sent and form.is_valid():
                self._refuse_one(request, row, form.cleaned_data["note"])
            else:
                again[row] = form if queries.is_open(row) else None
        return self._ask(request, again) if again else None

    def _refuse_one(self, request: HttpRequest, row: DeskRequest, note: str) -> None:
        try:
            with clock.taken(row.world) as at:
                services.refuse(request=row, note=note, at=at, by=actor_of(request))
        except services.AlreadyEnded:
            messages.warning(request, _("%sは、すでに終わっています") % row.receipt_number)
        except services.CannotBeDone as why:
            told = {"number": row.receipt_number, "why": why}
            messages.warning(request, _("%(number)sは、まだ断れません。%(why)s") % told)
        else:
            messages.success(request, _("%sについて、会員に伝えました") % row.receipt_number)

    def _ask(
        self, request: HttpRequest, forms: dict[DeskRequest, RefusalForm | None]
    ) -> TemplateResponse:
        context: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "title": _("依頼をお受けできないとき"),
            "rows": [
                {"asked": row, "about": services.matters[row.kind].about(row), "form": form}
                for row, form in forms.items()
            ],
            "opts": self.model._meta,
        }
        return TemplateResponse(request, "admin/contracts/refuse_request.html", context)
