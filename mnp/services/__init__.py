"""The only writer of this app's tables."""

from mnp.services.asking import (
    ACT,
    CONSENT,
    Lapsed,
    NotAllowed,
    NotOpenYet,
    NotTheLatest,
    ShownHasChanged,
    agree,
    answer,
    ask,
    ask_again,
    ask_by_desk,
    begin,
)
from mnp.services.desk import find_fault, release
from mnp.services.ending import NotLive, NotWaiting, call_off, end_with_line, expire, remind, void
from mnp.services.issuing import hold_back, issue_waiting
from mnp.services.one_stop import NoSuchOrder, consent
from mnp.services.opening import Donor

__all__ = [
    "ACT",
    "CONSENT",
    "Donor",
    "Lapsed",
    "NoSuchOrder",
    "NotAllowed",
    "NotLive",
    "NotOpenYet",
    "NotTheLatest",
    "NotWaiting",
    "ShownHasChanged",
    "agree",
    "answer",
    "ask",
    "ask_again",
    "ask_by_desk",
    "begin",
    "call_off",
    "consent",
    "end_with_line",
    "expire",
    "find_fault",
    "hold_back",
    "issue_waiting",
    "release",
    "remind",
    "void",
]
