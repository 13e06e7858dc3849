"""What falls due by itself on this floor, by subject."""

from contracts.jobs.lines import end_lines
from contracts.jobs.options import complete_options, note_trials_over, warn_of_trials

__all__ = ["complete_options", "end_lines", "note_trials_over", "warn_of_trials"]
