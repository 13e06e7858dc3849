"""Booked plan changes at the desk (F-CON-08)."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contracts import queries, services
from contracts.models import PlanChange
from mioportal.plumbing import clock
from mioportal.plumbing.actor import actor_of
from mioportal.plumbing.desk import ReadOnlyAdmin
from mioportal.rules import plans
from mioportal.rules.dates import day_in_japan
from mioportal.rules.plan_change import may_withdraw
from mioportal.words import catalogue


@admin.register(PlanChange)
class PlanChangeAdmin(ReadOnlyAdmin):
    """Every plan change, the newest first; one that is ahead can be taken back."""

    list_display = (
        "receipt_number",
        "line",
        "from_plan",
        "to_plan",
        "state",
        "booked_at",
        "takes_effect_on",
        "ended_at",
        "world",
    )
    list_filter = ("state", "to_plan", ("world", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("line", "world")
    search_fields = (
        "receipt_number",
        "line__code",
        "line__phone_number",
        "line__member__user__login",
    )
    ordering = ("-booked_at", "-pk")
    actions = ("withdraw",)

    def has_withdraw_permission(self, request: HttpRequest) -> bool:
        """Who takes bookings back on the telephone."""
        return self.may(request, "contracts.change_planchange")

    @admin.action(
        description=gettext_lazy("電話で予約を取り消す…"), permissions=["withdraw"]
    )
    def withdraw(
        self, request: HttpRequest, rows: QuerySet[PlanChange]
    ) -> TemplateResponse | None:
        """First read out what goes on as it is, then take it back; what is too late says why."""
        changes = rows.select_related("line__member__user", "world")
        if "confirmed" not in request.POST:
            return self._ask(request, changes)
        for change in changes:
            self._withdraw(request, change)
        return None

    def _withdraw(self, request: HttpRequest, change: PlanChange) -> None:
        try:
            with clock.taken(change.world) as at:
                back = services.withdraw_plan_change(change=change, at=at, by=actor_of(request))
        except services.TooLateToWithdraw as late:
            why = "、".join(str(catalogue.refusal(reason).title) for reason in late.reasons)
            told = {"number": change.receipt_number, "why": why}
            messages.warning(request, _("%(number)sは取り消せません。%(why)s") % told)
        else:
            said = _("%sの予約を取り消しました") if back else _("%sは、予約中ではありません")
            messages.info(request, said % change.receipt_number)

    def _ask(self, request: HttpRequest, changes: QuerySet[PlanChange]) -> TemplateResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": _("プラン変更の予約の取り消し"),
            "rows": [_read_out(change) for change in changes],
            "opts": self.model._meta,
        }
        return TemplateResponse(request, "admin/contracts/withdraw_plans.html", context)


def _read_out(change: PlanChange) -> dict[str, Any]:
    """What goes on as it is once the booking is taken back; or why it cannot be."""
    line, on = change.line, change.takes_effect_on
    today = day_in_japan(clock.moment_of(change.world))
    state = queries.state_of(change, today)
    why = [str(catalogue.refusal(each).title) for each in may_withdraw(on, today).reasons]
    if state != PlanChange.State.BOOKED:
        why = [_("予約中ではありません（%s）") % state.label]
    return {
        "change": change,
        "before": plans.plan(change.from_plan),
        "before_yen": plans.monthly_fee(change.from_plan, line.function, line.medium, on),
        "after": plans.plan(change.to_plan),
        "after_yen": plans.monthly_fee(change.to_plan, line.function, line.medium, on),
        "shared": [each for each in queries.sharing(line, on) if each.pk != line.pk],
        "why": why,
    }
