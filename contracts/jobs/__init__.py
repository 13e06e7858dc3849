"""What falls due by itself on this floor, by subject."""

from contracts.jobs.applications import lapse_drafts
from contracts.jobs.closing import close_members
from contracts.jobs.course import cards_arrive, numbers_come_over, tell_lapsed_numbers
from contracts.jobs.data import count_use
from contracts.jobs.devices import carry_out_leaving
from contracts.jobs.lines import end_lines
from contracts.jobs.options import complete_options, note_trials_over, warn_of_trials
from contracts.jobs.plans import apply_plan_changes
from contracts.jobs.related import tell_full_price
from contracts.jobs.sims import follow_posted, open_cases

__all__ = [
    "apply_plan_changes",
    "cards_arrive",
    "carry_out_leaving",
    "close_members",
    "complete_options",
    "count_use",
    "end_lines",
    "follow_posted",
    "lapse_drafts",
    "note_trials_over",
    "numbers_come_over",
    "open_cases",
    "tell_full_price",
    "tell_lapsed_numbers",
    "warn_of_trials",
]
