"""The pages of this app, by subject."""

from accounts.views.cards import card_visit, change_card, payment, remove_card
from accounts.views.contact import contact
from accounts.views.inquiries import ask, inquiries, inquiry
from accounts.views.life import mio_id
from accounts.views.mail_change import (
    change_mail,
    confirm_mail,
    drop_mail_change,
    send_mail_again,
)
from accounts.views.messages import mail_help, message, messages, read_all
from accounts.views.news import news, stop_news
from accounts.views.passwords import change_password
from accounts.views.profile import change_address, change_name, change_phones, profile
from accounts.views.recovery import forgot_id, forgot_password, reset, sign_in_help
from accounts.views.second_check import second_check, send_digits_again
from accounts.views.signing import sign_in, sign_out
from accounts.views.visits import end_sessions, sign_ins

__all__ = [
    "ask",
    "card_visit",
    "change_card",
    "change_address",
    "change_mail",
    "change_name",
    "change_password",
    "change_phones",
    "confirm_mail",
    "contact",
    "drop_mail_change",
    "end_sessions",
    "forgot_id",
    "forgot_password",
    "inquiries",
    "inquiry",
    "mail_help",
    "message",
    "messages",
    "payment",
    "news",
    "profile",
    "mio_id",
    "read_all",
    "remove_card",
    "reset",
    "send_mail_again",
    "second_check",
    "send_digits_again",
    "sign_in",
    "sign_in_help",
    "sign_ins",
    "sign_out",
    "stop_news",
]
