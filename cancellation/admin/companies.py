"""What companies ask for, at the corporate desk (F-COR-01): taken, papers asked for, done."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cancellation import services
from cancellation.forms import AskPapersForm, CallOffForm
from cancellation.models import CompanyRequest
from contracts.models import Line
from mioportal.plumbing import clock
from mioportal.plumbing.actor import actor_of
from mioportal.plumbing.desk import ReadOnlyAdmin
from mioportal.rules.corporate import CorporatePaper, CorporateRequestStatus


@admin.register(CompanyRequest)
class CompanyRequestAdmin(ReadOnlyAdmin):
    """Requests of companies, the oldest open one first."""

    list_display = (
        "receipt_number",
        "company",
        "person",
        "member",
        "state",
        "asked_at",
        "ends_on",
        "world",
    )
    list_filter = ("state", ("world", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("member__user", "world")
    search_fields = ("receipt_number", "company", "person", "member__user__login")
    ordering = (F("done_at").asc(nulls_first=True), "asked_at", "pk")
    actions = ("take", "ask_papers", "complete", "call_off")
    fields = (
        "receipt_number",
        "company",
        "person",
        "member",
        "which_lines",
        "reason",
        "state",
        "asked_at",
        "papers_asked",
        "pictures",
        "note",
        "ends_on",
        "done_at",
        "done_by",
    )

    @admin.display(description=gettext_lazy("解約する回線"))
    def which_lines(self, row: CompanyRequest) -> str:
        """All of them."""
        return "、".join(line.label for line in row.lines.order_by("code"))

    @admin.display(description=gettext_lazy("届いた書類"))
    def pictures(self, row: CompanyRequest) -> SafeString | str:
        """Each with the way to its picture, as long as that is kept."""
        if not row.is_open:
            return _("画像は消しました")
        links = (
            (
                reverse("cancellation:company_paper", args=[row.receipt_number, each.paper]),
                each.get_paper_display(),
            )
            for each in row.papers.order_by("paper")
        )
        return format_html_join("、", '<a href="{}">{}</a>', links) or "—"

    def has_handle_permission(self, request: HttpRequest) -> bool:
        """Who answers companies."""
        return self.may(request, "cancellation.handle_company")

    @admin.action(description=gettext_lazy("処理中にする"), permissions=["handle"])
    def take(self, request: HttpRequest, rows: QuerySet[CompanyRequest]) -> None:
        """Say that somebody works on it."""
        for row in rows.select_related("world"):
            with clock.taken(row.world) as at:
                taken = services.companies.take(request=row, at=at, by=actor_of(request))
            said = _("%sを処理中にしました") if taken else _("%sは、処理中か完了しています")
            messages.info(request, said % row.receipt_number)

    @admin.action(description=gettext_lazy("書類をお願いする…"), permissions=["handle"])
    def ask_papers(
        self, request: HttpRequest, rows: QuerySet[CompanyRequest]
    ) -> HttpResponse | None:
        """First ask which, and what is said to it."""
        sent = "confirmed" in request.POST
        form = AskPapersForm(request.POST if sent else None)
        if not sent or not form.is_valid():
            context: dict[str, Any] = {
                **self.admin_site.each_context(request),
                "title": _("法人に書類をお願いする"),
                "rows": rows,
                "form": form,
                "opts": self.model._meta,
            }
            return TemplateResponse(request, "admin/cancellation/ask_papers.html", context)
        for row in rows.select_related("member__user", "world"):
            self._ask_one(request, row, form)
        return None

    def _ask_one(self, request: HttpRequest, row: CompanyRequest, form: AskPapersForm) -> None:
        papers = [CorporatePaper(code) for code in form.cleaned_data["papers"]]
        try:
            with clock.taken(row.world) as at:
                services.companies.ask_papers(
                    request=row,
                    papers=papers,
                    note=form.cleaned_data["note"],
                    at=at,
                    by=actor_of(request),
                )
        except services.companies.Closed:
            messages.warning(request, _closed(row) % row.receipt_number)
        else:
            messages.success(request, _("%sについて、書類をお願いしました") % row.receipt_number)

    @admin.action(
        description=gettext_lazy("すべての回線を解約して完了する"), permissions=["handle"]
    )
    def complete(self, request: HttpRequest, rows: QuerySet[CompanyRequest]) -> None:
        """Each in the time of its own world, which decides the month (D-111)."""
        for row in rows.select_related("member__user", "member__standing", "world"):
            try:
                with clock.taken(row.world) as at:
                    done = services.companies.complete(request=row, at=at, by=actor_of(request))
            except services.NotAllowed:
                said = _("%sは完了できません。主回線だけを解約すると、副回線も終わります")
                messages.warning(request, said % row.receipt_number)
            else:
                said = _("%sを完了しました") if done else _closed(row)
                messages.success(request, said % row.receipt_number)

    @admin.action(
        description=gettext_lazy("申し込みか、その一部の回線を取り下げる…"), permissions=["handle"]
    )
    def call_off(
        self, request: HttpRequest, rows: QuerySet[CompanyRequest]
    ) -> HttpResponse | None:
        """First ask which lines; one request at a time."""
        if rows.count() != 1:
            messages.warning(request, _("1件だけ選んでください"))
            return None
        row = rows.select_related("member__user", "world").get()
        lines = list(row.lines.order_by("code"))
        sent = "confirmed" in request.POST
        names = [(line.code, line.label) for line in lines]
        form = CallOffForm(request.POST if sent else None, lines=names)
        if sent and form.is_valid():
            chosen = [line for line in lines if line.code in form.cleaned_data["off"]]
            self._call_off(request, row, chosen)
            return None
        context: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "title": _("法人の解約の申し込みの取り下げ"),
            "row": row,
            "form": form,
            "opts": self.model._meta,
        }
        return TemplateResponse(request, "admin/cancellation/call_off_company.html", context)

    def _call_off(self, request: HttpRequest, row: CompanyRequest, lines: list[Line]) -> None:
        try:
            with clock.taken(row.world) as at:
                off = services.companies.call_off(
                    request=row, lines=lines, at=at, by=actor_of(request)
                )
        except services.companies.Closed:
            messages.warning(request, _("%sは、完了しています") % row.receipt_number)
            return
        said = _("%sから、選んだ回線を取り下げました") if off else _("%sは、取り下げられています")
        messages.info(request, said % row.receipt_number)


def _closed(row: CompanyRequest) -> str:
    """Why nothing more is done about a request."""
    row.refresh_from_db()
    off = row.state == CorporateRequestStatus.CALLED_OFF
    return _("%sは、取り下げられています") if off else _("%sは、完了しています")
