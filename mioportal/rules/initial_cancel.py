"""Initial cancellation (初期契約解除): eight days to undo a contract (F-APP-14, C-106)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from mioportal.rules.checks import a_day, an_instant
from mioportal.rules.dates import day_in_japan
from mioportal.rules.sources import Table, Unit, always, stated
from mioportal.rules.verdict import Verdict, against


class InitialCancelReason(StrEnum):
    """Why a contract cannot be undone this way."""

    NOT_RECEIVED = "not_received"  # no contract notice yet: the contract has not begun (O-16)
    TOO_LATE = "too_late"
    ALREADY_ASKED = "already_asked"
    ENDED = "ended"


class InitialCancelWay(StrEnum):
    """How a member may ask."""

    SITE = "site"
    LETTER = "letter"


class StillCharged(StrEnum):
    """What is charged although the contract is undone."""

    USE = "use"
    CALLS = "calls"
    INITIAL_FEE = "initial_fee"
    SIM_ISSUE_FEE = "sim_issue_fee"
    DEVICE = "device"


@dataclass(frozen=True, kw_only=True, slots=True)
class InitialCancelFacts:
    """A request and its contract; `received_on` is None while the notice has not been read.

    `started_on` is the first day of use, if it is known.
    """

    sent_at: datetime
    received_on: date | None
    started_on: date | None = None
    is_asked: bool = False
    has_ended: bool = False

    def __post_init__(self) -> None:
        an_instant(self.sent_at, "sent_at")
        for name in ("received_on", "started_on"):
            day = getattr(self, name)
            if day is not None:
                a_day(day, name)


INITIAL_CANCEL_DAYS: Table[int] = always(
    "initial_cancel_days", Unit.DAYS, 8, "申込ガイド §l (C-106, O-16)"
)
INITIAL_CANCEL_SENDING: Table[bool] = stated("initial_cancel_sending", "C-106")
INITIAL_CANCEL_RECEIPT: Table[bool] = stated("initial_cancel_receipt", "C-106")
INITIAL_CANCEL_FIRST: Table[bool] = stated("initial_cancel_first", "C-106 (D-98)")
INITIAL_CANCEL_ALONE: Table[bool] = stated("initial_cancel_alone", "申込ガイド §l (C-106)")
INITIAL_CANCEL_WAYS: Table[tuple[InitialCancelWay, ...]] = always(
    "initial_cancel_ways", Unit.WORD, tuple(InitialCancelWay), "C-106"
)
STILL_CHARGED: Table[tuple[StillCharged, ...]] = always(
    "initial_cancel_still_charged", Unit.WORD, tuple(StillCharged), "O-16 (D-14, D-141)"
)


def last_day(received_on: date, started_on: date | None = None) -> date:
    """The last day to ask: the eighth, the day of receipt or a later start being the first."""
    first = a_day(received_on, "received_on")
    if started_on is not None:
        first = max(first, a_day(started_on, "started_on"))
    return first + timedelta(days=INITIAL_CANCEL_DAYS.on(first) - 1)


def is_in_time(sent_at: datetime, received_on: date, started_on: date | None = None) -> bool:
    """Whether a request was sent before the last day was over in Japan."""
    an_instant(sent_at, "sent_at")
    return day_in_japan(sent_at) <= last_day(received_on, started_on)


def may_cancel_initially(facts: InitialCancelFacts) -> Verdict[InitialCancelReason]:
    """Whether the contract can be undone, with every reason against."""
    received_on = facts.received_on
    holds = {
        InitialCancelReason.NOT_RECEIVED: received_on is None,
        InitialCancelReason.TOO_LATE: received_on is not None
        and not is_in_time(facts.sent_at, received_on, facts.started_on),
        InitialCancelReason.ALREADY_ASKED: facts.is_asked,
        InitialCancelReason.ENDED: facts.has_ended,
    }
    return against(holds)
