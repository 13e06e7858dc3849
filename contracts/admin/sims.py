"""SIM cards at the desk: taken in, and let go (F-STF-07)."""

from django.contrib import admin, messages
from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contracts import services
from contracts.forms import WaiverForm
from contracts.models import Sim
from mioportal.plumbing import clock
from mioportal.plumbing.actor import actor_of
from mioportal.plumbing.desk import ReadOnlyAdmin
from mioportal.rules.sim_return import WaiverReason

_FIRST = Case(
    When(state__in=Sim.OUT, then=Value(0)), default=Value(1), output_field=IntegerField()
)


class _Lost(admin.SimpleListFilter):
    """Cards that their members say are lost."""

    title = gettext_lazy("紛失の届出")
    parameter_name = "lost"

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, str]]:
        """Only those that were told of."""
        return [("yes", _("あり"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Sim]) -> QuerySet[Sim]:
        """Cards with a notice of loss."""
        return queryset.filter(lost_at__isnull=False) if self.value() == "yes" else queryset


@admin.register(Sim)
class SimAdmin(ReadOnlyAdmin):
    """Cards that are to come back first, the most pressing of them on top; then all others.

    A scanned card is found by its number.
    """

    list_display = (
        *("iccid", "state", "fee_risk_from", "line", "reminders_sent", "return_opened_at"),
        *("posted_by", "tracking_number", "posted_on", "lost_at", "received_on"),
    )
    list_filter = ("state", _Lost, ("world", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("line", "world")
    search_fields = (
        *("iccid", "tracking_number", "line__code", "line__phone_number"),
        "line__member__user__login",
    )
    ordering = (_FIRST, "fee_risk_from", "iccid")
    actions = ("receive", "waive")

    def has_receive_permission(self, request: HttpRequest) -> bool:
        """Who takes cards in."""
        return self.may(request, "contracts.receive_sim")

    def has_waive_permission(self, request: HttpRequest) -> bool:
        """Who lets a fee go."""
        return self.may(request, "contracts.waive_sim")

    @admin.action(
        description=gettext_lazy("返却されたSIMカードを受領する"), permissions=["receive"]
    )
    def receive(self, request: HttpRequest, sims: QuerySet[Sim]) -> None:
        """Each in the time of its own world."""
        for sim in sims.select_related("world", "line__member"):
            try:
                with clock.taken(sim.world) as at:
                    services.receive_sim(sim=sim, at=at, by=actor_of(request))
            except services.NotAwaited:
                messages.warning(request, _("%sは返却待ちではありません") % sim.iccid)
            else:
                messages.info(request, _("%sを受領しました") % sim.iccid)

    @admin.action(description=gettext_lazy("SIM損害金を免除する…"), permissions=["waive"])
    def waive(self, request: HttpRequest, sims: QuerySet[Sim]) -> HttpResponse | None:
        """First ask why, once for all that were chosen."""
        sent = "confirmed" in request.POST
        form = WaiverForm(request.POST if sent else None)
        if not sent or not form.is_valid():
            context = {
                **self.admin_site.each_context(request),
                "title": _("SIM損害金の免除"),
                "sims": sims.select_related("line__member__user"),
                "form": form,
                "opts": self.model._meta,
            }
            return TemplateResponse(request, "admin/contracts/waive_sims.html", context)
        why = WaiverReason(form.cleaned_data["why"])
        for sim in sims.select_related("world", "line__member"):
            try:
                with clock.taken(sim.world) as at:
                    services.waive_sim(sim=sim, why=why, at=at, by=actor_of(request))
            except services.NotAwaited:
                messages.warning(request, _("%sは返却待ちではありません") % sim.iccid)
            else:
                messages.success(request, _("%sの損害金を免除しました") % sim.iccid)
        return None
