"""The only writer of this app's tables."""

from contracts.services.closing import close_if_nothing_is_left
from contracts.services.data import (
    NotInUse,
    NotSold,
    OfferHasChanged,
    buy_data,
    switch_fast_data,
)
from contracts.services.leaving import AlreadyLeaving, end_line, start_leaving
from contracts.services.metering import count_use, recount_past, start_metering
from contracts.services.opening import NewLine, open_line
from contracts.services.sims import NotAwaited, receive_sim

__all__ = [
    "AlreadyLeaving",
    "NewLine",
    "NotAwaited",
    "close_if_nothing_is_left",
    "NotInUse",
    "NotSold",
    "OfferHasChanged",
    "buy_data",
    "count_use",
    "end_line",
    "open_line",
    "receive_sim",
    "recount_past",
    "start_leaving",
    "start_metering",
    "switch_fast_data",
]
