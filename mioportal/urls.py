"""Every address of the site."""

from django.contrib import admin
from django.urls import include, path

from mioportal import dashboard, manuals
from mioportal.policies import views as policies

urlpatterns = [
    path("", dashboard.top, name="top"),
    path("rules/", policies.rules, name="rules"),
    path("rules/decisions/", policies.decisions, name="rules_decisions"),
    path("manuals/", manuals.manuals, name="manuals"),
    path("manuals/<slug:code>/", manuals.manual, name="manual"),
    path("", include("mioportal.plumbing.urls")),
    path("", include("accounts.urls")),
    path("", include("contracts.urls")),
    path("", include("billing.urls")),
    path("", include("cancellation.urls")),
    path("", include("mnp.urls")),
    path("", include("mioportal.outside.urls")),
    path("admin/", admin.site.urls),
]
