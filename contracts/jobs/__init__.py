"""What falls due by itself on this floor, by subject."""

from contracts.jobs.devices import carry_out_leaving, confirm_payments
from contracts.jobs.lines import end_lines
from contracts.jobs.plans import apply_plan_changes
from contracts.jobs.related import tell_full_price

__all__ = [
    "apply_plan_changes",
    "carry_out_leaving",
    "confirm_payments",
    "end_lines",
    "tell_full_price",
]
