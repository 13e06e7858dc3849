"""Addresses of the cellar."""

from django.urls import path

from mioportal.plumbing import views

app_name = "plumbing"

urlpatterns = [
    path("clock/", views.move, name="move"),
    path("clock/moves/<slug:code>/", views.moved, name="moved"),
    path("health/", views.health, name="health"),
]
