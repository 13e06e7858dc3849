"""IIJ Pickup News at the desk."""

from datetime import date
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from accounts import services
from accounts.forms import PickupNewsForm
from accounts.models import NewsMailed, PickupNews
from mioportal.plumbing import clock
from mioportal.plumbing.admin import PlannedAdmin
from mioportal.plumbing.models import World


@admin.register(PickupNews)
class PickupNewsAdmin(PlannedAdmin):
    """Write an issue, for all members or those of one world; what was mailed stands (F-ACC-14)."""

    list_display = ("title", "mail_on", "world", "is_mailed")
    list_filter = (("world", admin.RelatedOnlyFieldListFilter),)
    search_fields = ("title", "body")
    ordering = ("-mail_on", "-pk")
    form = PickupNewsForm

    saves = staticmethod(services.save_issue)
    drops = staticmethod(services.drop_issue)
    called = "issue"

    def get_queryset(self, request: HttpRequest) -> QuerySet[PickupNews]:
        """Every issue, with whether anybody has been sent it."""
        sent = NewsMailed.objects.filter(issue=OuterRef("pk"))
        rows: QuerySet[PickupNews] = super().get_queryset(request)
        return rows.annotate(was_mailed=Exists(sent))

    def get_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """The form, which is told what day it is in a world."""
        form: Any = super().get_form(request, *args, **kwargs)
        form.today_in = staticmethod(_today_in)
        return form

    @admin.display(description=gettext_lazy("送信済み"), boolean=True)
    def is_mailed(self, issue: Any) -> bool:
        """Whether anybody has been sent it."""
        return bool(issue.was_mailed)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Until it has been mailed."""
        return super().has_change_permission(request, obj) and not _is_mailed(obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Until it has been mailed."""
        return super().has_delete_permission(request, obj) and not _is_mailed(obj)

    def save_model(
        self, request: HttpRequest, obj: Any, form: ModelForm, change: bool
    ) -> None:
        """Unless it was mailed while it was being written."""
        try:
            super().save_model(request, obj, form, change)
        except services.AlreadyMailed as error:
            raise PermissionDenied from error

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Unless it was mailed meanwhile."""
        try:
            super().delete_model(request, obj)
        except services.AlreadyMailed as error:
            raise PermissionDenied from error


def _today_in(world: World | None) -> date:
    return clock.moment_of(world).date()


def _is_mailed(issue: Any) -> bool:
    return issue is not None and getattr(issue, "was_mailed", False)
