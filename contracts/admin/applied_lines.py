"""Lines that were applied for, at the desk that posts, opens and calls them off."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Case, QuerySet, When
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contracts import services
from contracts.forms import RefusalForm
from contracts.models import AppliedLine, ContractNotice, Line
from contracts.services.applied import APPROVED
from mioportal.plumbing import clock
from mioportal.plumbing.actor import actor_of
from mioportal.plumbing.desk import ReadOnlyAdmin
from mioportal.plumbing.switching import NumberRefused
from mioportal.rules import options, plans

_LAPSED = gettext_lazy(
    "%sは、MNP予約番号の有効期限が過ぎています。会員が新しい予約番号を入力すると、進められます"
)
_OVER = (AppliedLine.State.OPENED, AppliedLine.State.ENDED)
# What waits for the desk, what waits for others, and what is over.
_TURN = Case(
    When(
        state=AppliedLine.State.APPLIED,
        medium=Line.Medium.SIM,
        number_lapsed_at=None,
        application__state__in=[state.value for state in APPROVED],
        then=0,
    ),
    When(state__in=_OVER, then=2),
    default=1,
)


class _OfApplication(admin.ChoicesFieldListFilter):
    """Beside the state of a line, that of its application, called so."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = _("お申し込みの状況")


@admin.register(AppliedLine)
class AppliedLineAdmin(ReadOnlyAdmin):
    """Every line of an application that was handed in; what waits for the desk stands first."""

    world_field = "application__world"
    # What the desk looks for stands to the left, where a narrow window still shows it.
    list_display = (
        "number",
        "todo",
        "kind",
        "member",
        "state",
        "application_state",
        "mnp_expires_on",
        "bought",
        "number_from",
        "sent_at",
        "opened_at",
    )
    list_filter = (
        "state",
        "medium",
        "number_from",
        ("application__state", _OfApplication),
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
    ordering = (_TURN.asc(), "application__submitted_at", "application", "position")
    actions = ("send", "open", "call_off")
    fields = (
        *("application", "position", "todo", "state", "function", "medium", "network"),
        *("plan", "chosen", "device", "device_name", "bought"),
        *("user_family_name", "user_given_name", "user_family_kana", "user_given_kana"),
        *("user_birth_date", "number_from", "brought_number", "mnp_expires_on", "donor"),
        *("donor_family_kana", "donor_given_kana", "donor_birth_date", "line", "iccid"),
        *("phone_number", "number_lapsed_at", "tracking_number", "sent_at", "received_at"),
        *("opened_at", "ended_at"),
    )
    readonly_fields = ("todo", "plan", "chosen", "bought")

    def get_queryset(self, request: HttpRequest) -> QuerySet[AppliedLine]:
        """Drafts are their members' alone."""
        rows: QuerySet[AppliedLine] = super().get_queryset(request)
        return rows.exclude(application__submitted_at=None)

    @admin.display(description=gettext_lazy("受付番号"), ordering="application__number")
    def number(self, row: AppliedLine) -> str:
        """The receipt number of its application, and which of its lines it is."""
        return str(row)

    @admin.display(description=gettext_lazy("次に行うこと"))
    def todo(self, row: AppliedLine) -> str:
        """Whose turn it is, and what for; nothing once a line is open or called off."""
        if row.state in _OVER:
            return ""
        if row.has_lapsed(clock.moment_of(row.application.world).date()):
            return _("新しい予約番号を待つ")
        if row.state == AppliedLine.State.APPLIED:
            is_approved = row.application.state in APPROVED
            return _("SIMカードを発送する") if is_approved else _("本人確認を待つ")
        is_sent = row.state == AppliedLine.State.SENT
        return _("SIMカードの到着を待つ") if is_sent else _("会員の操作を待つ")

    @admin.display(description=gettext_lazy("機能・タイプ"), ordering="function")
    def kind(self, row: AppliedLine) -> str:
        """What it can do, on a card or without."""
        return row.type_label

    @admin.display(description=gettext_lazy("料金プラン"))
    def plan(self, row: AppliedLine) -> str:
        """The plan by its name."""
        return plans.plan(row.plan_code).label

    @admin.display(description=gettext_lazy("オプション"))
    def chosen(self, row: AppliedLine) -> str:
        """The options by their names."""
        return _("、").join(options.option(code).label for code in row.option_codes)

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
                said = _("%(line)sは、発送を待つSIMカードではありません（%(stands)s）")
                messages.warning(request, said % {"line": row, "stands": _stands(row)})
            except services.NumberLapsed:
                messages.warning(request, _LAPSED % row)
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
                said = _("%(line)sは、開通できる状態ではありません（%(stands)s）")
                messages.warning(request, said % {"line": row, "stands": _stands(row)})
            except services.NumberLapsed:
                messages.warning(request, _LAPSED % row)
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


def _stands(row: AppliedLine) -> str:
    """How a line stands, read anew."""
    row.refresh_from_db(fields=["state"])
    row.application.refresh_from_db(fields=["state"])
    told = {
        "kind": row.type_label,
        "line": row.get_state_display(),
        "application": row.application.get_state_display(),
    }
    return _("%(kind)s、回線は「%(line)s」、お申し込みは「%(application)s」") % told


@admin.register(ContractNotice)
class ContractNoticeAdmin(ReadOnlyAdmin):
    """What each line was contracted as, and until when its contract may be undone."""

    list_display = ("number", "line", "received_at", "undo_through", "world")
    list_filter = ("undo_through", ("world", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("line__member__user", "world")
    search_fields = ("number", "line__code", "line__phone_number", "line__member__user__login")
    ordering = ("-received_at", "-pk")
