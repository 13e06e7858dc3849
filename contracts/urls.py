"""Addresses of the contract pages."""

from django.urls import path

from contracts import views

app_name = "contracts"

urlpatterns = [
    path("services/", views.services_page, name="services"),
    path("lines/", views.lines, name="lines"),
    path("lines/<slug:code>/", views.line, name="line"),
    path("lines/<slug:code>/sim-return/", views.sim_return, name="sim_return"),
]
