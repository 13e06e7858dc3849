"""The pages of this app, by subject."""

from accounts.views.contact import contact
from accounts.views.messages import message, messages
from accounts.views.signing import sign_in, sign_out

__all__ = ["contact", "message", "messages", "sign_in", "sign_out"]
