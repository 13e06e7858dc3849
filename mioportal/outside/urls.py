"""Addresses of the world outside. Each company would have a domain of its own."""

from django.urls import include, path

urlpatterns = [
    path("processor/", include("mioportal.outside.processor.urls")),
    path("operators/", include("mioportal.outside.clearing.urls")),
    path("store/", include("mioportal.outside.store.urls")),
]
