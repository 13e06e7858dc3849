"""The only writer of this app's tables."""

from contracts.services.closing import close_if_nothing_is_left
from contracts.services.leaving import AlreadyLeaving, end_line, start_leaving
from contracts.services.opening import NewLine, open_line
from contracts.services.sims import NotAwaited, receive_sim

__all__ = [
    "AlreadyLeaving",
    "NewLine",
    "NotAwaited",
    "close_if_nothing_is_left",
    "end_line",
    "open_line",
    "receive_sim",
    "start_leaving",
]
