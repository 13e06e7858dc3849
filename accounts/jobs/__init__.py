"""What falls due by itself on this floor, by subject."""

from accounts.jobs.life import end_mio_ids
from accounts.jobs.recoveries import answer_recoveries
from accounts.jobs.reminders import remind

__all__ = ["answer_recoveries", "end_mio_ids", "remind"]
