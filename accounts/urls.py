"""Addresses of the account pages."""

from django.urls import path

from accounts import views

app_name = "accounts"

urlpatterns = [
    path("login/", views.sign_in, name="sign_in"),
    path("login/help/", views.sign_in_help, name="sign_in_help"),
    path("login/forgot-id/", views.forgot_id, name="forgot_id"),
    path("login/forgot-password/", views.forgot_password, name="forgot_password"),
    path("login/reset/<slug:token>/", views.reset, name="reset"),
    path("login/check/<slug:code>/", views.second_check, name="second_check"),
    path(
        "login/check/<slug:code>/again/", views.send_digits_again, name="send_digits_again"
    ),
    path("logout/", views.sign_out, name="sign_out"),
    path("messages/", views.messages, name="messages"),
    path("messages/help/", views.mail_help, name="mail_help"),
    path("messages/read/", views.read_all, name="read_all"),
    path("messages/<slug:code>/", views.message, name="message"),
    path("profile/mioid/", views.mio_id, name="mio_id"),
    path("profile/sign-ins/", views.sign_ins, name="sign_ins"),
    path("profile/sign-ins/end/", views.end_sessions, name="end_sessions"),
    path("contact/", views.contact, name="contact"),
    path("contact/mail/", views.ask, name="ask"),
    path("contact/inquiries/", views.inquiries, name="inquiries"),
    path("contact/inquiries/<slug:number>/", views.inquiry, name="inquiry"),
]
