"""The mails about a member's account, by subject."""

from accounts.emails.cards import card_changed, card_expires, card_removed
from accounts.emails.contact import (
    confirm_new_mail,
    confirm_old_mail,
    mail_changed,
    mail_not_changed,
    profile_changed,
)
from accounts.emails.inquiries import inquiry_answered, inquiry_received
from accounts.emails.life import draft_lapsed, draft_lapses, mio_id_closes, mio_id_ended
from accounts.emails.maintenance import (
    notice_by_mail,
    window_called_off,
    window_changed,
    window_planned,
)
from accounts.emails.news import WAY_OUT, WAY_OUT_STANDS_HERE, pickup_news
from accounts.emails.papers import papers_decided, papers_missing, papers_received
from accounts.emails.sign_up import has_mio_id, registered, sign_up_link
from accounts.emails.signing import (
    DIGITS_STAND_HERE,
    LINK_STANDS_HERE,
    check_code,
    locked,
    mio_id,
    password_changed,
    password_link,
    sessions_ended,
    unlocked,
)

__all__ = [
    "has_mio_id",
    "registered",
    "sign_up_link",
    "DIGITS_STAND_HERE",
    "LINK_STANDS_HERE",
    "card_changed",
    "card_expires",
    "card_removed",
    "WAY_OUT",
    "WAY_OUT_STANDS_HERE",
    "confirm_new_mail",
    "confirm_old_mail",
    "check_code",
    "draft_lapsed",
    "draft_lapses",
    "inquiry_answered",
    "inquiry_received",
    "locked",
    "mail_changed",
    "mail_not_changed",
    "mio_id",
    "papers_decided",
    "papers_missing",
    "papers_received",
    "password_changed",
    "password_link",
    "pickup_news",
    "profile_changed",
    "mio_id_closes",
    "mio_id_ended",
    "notice_by_mail",
    "password_changed",
    "password_link",
    "sessions_ended",
    "unlocked",
    "window_called_off",
    "window_changed",
    "window_planned",
]
