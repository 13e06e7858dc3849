"""Requests and numbers at the desk: the queue, and what only the desk may do (F-STF-06)."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mioportal.plumbing import clock
from mioportal.plumbing.actor import actor_of
from mioportal.plumbing.desk import ReadOnlyAdmin
from mioportal.words import catalogue
from mnp import services
from mnp.forms import REASON_LABELS, NoteForm
from mnp.models import PortRequest

_FIRST = Case(
    When(state__in=PortRequest.WAITING, then=Value(0)),
    default=Value(1),
    output_field=IntegerField(),
)
_RELATED = ("line__member__user", "line__member__standing", "line__world", "world")


@admin.register(PortRequest)
class PortRequestAdmin(ReadOnlyAdmin):
    """The queue in its order, then every number; the digits themselves are not shown here."""

    list_display = (
        "receipt_number",
        "state",
        "expires_on",
        "line",
        "mio_id",
        "kind",
        "requested_at",
        "due_at",
        "issued_at",
        "tail",
        "world",
    )
    list_filter = ("state", "kind", "channel", ("world", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("line__member__user", "world")
    search_fields = ("receipt_number", "line__code", "line__phone_number")
    ordering = (_FIRST, "requested_at", "pk")
    exclude = ("number", "shown", "remind_on", "reasons")
    readonly_fields = ("why",)
    actions = ("release", "find_fault", "again", "void", "call_off")

    @admin.display(description=gettext_lazy("会員のmioID"))
    def mio_id(self, row: PortRequest) -> str:
        """Whose line it is."""
        return row.line.member.mio_id

    @admin.display(description=gettext_lazy("番号の末尾"))
    def tail(self, row: PortRequest) -> str:
        """Enough to tell numbers apart."""
        return row.number_tail or "—"

    @admin.display(description=gettext_lazy("アンケートの理由"))
    def why(self, row: PortRequest) -> str:
        """The reasons given, in words."""
        return "、".join(str(REASON_LABELS[code]) for code in row.reasons) or "—"

    def has_handle_permission(self, request: HttpRequest) -> bool:
        """Who may handle requests for numbers."""
        return self.may(request, "mnp.handle_portrequest")

    @admin.action(
        description=gettext_lazy("保留を解いて、発行に進める…"), permissions=["handle"]
    )
    def release(self, request: HttpRequest, rows: QuerySet[PortRequest]) -> HttpResponse | None:
        """Whatever holds it: with a reason, which is kept (C-071)."""
        return self._with_note(request, rows, "release", _("保留を解く理由"), services.release)

    @admin.action(
        description=gettext_lazy("登録内容の不備で保留する…"), permissions=["handle"]
    )
    def find_fault(
        self, request: HttpRequest, rows: QuerySet[PortRequest]
    ) -> HttpResponse | None:
        """The member reads what is wrong."""
        title = _("登録内容の不備（会員が読みます）")
        return self._with_note(request, rows, "find_fault", title, services.find_fault)

    @admin.action(
        description=gettext_lazy("再発行する（回数の上限によらず）"), permissions=["handle"]
    )
    def again(self, request: HttpRequest, rows: QuerySet[PortRequest]) -> None:
        """For who has used up the site's own limits (C-066)."""
        desk = PortRequest.Channel.DESK

        def do(request: PortRequest, **more: Any) -> None:
            services.ask_again(of=request, channel=desk, **more)

        self._each(request, rows, do)

    @admin.action(
        description=gettext_lazy("番号を無効にする（漏えいなど）…"), permissions=["handle"]
    )
    def void(
        self, request: HttpRequest, rows: QuerySet[PortRequest]
    ) -> HttpResponse | None:
        """At once (C-072), and for good: asked about first."""
        if "confirmed" not in request.POST:
            context = {
                **self.admin_site.each_context(request),
                "title": _("番号を無効にする"),
                "rows": rows.select_related(*_RELATED).prefetch_related("orders"),
                "opts": self.model._meta,
            }
            return TemplateResponse(request, "admin/mnp/void_numbers.html", context)
        why = PortRequest.Why.DESK
        self._each(request, rows, lambda **more: services.void(why=why, **more))
        return None

    @admin.action(description=gettext_lazy("申し込みを取りやめる"), permissions=["handle"])
    def call_off(self, request: HttpRequest, rows: QuerySet[PortRequest]) -> None:
        """What waits still, as the member asked."""
        why = PortRequest.Why.DESK
        self._each(request, rows, lambda **more: services.call_off(why=why, **more))

    def _each(
        self, request: HttpRequest, rows: QuerySet[PortRequest], do: Callable[..., object]
    ) -> None:
        for row in rows.select_related(*_RELATED):
            self._one(request, row, do)

    def _one(
        self, request: HttpRequest, row: PortRequest, do: Callable[..., object], **more: Any
    ) -> None:
        number = row.receipt_number
        try:
            with clock.taken(row.world) as at:
                do(request=row, at=at, by=actor_of(request), **more)
        except services.NotAllowed as refused:
            why = "、".join(str(catalogue.refusal(r).title) for r in refused.verdict.reasons)
            messages.warning(request, f"{number}: {why}")
        except services.NotTheLatest as newer:
            latest = newer.latest.receipt_number
            messages.warning(
                request,
                _("%(number)sより新しい番号があります（%(latest)s）")
                % {"number": number, "latest": latest},
            )
        except services.NotLive:
            messages.warning(request, _("%sの番号は、もう使えません") % number)
        except services.NotWaiting:
            messages.warning(request, _("%sは、待っている申し込みではありません") % number)
        else:
            messages.success(request, _("%sを処理しました") % number)

    def _with_note(
        self,
        request: HttpRequest,
        rows: QuerySet[PortRequest],
        action: str,
        title: str,
        do: Callable[..., object],
    ) -> HttpResponse | None:
        """First ask why; one without a reason is asked for again."""
        sent = "confirmed" in request.POST
        again: dict[PortRequest, NoteForm] = {}
        for row in rows.select_related(*_RELATED):
            form = NoteForm(request.POST if sent else None, prefix=str(row.pk))
            if sent and form.is_valid():
                self._one(request, row, do, note=form.cleaned_data["note"])
            else:
                again[row] = form
        if not again:
            return None
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "rows": [{"row": row, "form": form} for row, form in again.items()],
            "action": action,
            "opts": self.model._meta,
        }
        return TemplateResponse(request, "admin/mnp/say_why.html", context)
