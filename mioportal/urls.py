"""Every address of the site."""

from django.contrib import admin
from django.urls import include, path

from mioportal import dashboard

urlpatterns = [
    path("", dashboard.top, name="top"),
    path("", include("mioportal.plumbing.urls")),
    path("", include("accounts.urls")),
    path("", include("contracts.urls")),
    path("", include("cancellation.urls")),
    path("admin/", admin.site.urls),
]
