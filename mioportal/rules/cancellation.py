"""Cancelling a line (解約): whether it may be, when it takes effect, and how late it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from types import MappingProxyType

from mioportal.rules.checks import a_day, an_instant
from mioportal.rules.dates import JST, add_business_days, day_in_japan, month_end
from mioportal.rules.sources import BEGINNING, Dated, Range, Table, Unit, always, stated
from mioportal.rules.verdict import Verdict, against


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


class WithdrawReason(StrEnum):
    """Why even staff cannot take a cancellation back (C-031)."""

    ASKED_LATER = "asked_later"
    IN_EFFECT = "in_effect"
    REFUSED = "refused"


class WithdrawGround(StrEnum):
    """On what ground staff take a cancellation back (C-031)."""

    SAME_DAY = "same_day"
    PROVEN_ERROR = "proven_error"


class Wizard(StrEnum):
    """The ways through the site (F-CAN-02, F-CAN-03)."""

    VOICE = "voice"
    DATA_AND_SMS = "data_and_sms"
    ESIM = "esim"
    LEGACY = "legacy"


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
# Days left in the month on the day of this grade; earlier there is no risk.
RISK_DAYS: Mapping[RiskGrade, Table[int]] = MappingProxyType(
    {
        grade: always(f"risk_days_left.{grade}", Unit.DAYS, days, "解約ガイド §6① (C-029)")
        for grade, days in ((RiskGrade.LOW, 2), (RiskGrade.MEDIUM, 1), (RiskGrade.HIGH, 0))
    }
)
AT_MONTH_END: Table[bool] = stated("cancellation_at_month_end", "解約ガイド §2① (C-025)")
RECEIPT_DECIDES: Table[bool] = stated("cancellation_receipt_decides", "解約ガイド §6① (C-026)")
NIGHT_COUNTS: Table[bool] = stated("cancellation_at_night_counts", "解約ガイド §4③ (C-027)")
NO_SELF_UNDO: Table[bool] = stated("cancellation_no_self_undo", "解約ガイド §8② (C-031)")
TWO_MAILS: Table[bool] = stated("cancellation_two_mails", "解約ガイド §4④ (C-032)")
NO_RETENTION: Table[bool] = stated("no_retention", "解約ガイド §8⑤ (O-14)")
NO_PAUSE: Table[bool] = stated("no_pause", "解約ガイド §8⑧")
NUMBER_NEVER_RETURNS: Table[bool] = stated("number_never_returns", "解約ガイド §8③")
MAIL_ADDRESS_ENDS: Table[bool] = stated("mail_address_ends", "解約ガイド §6②")
# What ends with the contract; with its option, a セーフティメール address does (F-CON-12).
OWN_MAIL_DOMAINS: Table[tuple[str, ...]] = always(
    "own_mail_domains", Unit.WORD, ("iijmio.jp", "iijmio-mail.jp"), "解約ガイド §6② (D-110)"
)
ENDED_STAYS_LISTED: Table[bool] = stated("ended_line_stays_listed", "解約ガイド §4④ (C-036)")
SURVEY: Table[tuple[LeavingReason, ...]] = always(
    "cancellation_survey", Unit.WORD, tuple(LeavingReason), "解約ガイド §8⑤ (C-033)"
)
ASKED_ONCE: Table[bool] = stated("withdrawal_asked_once", "D-142")
NAMES_NO_LINE: Table[bool] = stated("withdrawal_for_all_of_the_day", "C-085 (D-143)")
# After the day of a request filed in time; the line's end waits for it (C-031, C-085).
WITHDRAWAL_DECIDED: Table[int] = always(
    "withdrawal_decided_in", Unit.BUSINESS_DAYS, 1, "C-031 (D-08)"
)
WITHDRAW_GROUNDS: Table[tuple[WithdrawGround, ...]] = always(
    "withdrawal_grounds", Unit.WORD, tuple(WithdrawGround), "C-031 (C-085)"
)
HELD_LINE_STAYS: Table[bool] = stated("withdrawal_held_line_stays", "D-121")
TAKEN_BACK: Table[bool] = stated("withdrawal_puts_back", "D-122")
WIZARD_STEPS: Mapping[Wizard, Table[int]] = MappingProxyType(
    {
        wizard: always(f"cancellation_steps.{wizard}", Unit.STEPS, steps, source)
        for wizard, steps, source in (
            (Wizard.VOICE, 9, "解約ガイド §2①"),
            (Wizard.DATA_AND_SMS, 8, "解約ガイド §2②"),
            (Wizard.ESIM, 7, "解約ガイド §2③"),
            (Wizard.LEGACY, 8, "解約ガイド §2④"),
        )
    }
)
WIZARD_MINUTES: Table[Range[int]] = always(
    "cancellation_takes", Unit.MINUTES, Range(5, 10), "解約ガイド §2①"
)
BACKUP_DAYS: Table[int] = always("backup_days_before", Unit.DAYS, 7, "解約ガイド §6②")


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
    return against(holds)


def is_address_of_ours(mail: str) -> bool:
    """Whether a mail address is one that ends with the contract (F-CON-12)."""
    domain = mail.rpartition("@")[2].lower()
    return any(
        domain == own or domain.endswith(f".{own}") for own in OWN_MAIL_DOMAINS.on(BEGINNING)
    )


def ends_on(accepted_at: datetime) -> date:
    """The line's last day: the end of the month, in Japan, in which it was accepted (C-026)."""
    return month_end(day_in_japan(an_instant(accepted_at, "accepted_at")))


def risk(accepted_at: datetime) -> RiskGrade:
    """How late in the month this instant is (F-CAN-09)."""
    local = an_instant(accepted_at, "accepted_at").astimezone(JST)
    day = local.date()
    if day == month_end(day) and local.time() >= VERY_LATE_FROM.on(day):
        return RiskGrade.VERY_HIGH
    left = (month_end(day) - day).days
    grades = (grade for grade, table in RISK_DAYS.items() if table.on(day) == left)
    return next(grades, RiskGrade.NONE)


def safe_until(day: date) -> date:
    """The last day of this month on which there is no risk (C-029)."""
    last = month_end(day)
    return last - timedelta(days=SAFE_DAYS_BEFORE_MONTH_END.on(last))


@dataclass(frozen=True, kw_only=True, slots=True)
class WithdrawFacts:
    """A cancellation that a member wants back: when it was accepted, and when they said so.

    `now` is when staff would act; `is_proven_error` a proven slip or fault of the system;
    `was_refused` that the desk has said no to it, which binds who asks again, not staff themselves.
    """

    accepted_at: datetime
    asked_at: datetime
    now: datetime
    is_proven_error: bool = False
    was_refused: bool = False

    def __post_init__(self) -> None:
        an_instant(self.accepted_at, "accepted_at")
        an_instant(self.now, "now")
        if an_instant(self.asked_at, "asked_at") < self.accepted_at:
            raise ValueError(f"asked_at {self.asked_at} is before accepted_at {self.accepted_at}")


def may_withdraw(facts: WithdrawFacts) -> Verdict[WithdrawReason]:
    """Whether staff may take a cancellation back, with every reason against (C-031, C-085).

    A request filed on the day of acceptance holds the line's end until it is decided.
    """
    in_time = day_in_japan(facts.asked_at) == day_in_japan(facts.accepted_at)
    last_on = ends_on(facts.accepted_at)
    open_through = held_through(facts.accepted_at, facts.asked_at) if in_time else last_on
    holds = {
        WithdrawReason.ASKED_LATER: not in_time and not facts.is_proven_error,
        WithdrawReason.IN_EFFECT: day_in_japan(facts.now) > open_through,
        WithdrawReason.REFUSED: facts.was_refused,
    }
    return against(holds)


def decided_by(asked_at: datetime) -> date:
    """The day by whose end the desk answers a request to take back (D-08)."""
    asked_on = day_in_japan(an_instant(asked_at, "asked_at"))
    return add_business_days(asked_on, WITHDRAWAL_DECIDED.on(asked_on))


def held_through(accepted_at: datetime, asked_at: datetime) -> date:
    """The last day on which staff may decide about a request that was filed in time (C-031)."""
    return max(ends_on(accepted_at), decided_by(asked_at))
