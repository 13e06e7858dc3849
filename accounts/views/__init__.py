"""The pages of this app, by subject."""

from accounts.views.contact import contact
from accounts.views.inquiries import ask, inquiries, inquiry
from accounts.views.life import mio_id
from accounts.views.messages import mail_help, message, messages, read_all
from accounts.views.recovery import forgot_id, forgot_password, reset, sign_in_help
from accounts.views.second_check import second_check, send_digits_again
from accounts.views.signing import sign_in, sign_out
from accounts.views.visits import end_sessions, sign_ins

__all__ = [
    "ask",
    "contact",
    "end_sessions",
    "forgot_id",
    "forgot_password",
    "inquiries",
    "inquiry",
    "mail_help",
    "message",
    "messages",
    "mio_id",
    "read_all",
    "reset",
    "second_check",
    "send_digits_again",
    "sign_in",
    "sign_in_help",
    "sign_ins",
    "sign_out",
]
