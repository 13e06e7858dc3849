"""What falls due by itself on this floor, by subject."""

from accounts.jobs.life import end_mio_ids
from accounts.jobs.maintenance import announce
from accounts.jobs.recoveries import answer_recoveries
from accounts.jobs.reminders import remind
from accounts.jobs.visits import forget_sign_ins

__all__ = ["announce", "answer_recoveries", "end_mio_ids", "forget_sign_ins", "remind"]
