"""The only writer of this app's tables."""

from contracts.services.leaving import AlreadyLeaving, end_line, start_leaving
from contracts.services.opening import NewLine, open_line
from contracts.services.option_audit import begin_audit, keep_answers
from contracts.services.option_ends import complete_option, note_trial_over, warn_of_trial
from contracts.services.options import (
    NotAdded,
    NotEnded,
    NotTicked,
    OtherThanShown,
    add_option,
    end_option,
    tick_option,
    untick_option,
)
from contracts.services.sims import NotAwaited, receive_sim

__all__ = [
    "AlreadyLeaving",
    "NewLine",
    "NotAdded",
    "NotAwaited",
    "NotEnded",
    "NotTicked",
    "OtherThanShown",
    "add_option",
    "begin_audit",
    "complete_option",
    "end_line",
    "end_option",
    "keep_answers",
    "note_trial_over",
    "open_line",
    "receive_sim",
    "start_leaving",
    "tick_option",
    "untick_option",
    "warn_of_trial",
]
