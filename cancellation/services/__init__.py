"""The only writer of this app's tables."""

from cancellation.services.cancelling import (
    ACT,
    CONSENT,
    Lapsed,
    NotAllowed,
    NotOpenYet,
    ShownHasChanged,
    Told,
    accept,
    accept_by_phone,
    agree,
    answer,
    begin,
    complete,
)
from cancellation.services.undoing import NotUndone, undo
from cancellation.services.withdrawing import (
    AlreadyDecided,
    Found,
    NotWithdrawn,
    ask_withdrawal,
    heed_inquiry,
    refuse_withdrawal,
    withdraw,
)

__all__ = [
    "ACT",
    "CONSENT",
    "Lapsed",
    "NotAllowed",
    "NotOpenYet",
    "NotUndone",
    "ShownHasChanged",
    "Told",
    "accept",
    "accept_by_phone",
    "agree",
    "answer",
    "begin",
    "complete",
    "AlreadyDecided",
    "Found",
    "NotWithdrawn",
    "ask_withdrawal",
    "heed_inquiry",
    "refuse_withdrawal",
    "undo",
    "withdraw",
]
