"""What falls due by itself on this floor, by subject."""

from contracts.jobs.lines import end_lines

__all__ = ["end_lines"]
