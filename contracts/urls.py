"""Addresses of the contract pages."""

from django.urls import path

from contracts import views

app_name = "contracts"

urlpatterns = [
    path("services/", views.services_page, name="services"),
    path("lines/", views.lines, name="lines"),
    path("lines/<slug:code>/", views.line, name="line"),
    path("lines/<slug:code>/sim-return/", views.sim_return, name="sim_return"),
    path("lines/<slug:code>/options/<slug:option>/add/", views.add_option, name="add_option"),
    path("options/", views.options, name="options"),
    path("options/audit/", views.audit, name="audit"),
    path("options/audit/<slug:act>/<slug:step>/", views.audit_step, name="audit_step"),
    path("options/<slug:code>/added/", views.option_added, name="option_added"),
    path("options/<slug:code>/end/", views.end_option, name="end_option"),
    path("options/<slug:code>/tick/", views.tick_option, name="tick_option"),
    path("options/<slug:code>/ended/", views.option_ended, name="option_ended"),
]
