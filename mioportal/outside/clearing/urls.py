"""Addresses of the practice operators."""

from django.urls import path

from mioportal.outside.clearing import views

app_name = "operator"

urlpatterns = [
    path("", views.start, name="start"),
    path("orders/<slug:reference>/", views.order, name="order"),
]
