"""Devices, their ledgers and payments at the desk (F-STF-09)."""

from decimal import Decimal

from django.contrib import admin, messages
from django.db.models import Q, QuerySet, Sum
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contracts import services
from contracts.admin.lines import _Inline
from contracts.models import Device, Payment
from mioportal.plumbing import clock
from mioportal.plumbing.actor import actor_of
from mioportal.plumbing.desk import ReadOnlyAdmin


class PaymentInline(_Inline):
    """The ledger of a device."""

    model = Payment
    exclude = ("world",)
    ordering = ("number",)


@admin.register(Device)
class DeviceAdmin(ReadOnlyAdmin):
    """Every device, what is left of it, and what was chosen for it."""

    list_display = (
        "code",
        "name",
        "member",
        "line",
        "kind",
        "total_yen",
        "left",
        "choice",
        "paid_off_on",
    )
    list_filter = ("kind", "choice", ("world", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("member__user", "line", "world")
    search_fields = ("code", "name", "line__code", "line__phone_number", "member__user__login")
    ordering = ("-bought_on", "code")
    inlines = (PaymentInline,)
    actions = ("repay",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Device]:
        """With what is left of each."""
        left = Sum("payments__yen", filter=Q(payments__paid_on=None))
        return super().get_queryset(request).annotate(left=left)

    @admin.display(description=gettext_lazy("残債（円）"), ordering="left")
    def left(self, device: Device) -> Decimal:
        """What is still to be paid."""
        return device.left or Decimal(0)  # type: ignore[attr-defined]

    def has_repay_permission(self, request: HttpRequest) -> bool:
        """Who takes early repayments."""
        return self.may(request, "contracts.repay_early")

    @admin.action(
        description=gettext_lazy("電話での繰り上げ返済を受け付ける（次の請求で一括）"),
        permissions=["repay"],
    )
    def repay(self, request: HttpRequest, devices: QuerySet[Device]) -> None:
        """Each in the time of its own world."""
        for device in devices.select_related("member__user", "world"):
            try:
                with clock.taken(device.world) as at:
                    yen = services.repay_early(device=device, at=at, by=actor_of(request))
            except services.NothingLeft:
                messages.warning(request, _("%sに、まとめて支払う分はありません") % device.code)
            else:
                said = _("%(code)sの残り%(yen)s円を、今月の請求に載せました")
                messages.success(request, said % {"code": device.code, "yen": f"{yen:,.0f}"})


@admin.register(Payment)
class PaymentAdmin(ReadOnlyAdmin):
    """Payments of all devices, by the month whose bill holds them."""

    list_display = ("device", "number", "month", "yen", "paid_on", "way", "world")
    list_filter = ("way", "month", ("world", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("device", "world")
    search_fields = ("device__code", "device__member__user__login")
    date_hierarchy = "month"
    ordering = ("-month", "device", "number")
