"""How bills were paid, or not: charges to cards, slips and invoices, debts, refunds."""

from django.contrib import admin, messages
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from billing import services
from billing.models import CardCharge, Dunning, Refund, Slip
from mioportal.plumbing import clock
from mioportal.plumbing.actor import actor_of
from mioportal.plumbing.desk import ReadOnlyAdmin

_BY_WORLD = ("world", admin.RelatedOnlyFieldListFilter)


@admin.register(CardCharge)
class CardChargeAdmin(ReadOnlyAdmin):
    """Every attempt to charge a bill to a card, and what its company said."""

    list_display = (
        *("asked_at", "key", "card", "yen", "said", "reason"),
        *("answered_at", "ask_again_on", "world"),
    )
    list_filter = ("said", "reason", _BY_WORLD)
    list_select_related = ("card", "world")
    search_fields = ("key", "bill__member__user__login")
    ordering = ("-asked_at", "-pk")
    fields = ("bill", "number", *list_display)
    readonly_fields = fields


@admin.register(Slip)
class SlipAdmin(ReadOnlyAdmin):
    """コンビニ払い用紙 and companies' invoices; what has come in is confirmed here."""

    list_display = (
        *("printed", "member", "kind", "yen", "state", "issued_on", "due_on"),
        *("paid_at", "confirm_on", "confirmed_on", "world"),
    )
    list_filter = ("kind", "state", _BY_WORLD)
    list_select_related = ("member__user", "world")
    search_fields = ("number", "member__user__login")
    ordering = ("-issued_on", "-pk")
    actions = ("confirm",)

    @admin.display(description=gettext_lazy("番号"), ordering="number")
    def printed(self, slip: Slip) -> str:
        """The number in groups."""
        return slip.printed

    @admin.display(description=gettext_lazy("金額"))
    def yen(self, slip: Slip) -> str:
        """What is to be paid with it."""
        return f"{slip.yen:,.0f}"

    def has_confirm_permission(self, request: HttpRequest) -> bool:
        """Who confirms what has come in."""
        return self.may(request, "billing.confirm_slip")

    @admin.action(
        description=gettext_lazy("入金を確認する（コンビニ払い・銀行振込）"),
        permissions=["confirm"],
    )
    def confirm(self, request: HttpRequest, rows: QuerySet[Slip]) -> None:
        """Each in the time of its own world."""
        for slip in rows.select_related("member__user", "world"):
            try:
                with clock.taken(slip.world) as at:
                    yen = services.confirm(slip=slip, at=at, by=actor_of(request))
            except services.AlreadyConfirmed:
                said = _("%sは、確認済みか、使えない用紙です")
                messages.warning(request, said % slip.printed)
            else:
                told = {"number": slip.printed, "yen": f"{yen:,.0f}"}
                messages.success(request, _("%(number)sの入金（%(yen)s円）を確認しました") % told)


@admin.register(Dunning)
class DunningAdmin(ReadOnlyAdmin):
    """Bills that were not paid, those that are open first; how far each is, and what is next."""

    list_display = (
        *("bill", "member", "yen", "status", "why", "failed_on", "step", "next_on"),
        *("due_on", "suspend_on", "ends_on", "cleared_at", "world"),
    )
    list_filter = ("step", "why", ("cleared_at", admin.EmptyFieldListFilter), _BY_WORLD)
    list_select_related = ("bill__member__user", "member__user", "world")
    search_fields = ("member__user__login",)
    # The databases do not agree where "not yet" stands.
    ordering = (F("cleared_at").asc(nulls_first=True), "failed_on", "pk")
    actions = ("charge_again",)

    @admin.display(description=gettext_lazy("金額"))
    def yen(self, debt: Dunning) -> str:
        """What is owed."""
        return f"{debt.bill.total_yen:,.0f}"

    @admin.display(description=gettext_lazy("状態"))
    def status(self, debt: Dunning) -> str:
        """ST-dunning in words."""
        return debt.status_label

    def has_charge_permission(self, request: HttpRequest) -> bool:
        """Who charges a card once more."""
        return self.may(request, "billing.charge_again")

    @admin.action(
        description=gettext_lazy("登録中のカードにもう一度請求する"), permissions=["charge"]
    )
    def charge_again(self, request: HttpRequest, rows: QuerySet[Dunning]) -> None:
        """Each in the time of its own world."""
        for debt in rows.select_related("bill__member__user", "bill__world", "world"):
            try:
                with clock.taken(debt.world) as at:
                    state = services.charge_again(bill=debt.bill, at=at, by=actor_of(request))
            except services.NotCharged:
                said = _("%sには、いまカードに請求できるものがありません")
                messages.warning(request, said % debt.bill.number)
            else:
                told = {"number": debt.bill.number, "state": state.label}
                messages.info(request, _("%(number)sは「%(state)s」になりました") % told)


@admin.register(Refund)
class RefundAdmin(ReadOnlyAdmin):
    """What was given back, and why."""

    list_display = ("refunded_at", "bill", "yen", "way", "reason", "world")
    list_filter = ("way", _BY_WORLD)
    list_select_related = ("bill__member__user", "world")
    search_fields = ("bill__member__user__login",)
    ordering = ("-refunded_at", "-pk")
