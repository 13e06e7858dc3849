"""What falls due by itself on this floor, by subject."""

from contracts.jobs.closing import close_members
from contracts.jobs.lines import end_lines

__all__ = ["close_members", "count_use", "end_lines"]
from contracts.jobs.data import count_use
