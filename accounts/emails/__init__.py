"""The mails about a member's account, by subject."""

from accounts.emails.inquiries import inquiry_answered, inquiry_received
from accounts.emails.life import draft_lapsed, draft_lapses, mio_id_closes, mio_id_ended
from accounts.emails.maintenance import (
    notice_by_mail,
    window_called_off,
    window_changed,
    window_planned,
)
from accounts.emails.signing import (
    DIGITS_STAND_HERE,
    LINK_STANDS_HERE,
    check_code,
    locked,
    mail_changed,
    mio_id,
    password_changed,
    password_link,
    sessions_ended,
    unlocked,
)

__all__ = [
    "DIGITS_STAND_HERE",
    "LINK_STANDS_HERE",
    "check_code",
    "draft_lapsed",
    "draft_lapses",
    "inquiry_answered",
    "inquiry_received",
    "locked",
    "mail_changed",
    "mio_id",
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
