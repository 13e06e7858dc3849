"""Lines as the desk sees them that asks for a number: a company's, or on the telephone."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contracts.models import Line
from mioportal.plumbing import clock
from mioportal.plumbing.actor import actor_of
from mioportal.plumbing.desk import ReadOnlyAdmin
from mioportal.words import catalogue
from mnp import services
from mnp.models import PortDeskLine


@admin.register(PortDeskLine)
class PortDeskAdmin(ReadOnlyAdmin):
    """Ask for a number on the telephone, with the site's own hours and reasons."""

    list_display = ("code", "phone_number", "member", "number_live_through", "ends_on", "world")
    list_select_related = ("member__user", "world")
    list_filter = (("world", admin.RelatedOnlyFieldListFilter),)
    search_fields = ("code", "phone_number", "member__user__login", "member__family_name")
    ordering = ("code",)
    fields = ("code", "phone_number", "member", "function", "number_live_through", "ends_on")
    actions = ("ask",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[PortDeskLine]:
        """Only lines that have a number to take along."""
        return super().get_queryset(request).filter(function=Line.Function.VOICE)

    def has_handle_permission(self, request: HttpRequest) -> bool:
        """Who may handle requests for numbers."""
        return self.may(request, "mnp.handle_portrequest")

    @admin.action(
        description=gettext_lazy("電話でMNP予約番号の申し込みを受け付ける"), permissions=["handle"]
    )
    def ask(self, request: HttpRequest, rows: QuerySet[PortDeskLine]) -> None:
        """Each in its member's time; what stands in the way is told."""
        rows = rows.select_related("member__user", "member__standing", "world")
        for line in rows:
            try:
                with clock.taken(line.world) as at:
                    made = services.ask_by_desk(line=line, at=at, by=actor_of(request))
            except services.NotAllowed as refused:
                why = "、".join(str(catalogue.refusal(r).title) for r in refused.verdict.reasons)
                messages.warning(request, f"{line}: {why}")
            except services.NotOpenYet:
                messages.warning(request, _("%sは、まだ開通していません") % line)
            else:
                told = {
                    "line": line,
                    "receipt": made.receipt_number,
                    "state": made.get_state_display(),
                }
                said = _("%(line)sの申し込みを受け付けました（%(receipt)s・%(state)s）")
                messages.success(request, said % told)
