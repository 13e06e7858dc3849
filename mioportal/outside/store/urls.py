"""Addresses of the store."""

from django.urls import path

from mioportal.outside.store import views

app_name = "store"

urlpatterns = [path("till/<slug:number>/", views.till, name="till")]
