"""The only writer of this app's tables."""

from cancellation.services import companies
from cancellation.services.cancelling import (
    Told,
    accept,
    accept_by_phone,
    complete,
    told_in,
)
from cancellation.services.refusing import Lapsed, NotAllowed, NotOpenYet, ShownHasChanged
from cancellation.services.steps import (
    ACT,
    CONSENT,
    agree,
    answer,
    begin,
    begin_together,
    choose_devices,
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
    "begin_together",
    "choose_devices",
    "companies",
    "complete",
    "AlreadyDecided",
    "Found",
    "NotWithdrawn",
    "ask_withdrawal",
    "heed_inquiry",
    "refuse_withdrawal",
    "told_in",
    "undo",
    "withdraw",
]
