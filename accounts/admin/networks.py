"""The networks whose sign-ins are looked at twice, at the desk."""

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest

from accounts import services
from accounts.forms import WatchedNetworkForm
from accounts.models import WatchedNetwork
from mioportal.plumbing import clock
from mioportal.plumbing.actor import actor_of


@admin.register(WatchedNetwork)
class WatchedNetworkAdmin(admin.ModelAdmin):
    """Known VPNs and networks abroad (C-117); none is watched until staff say so."""

    form = WatchedNetworkForm
    list_display = ("network", "kind", "note")
    list_filter = ("kind",)
    search_fields = ("network", "note")
    ordering = ("network",)

    def save_model(
        self, request: HttpRequest, obj: WatchedNetwork, form: ModelForm, change: bool
    ) -> None:
        """Through the service, which leaves a trace."""
        with clock.taken(None) as at:
            services.save_network(network=obj, at=at, by=actor_of(request))

    def delete_model(self, request: HttpRequest, obj: WatchedNetwork) -> None:
        """Through the service, which leaves a trace."""
        with clock.taken(None) as at:
            services.drop_network(network=obj, at=at, by=actor_of(request))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[WatchedNetwork]) -> None:
        """One by one, so that each leaves its trace."""
        for obj in queryset:
            self.delete_model(request, obj)
