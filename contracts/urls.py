"""Addresses of the contract pages."""

from django.urls import path

from contracts import views

app_name = "contracts"

urlpatterns = [
    path("services/", views.services_page, name="services"),
    path("lines/", views.lines, name="lines"),
    path("lines/<slug:code>/", views.line, name="line"),
    path("lines/<slug:code>/sim-return/", views.sim_return, name="sim_return"),
    path("lines/<slug:code>/data/", views.data_of_line, name="line_data"),
    path("lines/<slug:code>/data/speed/", views.switch_data, name="switch_data"),
    path("lines/<slug:code>/data/buy/", views.buy_data, name="buy_data"),
    path("data/", views.data_of_all, name="data"),
    path("data/receipts/<slug:number>/", views.data_receipt, name="data_receipt"),
]
