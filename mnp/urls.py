"""Addresses of leaving with the number."""

from django.urls import path

from mnp import views

app_name = "mnp"

urlpatterns = [
    path("mnp/", views.choose, name="choose"),
    path("mnp/costs/", views.costs, name="costs"),
    path("mnp/lines/<slug:code>/", views.begin, name="begin"),
    path("mnp/acts/<slug:act>/<slug:step>/", views.step, name="step"),
    path("mnp/requests/<slug:number>/", views.request_page, name="request"),
    path("mnp/requests/<slug:number>/again/", views.again, name="again"),
    path("mnp/requests/<slug:number>/void/", views.void, name="void"),
    path("mnp/requests/<slug:number>/call-off/", views.call_off, name="call_off"),
    path("mnp/one-stop/<slug:reference>/", views.one_stop, name="one_stop"),
]
