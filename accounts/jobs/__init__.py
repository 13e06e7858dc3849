"""What falls due by itself on this floor, by subject."""

from accounts.jobs.recoveries import answer_recoveries
from accounts.jobs.reminders import remind

__all__ = ["answer_recoveries", "remind"]
