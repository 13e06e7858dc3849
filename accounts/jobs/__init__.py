"""What falls due by itself on this floor, by subject."""

from accounts.jobs.papers import drop_old_drafts, purge_papers
from accounts.jobs.recoveries import answer_recoveries
from accounts.jobs.reminders import remind

__all__ = [
    "answer_recoveries",
    "drop_old_drafts",
    "mail_changes",
    "mail_news",
    "purge_papers",
    "remind",
]
from accounts.jobs import mail_changes
from accounts.jobs.news import mail_news

