"""The operators' side at the desk: for who plays the other company (F-MNO-16)."""

from collections.abc import Callable

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mioportal.outside.clearing import services
from mioportal.outside.clearing.forms import WORDS
from mioportal.outside.clearing.models import OperatorOrder
from mioportal.plumbing import clock
from mioportal.plumbing.actor import actor_of
from mioportal.plumbing.desk import ReadOnlyAdmin
from mioportal.plumbing.gateways import NumberNotReleased


@admin.register(OperatorOrder)
class OperatorOrderAdmin(ReadOnlyAdmin):
    """Orders at other operators: opened, failed or taken back from here."""

    list_display = (
        "operator",
        "phone_number",
        "is_one_stop",
        "state",
        "made_at",
        "ended_at",
        "world",
    )
    list_filter = ("state", "operator", ("world", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("world",)
    search_fields = ("phone_number",)
    ordering = ("-pk",)
    exclude = ("reference",)
    actions = ("open", "fail", "cancel")

    def has_play_permission(self, request: HttpRequest) -> bool:
        """Who may play the other company."""
        return self.may(request, "outside.play_operator")

    @admin.action(description=gettext_lazy("転出先で開通する"), permissions=["play"])
    def open(self, request: HttpRequest, rows: QuerySet[OperatorOrder]) -> None:
        """The number works over there: the line ends here."""
        self._each(request, rows, services.open_order)

    @admin.action(description=gettext_lazy("転出先で開通できなかった"), permissions=["play"])
    def fail(self, request: HttpRequest, rows: QuerySet[OperatorOrder]) -> None:
        """It did not work over there."""
        note = _("回線の切り替えができませんでした")
        self._each(request, rows, lambda **more: services.fail_order(note=note, **more))

    @admin.action(description=gettext_lazy("転出先で取りやめた"), permissions=["play"])
    def cancel(self, request: HttpRequest, rows: QuerySet[OperatorOrder]) -> None:
        """It was taken back over there."""
        self._each(request, rows, services.cancel_order)

    def _each(
        self, request: HttpRequest, rows: QuerySet[OperatorOrder], do: Callable[..., bool]
    ) -> None:
        for row in rows.select_related("world"):
            if row.world is None:
                messages.warning(request, _("%sは、会員の同意がまだありません") % row)
                continue
            try:
                with clock.taken(row.world) as at:
                    do(order=row, at=at, by=actor_of(request))
            except NumberNotReleased as why:
                messages.warning(request, f"{row}: {WORDS[why.why]}")
            except services.NotNow:
                messages.warning(request, _("%sは、すでに終わっています") % row)
            else:
                messages.success(request, _("%sを処理しました") % row)
