"""Contracts that were undone, and the letters that undo one (F-APP-14)."""

from datetime import date
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cancellation import queries, services
from cancellation.forms import LetterForm
from cancellation.models import InitialCancellation, PhoneDeskLine
from contracts.queries import notice_of
from mioportal.plumbing import clock
from mioportal.plumbing.actor import actor_of
from mioportal.plumbing.desk import ReadOnlyAdmin
from mioportal.words import catalogue


@admin.register(InitialCancellation)
class InitialCancellationAdmin(ReadOnlyAdmin):
    """Every contract that was undone, the newest first."""

    list_display = ("receipt_number", "line", "mio_id", "way", "sent_on", "accepted_at", "total")
    list_filter = ("way", ("world", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("line__member__user", "world")
    search_fields = ("receipt_number", "line__code", "line__phone_number")
    ordering = ("-accepted_at", "-pk")
    fields = ("receipt_number", "line", "mio_id", "way", "sent_on", "accepted_at", "total")

    @admin.display(description=gettext_lazy("会員のmioID"))
    def mio_id(self, row: InitialCancellation) -> str:
        """Whose line it was."""
        return row.line.member.mio_id

    @admin.display(description=gettext_lazy("同意のときに見せた合計（円）"))
    def total(self, row: InitialCancellation) -> str:
        """What stays to be paid."""
        return str(row.shown.get("total", "—"))


class ByLetter(ReadOnlyAdmin):
    """Undo a contract whose letter has come."""

    def has_undo_permission(self, request: HttpRequest) -> bool:
        """Who takes letters in."""
        return self.may(request, "cancellation.undo_by_letter")

    @admin.action(
        description=gettext_lazy("書面の初期契約解除を受け付ける…"), permissions=["undo"]
    )
    def undo(self, request: HttpRequest, lines: QuerySet[PhoneDeskLine]) -> HttpResponse | None:
        """First show what stays to be paid, and ask when the letter was posted."""
        if lines.count() != 1:
            messages.warning(request, _("回線を1件だけ選んでください"))
            return None
        line = lines.select_related("member__user", "member__standing", "world").get()
        today = clock.moment_of(line.world).date()
        sent = "confirmed" in request.POST
        form = LetterForm(request.POST if sent else None, today=today)
        if not sent or not form.is_valid():
            return self._page(request, line, form)
        return self._undo(request, line, form, form.cleaned_data["sent_on"])

    def _undo(
        self, request: HttpRequest, line: PhoneDeskLine, form: LetterForm, sent_on: date
    ) -> HttpResponse | None:
        try:
            with clock.taken(line.world) as at:
                made = services.undo(
                    line=line,
                    shown=request.POST.get("shown", ""),
                    at=at,
                    by=actor_of(request),
                    letter_sent_on=sent_on,
                )
        except services.NotUndone as refused:
            reasons = [catalogue.refusal(reason) for reason in refused.verdict.reasons]
            return self._page(request, line, form, reasons)
        except services.ShownHasChanged:
            messages.warning(request, _("請求するものが変わりました。もう一度確かめてください"))
            return self._page(request, line, form)
        said = _("%(line)sの初期契約解除を受け付けました（受付番号 %(number)s）")
        messages.success(request, said % {"line": line, "number": made.receipt_number})
        return None

    def _page(
        self,
        request: HttpRequest,
        line: PhoneDeskLine,
        form: LetterForm,
        reasons: list[Any] | None = None,
    ) -> TemplateResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": _("書面の初期契約解除"),
            "line": line,
            "notice": notice_of(line),
            "now": queries.undoing(line, clock.moment_of(line.world)),
            "form": form,
            "reasons": reasons or [],
            "opts": self.model._meta,
        }
        return TemplateResponse(request, "admin/cancellation/undo_by_letter.html", context)
