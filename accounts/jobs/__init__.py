"""What falls due by itself on this floor, by subject."""

from accounts.jobs.life import end_mio_ids
from accounts.jobs.maintenance import announce
from accounts.jobs.papers import drop_old_drafts, purge_papers
from accounts.jobs.recoveries import answer_recoveries
from accounts.jobs.reminders import remind
from accounts.jobs.sign_ups import answer_sign_ups
from accounts.jobs.visits import forget_sign_ins

__all__ = [
    "announce",
    "answer_recoveries",
    "answer_sign_ups",
    "drop_old_drafts",
    "end_mio_ids",
    "forget_sign_ins",
    "mail_changes",
    "mail_news",
    "purge_papers",
    "remind",
]
from accounts.jobs import mail_changes
from accounts.jobs.news import mail_news
