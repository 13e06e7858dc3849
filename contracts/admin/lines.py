"""Lines at the desk."""

from django.contrib import admin
from django.http import HttpRequest

from contracts.admin.by_phone import ByPhone
from contracts.models import LeavingCheck, Line, OptionPeriod, PlanPeriod


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


class LeavingCheckInline(_Inline):
    """What the member has ticked off since it left."""

    model = LeavingCheck


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
    inlines = (PlanInline, OptionInline, LeavingCheckInline)
