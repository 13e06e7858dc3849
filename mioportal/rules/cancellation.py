"""Cancelling a line (解約): whether it may be, when it takes effect, and how late it is."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from mioportal.rules.checks import a_day, an_instant
from mioportal.rules.dates import JST, day_in_japan, month_end
from mioportal.rules.sources import BEGINNING, Dated, Table, Unit, always
from mioportal.rules.verdict import Verdict


class Reason(StrEnum):
    """Why a member cannot cancel a line alone (F-CAN-10). Instalments never are one (C-019)."""

    UNPAID = "unpaid"
    IDENTITY = "identity"
    BLOCKING_OPTION = "blocking_option"
    MAINTENANCE = "maintenance"
    CORPORATE = "corporate"
    PHONE_ONLY = "phone_only"
    MAIN_WITH_SUBS = "main_with_subs"
    ALREADY_LEAVING = "already_leaving"
    ENDED = "ended"


class RiskGrade(StrEnum):
    """How likely a request is to slip into the next month (F-CAN-09): advice, not a rule."""

    NONE = "none"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    VERY_HIGH = "very_high"


class LeavingReason(StrEnum):
    """What a member may answer to "why": optional, several (F-CAN-04, C-033)."""

    SWITCHING = "switching"
    PRICE = "price"
    SPEED = "speed"
    SERVICE = "service"
    SUPPORT = "support"
    UNUSED = "unused"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True, slots=True)
class CancelFacts:
    """What is true of a line and its member at the moment of asking."""

    contracted_on: date
    has_unpaid: bool = False
    identity_incomplete: bool = False
    has_blocking_option: bool = False
    in_maintenance: bool = False
    is_corporate: bool = False
    has_phone_only_plan: bool = False
    is_primary_with_secondaries: bool = False
    is_leaving: bool = False
    has_ended: bool = False

    def __post_init__(self) -> None:
        a_day(self.contracted_on, "contracted_on")


# By the day of contract; special campaign plans are marked on the line (F-CON-07).
PHONE_ONLY: Table[bool] = Table(
    "cancel_by_phone_only",
    Unit.WORD,
    (
        Dated(since=BEGINNING, value=True, source="解約ガイド §2④ (C-105)"),
        Dated(since=date(2016, 1, 1), value=False, source="解約ガイド §2④ (C-105)"),
    ),
)
SAFE_DAYS_BEFORE_MONTH_END: Table[int] = always(
    "safe_days_before_month_end", Unit.DAYS, 3, "解約ガイド §6① (C-029)"
)
VERY_LATE_FROM: Table[time] = always("very_late_from", Unit.TIME, time(23), "解約ガイド §6①")

# Days left in the month, and the grade on such a day; earlier there is no risk.
_GRADES = {2: RiskGrade.LOW, 1: RiskGrade.MEDIUM, 0: RiskGrade.HIGH}


def may_cancel(facts: CancelFacts) -> Verdict[Reason]:
    """Whether the member may cancel on the site, with every reason against."""
    holds = {
        Reason.UNPAID: facts.has_unpaid,
        Reason.IDENTITY: facts.identity_incomplete,
        Reason.BLOCKING_OPTION: facts.has_blocking_option,
        Reason.MAINTENANCE: facts.in_maintenance,
        Reason.CORPORATE: facts.is_corporate,
        Reason.PHONE_ONLY: facts.has_phone_only_plan or PHONE_ONLY.on(facts.contracted_on),
        Reason.MAIN_WITH_SUBS: facts.is_primary_with_secondaries,
        Reason.ALREADY_LEAVING: facts.is_leaving,
        Reason.ENDED: facts.has_ended,
    }
    return Verdict(reasons=tuple(reason for reason in Reason if holds[reason]))


def ends_on(accepted_at: datetime) -> date:
    """The line's last day: the end of the month, in Japan, in which it was accepted (C-026)."""
    return month_end(day_in_japan(an_instant(accepted_at, "accepted_at")))


def risk(accepted_at: datetime) -> RiskGrade:
    """How late in the month this instant is (F-CAN-09)."""
    local = an_instant(accepted_at, "accepted_at").astimezone(JST)
    day = local.date()
    if day == month_end(day) and local.time() >= VERY_LATE_FROM.on(day):
        return RiskGrade.VERY_HIGH
    return _GRADES.get((month_end(day) - day).days, RiskGrade.NONE)


def safe_until(day: date) -> date:
    """The last day of this month on which there is no risk (C-029)."""
    last = month_end(day)
    return last - timedelta(days=SAFE_DAYS_BEFORE_MONTH_END.on(last))
