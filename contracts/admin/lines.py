"""Lines and SIM cards at the desk."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contracts import services
from contracts.admin.by_phone import ByPhone
from contracts.models import Line, OptionPeriod, PlanPeriod, Sim
from mioportal.plumbing import clock
from mioportal.plumbing.actor import actor_of
from mioportal.plumbing.desk import ReadOnlyAdmin


class _Inline(admin.TabularInline):
    extra = 0
    can_delete = False

    def has_view_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """Part of the line."""
        return True

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """Nothing is added by hand."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """Nothing is changed by hand."""
        return False


class PlanInline(_Inline):
    """The plans a line was on."""

    model = PlanPeriod


class OptionInline(_Inline):
    """The options a line held."""

    model = OptionPeriod


@admin.register(Line)
class LineAdmin(ByPhone):
    """Every line, and how it leaves."""

    list_display = (
        "code",
        "phone_number",
        "member",
        "function",
        "medium",
        "leaving_by",
        "ends_on",
        "ended_at",
    )
    list_filter = ("function", "medium", "leaving_by", ("world", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("member__user", "world")
    search_fields = ("code", "phone_number", "member__user__login")
    ordering = ("code",)
    inlines = (PlanInline, OptionInline)


@admin.register(Sim)
class SimAdmin(ReadOnlyAdmin):
    """Cards that are out, on their way back, or here."""

    list_display = (
        "iccid",
        "line",
        "state",
        "return_opened_at",
        "fee_risk_from",
        "received_on",
    )
    list_filter = ("state", ("world", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("line", "world")
    search_fields = ("iccid", "line__code", "line__phone_number", "line__member__user__login")
    ordering = ("fee_risk_from", "iccid")
    actions = ("receive",)

    def has_receive_permission(self, request: HttpRequest) -> bool:
        """Who takes cards in."""
        return self.may(request, "contracts.receive_sim")

    @admin.action(
        description=gettext_lazy("返却されたSIMカードを受領する"), permissions=["receive"]
    )
    def receive(self, request: HttpRequest, sims: QuerySet[Sim]) -> None:
        """Each in the time of its own world."""
        for sim in sims.select_related("world", "line"):
            try:
                with clock.taken(sim.world) as at:
                    services.receive_sim(sim=sim, at=at, by=actor_of(request))
            except services.NotAwaited:
                messages.warning(request, _("%sは返却待ちではありません") % sim.iccid)
            else:
                messages.info(request, _("%sを受領しました") % sim.iccid)
