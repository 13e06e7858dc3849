"""Addresses of the processor."""

from django.urls import path

from mioportal.outside.processor import views

app_name = "processor"

urlpatterns = [path("pages/<slug:reference>/", views.page, name="page")]
