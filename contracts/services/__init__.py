"""The only writer of this app's tables."""

from contracts.services.devices import (
    NewDevice,
    NothingLeft,
    NotOffered,
    TooLate,
    buy_device,
    carry_out_leaving,
    choose_on_leaving,
    pay,
    repay_early,
    send_certificate,
)
from contracts.services.leaving import AlreadyLeaving, end_line, start_leaving
from contracts.services.opening import NewLine, open_line
from contracts.services.sims import NotAwaited, receive_sim

__all__ = [
    "AlreadyLeaving",
    "NewDevice",
    "NewLine",
    "NotAwaited",
    "NotOffered",
    "NothingLeft",
    "TooLate",
    "buy_device",
    "carry_out_leaving",
    "choose_on_leaving",
    "end_line",
    "open_line",
    "pay",
    "receive_sim",
    "repay_early",
    "send_certificate",
    "start_leaving",
]
