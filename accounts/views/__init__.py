"""The pages of this app, by subject."""

from accounts.views.cards import card_visit, change_card, payment, remove_card
from accounts.views.contact import contact
from accounts.views.inquiries import ask, inquiries, inquiry
from accounts.views.messages import mail_help, message, messages, read_all
from accounts.views.recovery import forgot_id, forgot_password, reset, sign_in_help
from accounts.views.signing import sign_in, sign_out

__all__ = [
    "ask",
    "card_visit",
    "change_card",
    "contact",
    "forgot_id",
    "forgot_password",
    "inquiries",
    "inquiry",
    "mail_help",
    "message",
    "messages",
    "payment",
    "read_all",
    "remove_card",
    "reset",
    "sign_in",
    "sign_in_help",
    "sign_out",
]
