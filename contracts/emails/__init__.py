"""The mails about what a member holds, by subject."""

from contracts.emails.options import (
    option_added,
    option_end_received,
    option_ended,
    option_goes_on,
    trial_ends,
)

__all__ = [
    "option_added",
    "option_end_received",
    "option_ended",
    "option_goes_on",
    "trial_ends",
]
