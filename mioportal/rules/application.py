"""Applying for a line: what is needed, the course of the pages, what comes after."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from mioportal.rules import identity
from mioportal.rules.checks import a_day, member
from mioportal.rules.plans import Function
from mioportal.rules.sources import BEGINNING, Dated, Range, Table, Unit, always, stated


class GuideStage(StrEnum):
    """The way to a line, as the guide tells it (F-APP-01)."""

    CHECK_PRESENT_LINE = "check_present_line"
    DECIDE_DEVICE = "decide_device"
    GATHER = "gather"
    APPLY = "apply"
    WAIT = "wait"


class PreCheck(StrEnum):
    """What to look up at the present operator first (F-APP-02)."""

    DEVICE_BALANCE = "device_balance"
    USE = "use"
    CONTRACT_NAME = "contract_name"


class NumberFrom(StrEnum):
    """Where the line's number comes from."""

    NEW = "new"
    RESERVATION = "reservation"  # MNP予約番号
    ONE_STOP = "one_stop"  # MNPワンストップ


class Need(StrEnum):
    """What an application cannot do without (F-APP-04)."""

    MAIL_ADDRESS = "mail_address"
    PERSONAL_DETAILS = "personal_details"
    CREDIT_CARD = "credit_card"
    IDENTITY_PAPERS = "identity_papers"
    RESERVATION_NUMBER = "reservation_number"
    PRESENT_OPERATOR = "present_operator"


class Choice(StrEnum):
    """What is chosen on the page of selections (F-APP-08)."""

    CONTRACT_METHOD = "contract_method"
    SIM_TYPE = "sim_type"
    PLAN = "plan"
    DEVICE = "device"
    NETWORK = "network"
    OPTIONS = "options"
    USER = "user"  # 利用者


class ApplicationStep(StrEnum):
    """Pages of the application (C-111)."""

    SELECTION = "selection"
    SUMMARY = "summary"
    PORT_IN = "port_in"
    CONTRACTOR = "contractor"
    CONSENT = "consent"
    PORT_IN_USER = "port_in_user"
    PAPERS = "papers"


class ApplicationState(StrEnum):
    """Where an application stands (F-APP-16)."""

    DRAFT = "draft"
    APPLIED = "applied"
    IDENTITY_AWAITED = "identity_awaited"
    IN_REVIEW = "in_review"
    RETURNED = "returned"
    APPROVED = "approved"
    SENT = "sent"
    OPENING = "opening"
    COMPLETED = "completed"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    INITIALLY_CANCELLED = "initially_cancelled"


class LineState(StrEnum):
    """How far one line of an application has come."""

    APPLIED = "applied"
    SENT = "sent"
    OPENING = "opening"
    OPENED = "opened"
    ENDED = "ended"


class Arrival(NamedTuple):
    """The days between which a SIM card is expected."""

    first_on: date
    last_on: date


_BY_THE_LAST = (
    (LineState.APPLIED, ApplicationState.APPROVED),
    (LineState.SENT, ApplicationState.SENT),
    (LineState.OPENING, ApplicationState.OPENING),
)

_ALWAYS_NEEDED = (
    Need.MAIL_ADDRESS,
    Need.PERSONAL_DETAILS,
    Need.CREDIT_CARD,
    Need.IDENTITY_PAPERS,
)

GUIDE_STAGES: Table[tuple[GuideStage, ...]] = always(
    "guide_stages", Unit.WORD, tuple(GuideStage), "申込ガイド §g"
)
PRE_CHECKS: Table[tuple[PreCheck, ...]] = always(
    "pre_checks", Unit.WORD, tuple(PreCheck), "申込ガイド §h"
)
NEEDS: Mapping[NumberFrom, Table[tuple[Need, ...]]] = MappingProxyType(
    {
        number: always(f"application_needs.{number}", Unit.WORD, needs, source)
        for number, needs, source in (
            (NumberFrom.NEW, _ALWAYS_NEEDED, "申込ガイド §f (C-110)"),
            (
                NumberFrom.RESERVATION,
                (*_ALWAYS_NEEDED, Need.RESERVATION_NUMBER),
                "申込ガイド §j (C-110)",
            ),
            (
                NumberFrom.ONE_STOP,
                (*_ALWAYS_NEEDED, Need.PRESENT_OPERATOR),
                "申込ガイド §k (C-109, C-110)",
            ),
        )
    }
)
CHOICES: Table[tuple[Choice, ...]] = always(
    "application_choices", Unit.WORD, tuple(Choice), "申込ガイド §k"
)
STEPS: Table[tuple[ApplicationStep, ...]] = always(
    "application_steps", Unit.WORD, tuple(ApplicationStep), "申込ガイド §k (C-111)"
)
STATES: Table[tuple[ApplicationState, ...]] = always(
    "application_states", Unit.WORD, tuple(ApplicationState), "D-17"
)
PREPAYMENT: Table[bool] = stated("application_prepayment", "申込ガイド §k")
SEVERAL_LINES: Table[bool] = stated("application_several_lines", "申込ガイド §k")
CONSENT: Table[bool] = stated("application_consent", "申込ガイド §k")

ENTRY_CODE: Table[bool] = stated("entry_code", "解約ガイド §7③ (D-87, D-152)")
_ENTRY_CODE = re.compile(r"[0-9A-Z]{4,20}")

FIRST_BILL_EARLIEST: Table[bool] = stated("first_bill_earliest", "D-88")
ONE_OPEN: Table[bool] = stated("application_one_open", "D-89")
PAPERS_LATER: Table[bool] = stated("application_papers_later", "D-90")

# Counted from the day of the application.
SIM_ARRIVAL_DAYS: Table[Range[int]] = always(
    "sim_arrival_days", Unit.DAYS, Range(2, 5), "解約ガイド §7④"
)
ESIM_SAME_DAY: Table[bool] = stated("esim_same_day", "解約ガイド §7④")

# What happens after the receipt, where nobody says anything.
SIM_UNDER_WAY_DAYS: Table[int] = always(
    "sim_under_way_days", Unit.DAYS, 2, "解約ガイド §7④ (D-94)"
)
APPROVED_AT_ONCE: Table[bool] = stated("application_approved_at_once", "D-96")
PROGRESS_WITHOUT_SIGN_IN: Table[bool] = stated("application_progress", "D-99")

# One article goes by the day of purchase, the other by the day of release: one row for both.
DEVICE_MAY_BE_LOCKED: Table[bool] = Table(
    "device_may_be_locked",
    Unit.WORD,
    (
        Dated(since=BEGINNING, value=True, source="申込ガイド §i (C-112)"),
        Dated(since=date(2021, 10, 1), value=False, source="解約ガイド §7④ (C-112)"),
    ),
)
SIM_UNLOCK_FEE: Table[Decimal] = always("sim_unlock_fee", Unit.YEN, Decimal(0), "申込ガイド §i")
WRONG_SIM_TYPE: Table[bool] = stated("wrong_sim_type", "申込ガイド §i (C-113)")


def as_entry_code(text: str) -> str:
    """A code of a partner, a referral or an entry package, as it is kept (F-APP-18)."""
    return "".join(unicodedata.normalize("NFKC", text).upper().split())


def is_entry_code(code: str) -> bool:
    """Whether this is written as such a code: 4 to 20 letters and digits."""
    return _ENTRY_CODE.fullmatch(code) is not None


def needed(
    number_from: NumberFrom | str, applied_on: date, *, with_papers: bool = True
) -> tuple[Need, ...]:
    """The checklist of an application (C-110); some lines need no identity papers (O-21)."""
    needs = NEEDS[member(NumberFrom, number_from, "number_from")]
    listed = needs.on(a_day(applied_on, "applied_on"))
    return tuple(need for need in listed if with_papers or need is not Need.IDENTITY_PAPERS)


def steps(
    number_from: NumberFrom | str, applied_on: date, *, with_papers: bool = True
) -> tuple[ApplicationStep, ...]:
    """The pages of an application, in order, without those that have nothing to ask."""
    is_new = member(NumberFrom, number_from, "number_from") is NumberFrom.NEW
    left_out = {
        ApplicationStep.PORT_IN: is_new,
        ApplicationStep.PORT_IN_USER: is_new,
        ApplicationStep.PAPERS: not with_papers,
    }
    in_order = STEPS.on(a_day(applied_on, "applied_on"))
    return tuple(step for step in in_order if not left_out.get(step, False))


def arrival(applied_on: date) -> Arrival:
    """When a SIM card is expected; an eSIM opens on the day itself."""
    first, last = SIM_ARRIVAL_DAYS.on(a_day(applied_on, "applied_on"))
    return Arrival(applied_on + timedelta(days=first), applied_on + timedelta(days=last))


def card_there_on(sent_on: date) -> date:
    """The day on which a card that was posted is there; a new number is in use from it on."""
    day = a_day(sent_on, "sent_on")
    return day + timedelta(days=SIM_UNDER_WAY_DAYS.on(day))


def needs_papers(lines: Iterable[tuple[Function, bool]], applied_on: date) -> bool:
    """Whether an application waits for identity papers (O-21).

    Of each line: what it can do, and whether a device is bought with it.
    """
    return any(
        identity.is_needed(function, applied_on, buys_device=buys) for function, buys in lines
    )


def state_of(lines: Iterable[LineState]) -> ApplicationState:
    """Where an approved application stands, by its lines: with the one that is furthest behind."""
    left = {LineState(line) for line in lines} - {LineState.ENDED}
    if not left:
        return ApplicationState.WITHDRAWN
    for behind, state in _BY_THE_LAST:
        if behind in left:
            return state
    return ApplicationState.COMPLETED


def device_may_be_locked(bought_on: date) -> bool:
    """Whether a telephone bought from a carrier on this day may still carry a SIM lock."""
    return DEVICE_MAY_BE_LOCKED.on(a_day(bought_on, "bought_on"))
