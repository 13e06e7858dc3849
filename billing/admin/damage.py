"""The batch of fees for cards that did not come back: nothing is charged that is not approved."""

from django.contrib import admin, messages
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from billing import services
from billing.models import SimFee
from contracts import services as contracts
from mioportal.plumbing import clock
from mioportal.plumbing.actor import actor_of
from mioportal.plumbing.desk import ReadOnlyAdmin
from mioportal.words import catalogue


@admin.register(SimFee)
class SimFeeAdmin(ReadOnlyAdmin):
    """Cards whose fee was put before staff, those that wait first (F-STF-07)."""

    list_display = (
        *("iccid", "state", "fee_risk_from", "line", "mio_id", "reminders_sent"),
        *("posted_by", "tracking_number", "lost_at", "case_opened_at", "charged_at"),
    )
    list_filter = ("state", ("world", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("line__member__user", "world")
    search_fields = ("iccid", "line__code", "line__phone_number", "line__member__user__login")
    ordering = (F("charged_at").asc(nulls_first=True), "case_opened_at", "pk")
    actions = ("approve", "give_back")

    @admin.display(description=gettext_lazy("会員のmioID"))
    def mio_id(self, row: SimFee) -> str:
        """Whose card it is."""
        return row.line.member.mio_id

    def has_approve_permission(self, request: HttpRequest) -> bool:
        """Who approves a fee, and gives one back."""
        return self.may(request, "billing.charge_damage")

    @admin.action(
        description=gettext_lazy("SIM損害金の請求を承認する"), permissions=["approve"]
    )
    def approve(self, request: HttpRequest, rows: QuerySet[SimFee]) -> None:
        """Each in the time of its own world; the member is told by mail."""
        for sim in rows.select_related("line__member__user", "line__world", "world"):
            try:
                with clock.taken(sim.world) as at:
                    charge = services.charge_damage(sim=sim, at=at, by=actor_of(request))
            except contracts.NotChargeable as refused:
                reasons = [str(catalogue.refusal(why).title) for why in refused.verdict.reasons]
                why = "、".join(reasons) or _("すでに請求しています")
                told = {"card": sim.iccid, "why": why}
                messages.warning(request, _("%(card)sは請求していません。%(why)s") % told)
            else:
                told = {"card": sim.iccid, "yen": f"{charge.amount_yen:,.0f}"}
                messages.success(request, _("%(card)sの損害金（%(yen)s円）を請求します") % told)

    @admin.action(
        description=gettext_lazy("誤って請求した損害金を取りやめる"), permissions=["approve"]
    )
    def give_back(self, request: HttpRequest, rows: QuerySet[SimFee]) -> None:
        """Taken off the coming bill, or paid back where it has been paid."""
        for sim in rows.select_related("line__member__user", "line__member__world", "world"):
            try:
                with clock.taken(sim.world) as at:
                    services.give_back_damage(sim=sim, at=at, by=actor_of(request))
            except contracts.NotAwaited:
                messages.warning(request, _("%sには、損害金を請求していません") % sim.iccid)
            except services.NotPaidYet:
                said = _("%sの損害金は、請求のお支払いが済んでから返金できます")
                messages.warning(request, said % sim.iccid)
            else:
                messages.success(request, _("%sの損害金を取りやめました") % sim.iccid)
