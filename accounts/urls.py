"""Addresses of the account pages."""

from django.urls import path

from accounts import views
from accounts.views import papers, papers_review, sign_up

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
    path("sign-up/", sign_up.ask, name="sign_up"),
    path("sign-up/<slug:token>/", sign_up.confirm, name="confirm_sign_up"),
    path("logout/", views.sign_out, name="sign_out"),
    path("messages/", views.messages, name="messages"),
    path("messages/help/", views.mail_help, name="mail_help"),
    path("messages/read/", views.read_all, name="read_all"),
    path("messages/<slug:code>/", views.message, name="message"),
    path("identity/", papers.overview, name="papers"),
    path("identity/new/", papers.choose, name="papers_choose"),
    path("identity/<slug:code>/", papers.sides, name="papers_sides"),
    path("identity/<slug:code>/check/", papers.check, name="papers_check"),
    path("identity/<slug:code>/drop/", papers.drop, name="papers_drop"),
    path("identity/<slug:code>/receipt/", papers.receipt, name="papers_receipt"),
    path("identity/<slug:code>/<slug:side>/", papers.upload, name="papers_upload"),
    path("identity/<slug:code>/<slug:side>/picture/", papers.picture, name="papers_picture"),
    path("identity/<slug:code>/<slug:side>/remove/", papers.remove, name="papers_remove"),
    path(
        "identity/<slug:code>/<slug:side>/review/",
        papers_review.review_picture,
        name="papers_review",
    ),
    path("payment/", views.payment, name="payment"),
    path("payment/card/", views.change_card, name="change_card"),
    path("payment/visits/<slug:code>/", views.card_visit, name="card_visit"),
    path("payment/cards/<slug:code>/remove/", views.remove_card, name="remove_card"),
    path("profile/", views.profile, name="profile"),
    path("profile/name/", views.change_name, name="change_name"),
    path("profile/address/", views.change_address, name="change_address"),
    path("profile/phone/", views.change_phones, name="change_phones"),
    path("profile/password/", views.change_password, name="change_password"),
    path("profile/mail/", views.change_mail, name="change_mail"),
    path("profile/mail/again/", views.send_mail_again, name="send_mail_again"),
    path("profile/mail/drop/", views.drop_mail_change, name="drop_mail_change"),
    path("profile/mail/confirm/<slug:token>/", views.confirm_mail, name="confirm_mail"),
    path("profile/news/", views.news, name="news"),
    path("profile/news/stop/<slug:token>/", views.stop_news, name="stop_news"),
    path("profile/mioid/", views.mio_id, name="mio_id"),
    path("profile/sign-ins/", views.sign_ins, name="sign_ins"),
    path("profile/sign-ins/end/", views.end_sessions, name="end_sessions"),
    path("contact/", views.contact, name="contact"),
    path("contact/mail/", views.ask, name="ask"),
    path("contact/inquiries/", views.inquiries, name="inquiries"),
    path("contact/inquiries/<slug:number>/", views.inquiry, name="inquiry"),
]
