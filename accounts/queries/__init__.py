"""Reads of accounts that pages and other apps use, by subject."""

from accounts.queries.cards import (
    CardTrouble,
    card_in_use,
    card_trouble,
    card_visits_of,
    cards_of,
    may_remove_card,
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
from accounts.queries.signing import link_with, login_named, open_recoveries, recoverable

__all__ = [
    "CardTrouble",
    "asks_for_papers_again",
    "card_in_use",
    "card_trouble",
    "card_visits_of",
    "cards_of",
    "functions_held",
    "in_order",
    "link_with",
    "login_named",
    "mail_change_with",
    "may_remove_card",
    "members",
    "messages_of",
    "news_waiting",
    "open_mail_change",
    "open_recoveries",
    "papers_sent_or_begun",
    "readers_waiting",
    "recoverable",
    "submissions_of",
    "unread_count",
]
