"""Taking the number away (MNP転出): when a reservation number comes, and how long it lives."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum

from mioportal.rules import operators
from mioportal.rules.checks import a_count, a_day, an_instant, member, settle
from mioportal.rules.dates import JST, ONE_DAY, at_japan, month_end
from mioportal.rules.maintenance import WindowException, weekly_window_at
from mioportal.rules.operators import Operator
from mioportal.rules.plans import Function
from mioportal.rules.sources import Range, Table, Unit, always, stated
from mioportal.rules.verdict import Verdict, against


class IssueReason(StrEnum):
    """Why no reservation number is given (F-MNO-05). A pending cancellation never is one (C-070),
    nor are instalments (C-122).
    """

    NOT_PORTABLE = "not_portable"
    UNPAID = "unpaid"
    IDENTITY = "identity"
    FAULTY_DATA = "faulty_data"
    MAINTENANCE = "maintenance"
    CORPORATE = "corporate"
    MAIN_WITH_SUBS = "main_with_subs"
    ALREADY_WAITING = "already_waiting"
    LIVE_NUMBER = "live_number"
    NEVER_ISSUED = "never_issued"
    REISSUED_TODAY = "reissued_today"
    REISSUED_LATELY = "reissued_lately"
    PORTING = "porting"
    ENDED = "ended"


# A request against which nothing else stands is kept, and goes on by itself when cleared (C-071).
RESUMES: frozenset[IssueReason] = frozenset(
    {
        IssueReason.UNPAID,
        IssueReason.IDENTITY,
        IssueReason.FAULTY_DATA,
        IssueReason.MAINTENANCE,
    }
)


class SurveyAnswer(StrEnum):
    """What a member may answer to "why": optional, several (F-MNO-01, C-033)."""

    PRICE = "price"
    SPEED = "speed"
    DEVICE = "device"
    SERVICE = "service"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True, slots=True)
class IssueFacts:
    """What is true of a line and its member when a number is asked for.

    The two counts are of re-issues after the instants that `counts_after` gives.
    """

    requested_on: date
    function: Function
    has_unpaid: bool = False
    identity_incomplete: bool = False
    has_faulty_data: bool = False
    in_maintenance: bool = False
    is_corporate: bool = False
    is_primary_with_secondaries: bool = False
    is_waiting: bool = False
    has_live_number: bool = False
    never_issued: bool = False
    reissued_in_hours: int = 0
    reissued_in_days: int = 0
    is_porting: bool = False
    has_ended: bool = False

    def __post_init__(self) -> None:
        a_day(self.requested_on, "requested_on")
        settle(self, "function", member(Function, self.function, "function"))
        a_count(self.reissued_in_hours, "reissued_in_hours")
        a_count(self.reissued_in_days, "reissued_in_days")


REQUESTED_ANY_TIME: Table[bool] = stated("port_requested_any_time", "解約ガイド §3① (C-062)")
# Half-open: at the second of them it is already too late (C-063).
ISSUES_FROM: Table[time] = always("port_issues_from", Unit.TIME, time(9), "解約ガイド §3① (C-062)")
ISSUES_UNTIL: Table[time] = always(
    "port_issues_until", Unit.TIME, time(20), "解約ガイド §3① (C-063)"
)
ISSUE_MINUTES: Table[int] = always("port_issue_minutes", Unit.MINUTES, 10, "解約ガイド §3① (C-062)")
REQUEST_RESUMES: Table[bool] = stated("port_request_resumes", "C-071 (O-14)")
FAULT_FOUND_BY_DESK: Table[bool] = stated("port_fault_found_by_desk", "C-071 (D-132)")

NUMBER_DIGITS: Table[int] = always("port_number_digits", Unit.DIGITS, 10, "解約ガイド §3①")
# The day of issue is the first of them (C-067).
VALID_DAYS: Table[int] = always("port_valid_days", Unit.DAYS, 15, "解約ガイド §3③ (C-067)")
EXPIRES_AT: Table[time] = always("port_expires_at", Unit.TIME, time(23, 59, 59), "C-067")
EXPIRY_REMINDERS: Table[tuple[int, ...]] = always(
    "port_expiry_reminders", Unit.DAYS, (5, 2), "D-30"
)
VOID_AT_ONCE: Table[bool] = stated("port_void_at_once", "解約ガイド §3① (C-072)")

REISSUE_FEE: Table[Decimal] = always(
    "port_reissue_fee", Unit.YEN, Decimal(0), "解約ガイド §3③ (C-066)"
)
REISSUE_VOIDS_OLD: Table[bool] = stated("port_reissue_voids_old", "解約ガイド §3③ (C-066)")
REISSUES_IN_HOURS: Table[int] = always(
    "port_reissues_in_hours", Unit.TIMES, 3, "C-066 (D-131)"
)
REISSUE_HOURS: Table[int] = always("port_reissue_hours", Unit.HOURS, 24, "C-066")
REISSUES_IN_DAYS: Table[int] = always("port_reissues_in_days", Unit.TIMES, 10, "C-066")
REISSUE_DAYS: Table[int] = always("port_reissue_days", Unit.DAYS, 30, "C-066")

PORTABLE_FUNCTIONS: Table[tuple[Function, ...]] = always(
    "port_out_functions", Unit.WORD, (Function.VOICE,), "解約ガイド §2② (C-073)"
)
IN_INITIAL_PERIOD: Table[bool] = stated("port_out_in_initial_period", "O-14b (D-31)")
OF_SUSPENDED: Table[bool] = stated("port_out_of_suspended", "D-32")
OF_PRIMARY_LINE: Table[bool] = stated("port_out_of_primary_line", "解約ガイド §6③ (C-050, C-051)")
ONE_STOP: Table[bool] = always("port_out_one_stop", Unit.WORD, False, "C-074 (O-15)")

ONE_STOP_AT_ONCE: Table[bool] = stated("port_one_stop_at_once", "C-074 (D-130)")

ENDS_LINE: Table[bool] = stated("port_out_ends_line", "解約ガイド §3④")
FULL_MONTH: Table[bool] = stated("port_out_full_month", "解約ガイド §3④ (C-025)")
BESIDE_CANCELLATION: Table[bool] = stated("port_out_beside_cancellation", "C-070")
FAILED_LEAVES_ALONE: Table[bool] = stated("port_failed_leaves_alone", "D-133")
ONE_STOP_ENDS_WITH_ORDER: Table[bool] = stated("port_one_stop_ends_with_order", "C-074 (D-160)")
DEVICE_CHOICE: Table[bool] = stated("port_out_device_choice", "C-122")
COMPLETION_MAIL_HOURS: Table[int] = always(
    "port_completion_mail_hours", Unit.HOURS, 24, "解約ガイド §3④ (C-032)"
)

ADVICE_DAYS_WITH_CARD: Table[int] = always(
    "port_advice_days_with_card", Unit.DAYS, 10, "解約ガイド §6① (C-030)"
)
ADVICE_DAYS_WITHOUT_CARD: Table[int] = always(
    "port_advice_days_without_card", Unit.DAYS, 3, "解約ガイド §7④ (C-030)"
)
CARD_POST_DAYS: Table[Range[int]] = always(
    "port_card_post_days", Unit.DAYS, Range(least=2, most=5), "解約ガイド §6① (C-030)"
)


def issues_at(requested_at: datetime, exceptions: Iterable[WindowException] = ()) -> datetime:
    """When the number of a request comes: inside the hours at once, otherwise when they begin.

    A request that stands in the weekly window goes on when the site opens (C-064).
    """
    asked = an_instant(requested_at, "requested_at").astimezone(JST)
    window = weekly_window_at(asked, exceptions)
    if window is not None:
        asked = window.ends_at
    day = asked.date()
    if asked >= at_japan(day, ISSUES_UNTIL.on(day)):
        day += ONE_DAY
    return max(asked, at_japan(day, ISSUES_FROM.on(day)))


def expires_on(issued_on: date) -> date:
    """The number's last day. It counts from the issue itself, never from the request."""
    day = a_day(issued_on, "issued_on")
    return day + timedelta(days=VALID_DAYS.on(day) - 1)


def expires_at(expires_on: date) -> datetime:
    """The last second in which the number may be used."""
    return at_japan(a_day(expires_on, "expires_on"), EXPIRES_AT.on(expires_on))


def days_left(expires_on: date, today: date) -> int:
    """Days remaining, today not counted (C-068); below zero once the number has expired."""
    return (a_day(expires_on, "expires_on") - a_day(today, "today")).days


def required_days(operator: Operator | str, on: date | None = None) -> int:
    """Days that the recipient wants left; without a day, by the newest row."""
    return operators.required_days(operator, date.max if on is None else a_day(on, "on"))


def last_safe_day(expires_on: date, operator: Operator | str) -> date:
    """The last day on which the recipient still takes the number."""
    day = a_day(expires_on, "expires_on")
    return day - timedelta(days=required_days(operator, day))


def reminder_days(expires_on: date) -> tuple[date, ...]:
    """The days on which a member is told that the number is about to expire (F-MNO-09)."""
    day = a_day(expires_on, "expires_on")
    return tuple(day - timedelta(days=before) for before in EXPIRY_REMINDERS.on(day))


def is_portable(function: Function | str, on: date) -> bool:
    """Whether the number of such a line can go to another operator (F-MNO-14)."""
    return member(Function, function, "function") in PORTABLE_FUNCTIONS.on(on)


def may_issue(facts: IssueFacts) -> Verdict[IssueReason]:
    """Whether a line without a live number gets one, with every reason against."""
    return _verdict(facts, {IssueReason.LIVE_NUMBER: facts.has_live_number})


def may_reissue(facts: IssueFacts) -> Verdict[IssueReason]:
    """Whether a line's number, live or expired, is replaced, with every reason against (C-066)."""
    return _verdict(facts, {IssueReason.NEVER_ISSUED: facts.never_issued})


def waits(verdict: Verdict[IssueReason]) -> bool:
    """Whether a request that is not answered now is kept and resumes, rather than refused."""
    return not verdict.allowed and RESUMES.issuperset(verdict.reasons)


def counts_after(requested_at: datetime) -> tuple[datetime, datetime]:
    """Since when re-issues count: for the limit in hours, and for the one in days."""
    at = an_instant(requested_at, "requested_at").astimezone(JST)
    hours, days = REISSUE_HOURS.on(at.date()), REISSUE_DAYS.on(at.date())
    return at - timedelta(hours=hours), at - timedelta(days=days)


def completion_mail_by(opened_at: datetime) -> datetime:
    """By when the mail about the end has gone out, counted from the opening (F-MNO-12)."""
    at = an_instant(opened_at, "opened_at").astimezone(JST)
    return at + timedelta(hours=COMPLETION_MAIL_HOURS.on(at.date()))


def advice_day(day: date, needs_card: bool) -> date:
    """By which day of this month to ask for a number, to leave inside the month (C-030)."""
    last = month_end(day)
    table = ADVICE_DAYS_WITH_CARD if needs_card else ADVICE_DAYS_WITHOUT_CARD
    return last - timedelta(days=table.on(last))


def _verdict(facts: IssueFacts, of_the_act: dict[IssueReason, bool]) -> Verdict[IssueReason]:
    day = facts.requested_on
    holds = {
        IssueReason.NOT_PORTABLE: not is_portable(facts.function, day),
        IssueReason.UNPAID: facts.has_unpaid,
        IssueReason.IDENTITY: facts.identity_incomplete,
        IssueReason.FAULTY_DATA: facts.has_faulty_data,
        IssueReason.MAINTENANCE: facts.in_maintenance,
        IssueReason.CORPORATE: facts.is_corporate,
        IssueReason.MAIN_WITH_SUBS: facts.is_primary_with_secondaries,
        IssueReason.ALREADY_WAITING: facts.is_waiting,
        IssueReason.REISSUED_TODAY: facts.reissued_in_hours >= REISSUES_IN_HOURS.on(day),
        IssueReason.REISSUED_LATELY: facts.reissued_in_days >= REISSUES_IN_DAYS.on(day),
        IssueReason.PORTING: facts.is_porting,
        IssueReason.ENDED: facts.has_ended,
    } | of_the_act
    return against(holds)
