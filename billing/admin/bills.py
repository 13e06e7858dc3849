"""Bills at the desk, each with its items."""

from decimal import Decimal
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from billing import queries, services
from billing.forms import RefundForm
from billing.models import Bill, BillItem, PostedCharge
from billing.views.files import as_pdf
from mioportal.plumbing import clock
from mioportal.plumbing.actor import actor_of
from mioportal.plumbing.codes import secret_code
from mioportal.plumbing.desk import ReadOnlyAdmin
from mioportal.rules.charges import ChargeKind
from mioportal.words import charges


class _Items(admin.TabularInline):
    model = BillItem
    fields = readonly_fields = (
        *("line", "item", "quantity", "amount_yen", "percent"),
    )
    extra = 0
    can_delete = False
    ordering = queries.AS_ON_A_BILL

    def get_queryset(self, request: HttpRequest) -> QuerySet[BillItem]:
        """With the names of lines and devices at hand."""
        rows: QuerySet[BillItem] = super().get_queryset(request)
        return queries.named(rows)

    @admin.display(description=gettext_lazy("項目"))
    def item(self, row: BillItem) -> str:
        """The words of the member's own page."""
        return queries.item_words(row)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A bill is made by its run."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing on a bill is changed."""
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever sees the bill sees what is on it."""
        return bool(request.user.has_perm("billing.view_bill"))


@admin.register(Bill)
class BillAdmin(ReadOnlyAdmin):
    """What members are asked to pay."""

    list_display = (
        *("number", "member", "month", "total_yen", "tax_yen", "state"),
        *("confirmed_on", "charge_on", "paid_on", "world"),
    )
    list_filter = ("state", "month", ("world", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("member__user", "world")
    search_fields = ("member__user__login",)
    ordering = ("-month", "pk")
    inlines = (_Items,)
    readonly_fields = ("paper",)
    actions = ("refund",)

    @admin.display(description=gettext_lazy("請求番号"), ordering="member__user__login")
    def number(self, bill: Bill) -> str:
        """The number on the invoice."""
        return bill.number

    @admin.display(description=gettext_lazy("請求書"))
    def paper(self, bill: Bill) -> SafeString:
        """The paper that the member can download."""
        address = reverse("admin:billing_bill_pdf", args=[bill.pk])
        return format_html('<a href="{}">{}</a>', address, _("PDFをダウンロードする"))

    def get_urls(self) -> list[URLPattern]:
        """The desk's address of the paper."""
        to_paper = self.admin_site.admin_view(self.pdf)
        own = path("<int:key>/pdf/", to_paper, name="billing_bill_pdf")
        return [own, *super().get_urls()]

    def pdf(self, request: HttpRequest, key: int) -> HttpResponse:
        """The bill as PDF, for who may see bills."""
        if not self.may(request, "billing.view_bill"):
            raise PermissionDenied
        bill = get_object_or_404(Bill.objects.select_related("member__user"), pk=key)
        return as_pdf(queries.statement_of(bill))

    def has_refund_permission(self, request: HttpRequest) -> bool:
        """Who gives back what was wrong."""
        return self.may(request, "billing.refund_bill")

    @admin.action(description=gettext_lazy("誤った請求を返金する…"), permissions=["refund"])
    def refund(self, request: HttpRequest, rows: QuerySet[Bill]) -> HttpResponse | None:
        """First how much, and why; then it is given back to where it came from (D-83)."""
        if rows.count() != 1:
            messages.warning(request, _("請求を一つだけ選んでください"))
            return None
        bill = rows.select_related("member__user", "world").get()
        sent = "confirmed" in request.POST
        form = RefundForm(
            request.POST if sent else None, initial={"form_key": secret_code()}
        )
        if sent and form.is_valid() and self._refund(request, bill, form):
            return None
        context: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "title": _("誤った請求の返金"),
            "bill": bill,
            "left_yen": bill.total_yen - services.refunded_yen(bill),
            "form": form,
            "opts": self.model._meta,
        }
        return TemplateResponse(request, "admin/billing/refund.html", context)

    def _refund(self, request: HttpRequest, bill: Bill, form: RefundForm) -> bool:
        told = form.cleaned_data
        try:
            with clock.taken(bill.world) as at:
                made = services.refund(
                    bill=bill,
                    yen=Decimal(told["yen"]),
                    reason=told["reason"],
                    form=told["form_key"],
                    at=at,
                    by=actor_of(request),
                )
        except services.NotPaidYet:
            form.add_error("yen", _("まだ支払われていない請求です。支払われてから返金できます"))
            return False
        except services.TooMuch as most:
            most_yen = f"{most.left_yen:,.0f}"
            form.add_error("yen", _("返金できるのは、残り%s円までです") % most_yen)
            return False
        said = {"number": bill.number, "yen": f"{made.yen:,.0f}", "way": made.get_way_display()}
        messages.success(request, _("%(number)sの%(yen)s円を返金しました（%(way)s）") % said)
        return True


@admin.register(PostedCharge)
class PostedChargeAdmin(ReadOnlyAdmin):
    """One-off charges, and the bills that hold them."""

    list_display = (
        *("posted_at", "member", "line", "item", "code", "amount_yen", "percent"),
        *("month", "world"),
    )
    list_filter = ("kind", ("world", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("member__user", "line", "world")
    search_fields = ("member__user__login", "line__code", "line__phone_number", "code")
    ordering = ("-posted_at", "-pk")

    @admin.display(description=gettext_lazy("項目"), ordering="kind")
    def item(self, charge: PostedCharge) -> str:
        """The words of the member's own page."""
        return str(charges.item(ChargeKind(charge.kind), charge.code))
