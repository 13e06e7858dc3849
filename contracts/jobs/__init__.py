"""What falls due by itself on this floor, by subject."""

from contracts.jobs.data import count_use
from contracts.jobs.lines import end_lines

__all__ = ["count_use", "end_lines"]
