"""Reads of accounts that pages and other apps use, by subject."""

from accounts.queries.cards import (
    CardTrouble,
    card_in_use,
    card_trouble,
    card_visits_of,
    cards_of,
    may_remove_card,
)
from accounts.queries.life import Life, first_last_day, life_of, members_over
from accounts.queries.maintenance import (
    About,
    Announcement,
    announcements,
    mailboxes,
    mailboxes_told,
)
from accounts.queries.members import members, messages_of, unread_count
from accounts.queries.papers import in_order, papers_sent_or_begun, submissions_of
from accounts.queries.profile import (
    asks_for_papers_again,
    functions_held,
    mail_change_with,
    news_waiting,
    open_mail_change,
    readers_waiting,
)
from accounts.queries.sign_up import (
    came_with,
    earlier_mioids,
    former_member_at,
    may_begin_anew,
    may_register,
    member_at,
    open_sign_ups,
    sign_up_with,
)
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
    "came_with",
    "earlier_mioids",
    "About",
    "Announcement",
    "CardTrouble",
    "Life",
    "announcements",
    "asks_for_papers_again",
    "card_in_use",
    "card_trouble",
    "card_visits_of",
    "cards_of",
    "first_last_day",
    "former_member_at",
    "may_begin_anew",
    "may_register",
    "member_at",
    "open_sign_ups",
    "sign_up_with",
    "first_sign_in",
    "functions_held",
    "in_order",
    "life_of",
    "link_with",
    "login_named",
    "mail_change_with",
    "mailboxes",
    "mailboxes_told",
    "may_remove_card",
    "members",
    "members_over",
    "messages_of",
    "news_waiting",
    "open_mail_change",
    "open_recoveries",
    "papers_sent_or_begun",
    "readers_waiting",
    "recoverable",
    "risk_of",
    "second_check_with",
    "sign_ins_of",
    "submissions_of",
    "unread_count",
]
