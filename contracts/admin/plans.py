"""Booked plan changes at the desk (F-CON-08)."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contracts import services
from contracts.models import PlanChange
from mioportal.plumbing import clock
from mioportal.plumbing.actor import actor_of
from mioportal.plumbing.desk import ReadOnlyAdmin
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
        """Whoever completes what members ask for takes a booking back on the telephone."""
        return self.may(request, "contracts.complete_request")

    @admin.action(description=gettext_lazy("予約を取り消す"), permissions=["withdraw"])
    def withdraw(self, request: HttpRequest, rows: QuerySet[PlanChange]) -> None:
        """Each in the time of its own world; what is too late says why."""
        for row in rows.select_related("line__member__user", "world"):
            try:
                with clock.taken(row.world) as at:
                    back = services.withdraw_plan_change(change=row, at=at, by=actor_of(request))
            except services.TooLateToWithdraw as late:
                why = "、".join(str(catalogue.refusal(reason).title) for reason in late.reasons)
                told = {"number": row.receipt_number, "why": why}
                messages.warning(request, _("%(number)sは取り消せません。%(why)s") % told)
            else:
                said = _("%sの予約を取り消しました") if back else _("%sは、予約中ではありません")
                messages.info(request, said % row.receipt_number)
