"""Reads of accounts that pages and other apps use, by subject."""

from accounts.queries.life import Life, first_last_day, life_of, members_over
from accounts.queries.maintenance import (
    About,
    Announcement,
    announcements,
    mailboxes,
    mailboxes_told,
)
from accounts.queries.members import members, messages_of, unread_count
from accounts.queries.signing import (
    first_sign_in,
    link_with,
    login_named,
    open_recoveries,
    recoverable,
    risk_of,
    second_check_with,
    sign_ins_of,
)

__all__ = [
    "About",
    "Announcement",
    "Life",
    "announcements",
    "first_last_day",
    "first_sign_in",
    "life_of",
    "link_with",
    "login_named",
    "mailboxes",
    "mailboxes_told",
    "members",
    "members_over",
    "messages_of",
    "open_recoveries",
    "recoverable",
    "risk_of",
    "second_check_with",
    "sign_ins_of",
    "unread_count",
]
