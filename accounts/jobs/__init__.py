"""What falls due by itself on this floor, by subject."""

from accounts.jobs import mail_changes
from accounts.jobs.news import mail_news
from accounts.jobs.recoveries import answer_recoveries
from accounts.jobs.reminders import remind

__all__ = ["answer_recoveries", "mail_changes", "mail_news", "remind"]
