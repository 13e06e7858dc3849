"""Bills at the desk, each with its items."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from billing.models import Bill, BillItem, PostedCharge
from mioportal.plumbing.desk import ReadOnlyAdmin


class _Items(admin.TabularInline):
    model = BillItem
    fields = readonly_fields = (
        *("line", "kind", "code", "quantity", "amount_yen", "percent"),
    )
    extra = 0
    can_delete = False
    ordering = ("pk",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[BillItem]:
        """With the lines' names at hand."""
        rows: QuerySet[BillItem] = super().get_queryset(request)
        return rows.select_related("line")

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

    @admin.display(description=_("請求番号"), ordering="member__user__login")
    def number(self, bill: Bill) -> str:
        """The number on the invoice."""
        return bill.number


@admin.register(PostedCharge)
class PostedChargeAdmin(ReadOnlyAdmin):
    """One-off charges, and the bills that hold them."""

    list_display = (
        *("posted_at", "member", "line", "kind", "code", "amount_yen", "percent"),
        *("month", "world"),
    )
    list_filter = ("kind", ("world", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("member__user", "line", "world")
    search_fields = ("member__user__login", "line__code", "line__phone_number", "code")
    ordering = ("-posted_at", "-pk")
