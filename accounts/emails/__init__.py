"""The mails about a member's account, by subject."""

from accounts.emails.cards import card_changed, card_expires, card_removed
from accounts.emails.inquiries import inquiry_answered, inquiry_received
from accounts.emails.papers import papers_decided, papers_missing, papers_received
from accounts.emails.signing import (
    LINK_STANDS_HERE,
    locked,
    mail_changed,
    mio_id,
    password_changed,
    password_link,
    unlocked,
)

__all__ = [
    "LINK_STANDS_HERE",
    "card_changed",
    "card_expires",
    "card_removed",
    "inquiry_answered",
    "inquiry_received",
    "locked",
    "mail_changed",
    "mio_id",
    "papers_decided",
    "papers_missing",
    "papers_received",
    "password_changed",
    "password_link",
    "unlocked",
]
