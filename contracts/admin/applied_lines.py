"""Lines that were applied for, at the desk that posts, opens and calls them off."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contracts import services
from contracts.forms import RefusalForm
from contracts.models import AppliedLine, ContractNotice
from mioportal.plumbing import clock
from mioportal.plumbing.actor import actor_of
from mioportal.plumbing.desk import ReadOnlyAdmin
from mioportal.plumbing.switching import NumberRefused

_OVER = (AppliedLine.State.OPENED, AppliedLine.State.ENDED)


@admin.register(AppliedLine)
class AppliedLineAdmin(ReadOnlyAdmin):
    """Every line of an application that was handed in; what waits for the desk stands first."""

    world_field = "application__world"
    list_display = (
        "number",
        "position",
        "state",
        "application_state",
        "member",
        "function",
        "medium",
        "number_from",
        "mnp_expires_on",
        "bought",
        "sent_at",
        "opened_at",
    )
    list_filter = (
        "state",
        "medium",
        "number_from",
        "application__state",
        ("application__world", admin.RelatedOnlyFieldListFilter),
    )
    list_select_related = ("application__member__user", "application__world", "line")
    search_fields = (
        "application__number",
        "application__member__user__login",
        "line__code",
        "iccid",
        "tracking_number",
    )
    # The databases do not agree where "not yet" stands.
    ordering = (
        F("opened_at").asc(nulls_first=True),
        F("application__submitted_at").asc(nulls_last=True),
        "application",
        "position",
    )
    actions = ("send", "open", "call_off")
    exclude = ("code", "mnp_number")

    def get_queryset(self, request: HttpRequest) -> QuerySet[AppliedLine]:
        """Drafts are their members' alone."""
        rows: QuerySet[AppliedLine] = super().get_queryset(request)
        return rows.exclude(application__submitted_at=None)

    @admin.display(description=gettext_lazy("受付番号"), ordering="application__number")
    def number(self, row: AppliedLine) -> str:
        """The receipt number of its application."""
        return row.application.number

    @admin.display(description=gettext_lazy("お申し込みの状況"))
    def application_state(self, row: AppliedLine) -> str:
        """Where the whole application stands."""
        return str(row.application.get_state_display())

    @admin.display(description=gettext_lazy("会員"))
    def member(self, row: AppliedLine) -> str:
        """Who applied."""
        return str(row.application.member)

    @admin.display(description=gettext_lazy("購入する端末"), ordering="device_code")
    def bought(self, row: AppliedLine) -> str:
        """The device that comes with the line, and is posted with its card."""
        return row.buys.name if row.buys else ""

    def has_handle_permission(self, request: HttpRequest) -> bool:
        """Who takes applications on."""
        return self.may(request, "contracts.handle_application")

    @admin.action(description=gettext_lazy("SIMカードを発送する"), permissions=["handle"])
    def send(self, request: HttpRequest, rows: QuerySet[AppliedLine]) -> None:
        """Each in the time of its own world."""
        for row in rows.select_related("application__member__user", "application__world"):
            try:
                with clock.taken(row.application.world) as at:
                    sent = services.send_card(applied=row, at=at, by=actor_of(request))
            except services.NotNow:
                messages.warning(request, _("%sは、発送を待つSIMカードではありません") % row)
            else:
                said = _("%(line)sを発送しました（製造番号 %(iccid)s、配送 %(tracking)s）")
                told = {
                    "line": row,
                    "iccid": sent.iccid,
                    "tracking": sent.tracking_number,
                }
                messages.success(request, said % told)

    @admin.action(description=gettext_lazy("回線を開通する"), permissions=["handle"])
    def open(self, request: HttpRequest, rows: QuerySet[AppliedLine]) -> None:
        """A card that is there early, or a number whose member asks on the telephone."""
        for row in rows.select_related("application__member__user", "application__world"):
            try:
                with clock.taken(row.application.world) as at:
                    line = services.open_applied(applied=row, at=at, by=actor_of(request))
            except services.NotNow:
                messages.warning(request, _("%sは、開通できる状態ではありません") % row)
            except services.NumberLapsed:
                messages.warning(request, _("%sは、MNP予約番号の有効期限が過ぎています") % row)
            except NumberRefused:
                messages.warning(
                    request, _("%sの電話番号は、転入元の事業者が引き渡しませんでした") % row
                )
            else:
                told = {"line": row, "code": line.label}
                messages.success(request, _("%(line)sを%(code)sとして開通しました") % told)

    @admin.action(description=gettext_lazy("取り消す…"), permissions=["handle"])
    def call_off(
        self, request: HttpRequest, rows: QuerySet[AppliedLine]
    ) -> HttpResponse | None:
        """First ask for the reason the member reads; one without is asked for again."""
        sent = "confirmed" in request.POST
        again: dict[AppliedLine, RefusalForm | None] = {}
        for row in rows.select_related("application__member__user", "application__world"):
            form = RefusalForm(request.POST if sent else None, prefix=str(row.pk))
            if sent and form.is_valid():
                self._call_off_one(request, row, form.cleaned_data["note"])
            else:
                again[row] = form if row.state not in _OVER else None
        return self._ask(request, again) if again else None

    def _call_off_one(self, request: HttpRequest, row: AppliedLine, why: str) -> None:
        try:
            with clock.taken(row.application.world) as at:
                services.call_off(applied=row, why=why, at=at, by=actor_of(request))
        except services.NotNow:
            messages.warning(request, _("%sは、すでに開通しているか、終わっています") % row)
        else:
            messages.success(request, _("%sを取り消しました") % row)

    def _ask(
        self, request: HttpRequest, rows: dict[AppliedLine, RefusalForm | None]
    ) -> TemplateResponse:
        context: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "title": _("お申し込みの取り消し"),
            "rows": [{"applied": row, "form": form} for row, form in rows.items()],
            "opts": self.model._meta,
        }
        return TemplateResponse(request, "admin/contracts/call_off_application.html", context)


@admin.register(ContractNotice)
class ContractNoticeAdmin(ReadOnlyAdmin):
    """What each line was contracted as, and until when its contract may be undone."""

    list_display = ("number", "line", "received_at", "undo_through", "world")
    list_filter = ("undo_through", ("world", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("line__member__user", "world")
    search_fields = ("number", "line__code", "line__phone_number", "line__member__user__login")
    ordering = ("-received_at", "-pk")
