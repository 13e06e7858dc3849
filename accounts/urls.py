"""Addresses of the account pages."""

from django.urls import path

from accounts import views

app_name = "accounts"

urlpatterns = [
    path("login/", views.sign_in, name="sign_in"),
    path("logout/", views.sign_out, name="sign_out"),
    path("messages/", views.messages, name="messages"),
    path("messages/<slug:code>/", views.message, name="message"),
    path("contact/", views.contact, name="contact"),
]
