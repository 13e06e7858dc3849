"""The operators of the one-stop way, at the desk."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from contracts import services
from contracts.models import OneStopDonor
from mioportal.plumbing import clock
from mioportal.plumbing.actor import actor_of


@admin.register(OneStopDonor)
class OneStopDonorAdmin(admin.ModelAdmin):
    """Where the list differs from the book of rules (C-109); the application asks it at once."""

    list_display = ("operator", "takes_part", "note")
    list_filter = ("takes_part",)
    search_fields = ("operator", "note")
    ordering = ("operator",)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """With a title that leaves room for the button beside it."""
        title = {"title": _("ワンストップ方式の事業者")}
        return super().changelist_view(request, (extra_context or {}) | title)

    def save_model(
        self, request: HttpRequest, obj: OneStopDonor, form: ModelForm, change: bool
    ) -> None:
        """Through the service, which leaves a trace."""
        with clock.taken(None) as at:
            services.save_donor(donor=obj, at=at, by=actor_of(request))

    def delete_model(self, request: HttpRequest, obj: OneStopDonor) -> None:
        """Through the service, which leaves a trace."""
        with clock.taken(None) as at:
            services.drop_donor(donor=obj, at=at, by=actor_of(request))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[OneStopDonor]) -> None:
        """One by one, so that each leaves its trace."""
        for obj in queryset:
            self.delete_model(request, obj)
