"""Sending SIM cards back: the reminders, and from when a fee may be charged."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from mioportal.rules.checks import a_count, a_day
from mioportal.rules.dates import ONE_DAY, add_months
from mioportal.rules.sources import Table, Unit, always, stated
from mioportal.rules.verdict import Verdict, against


class WaiverReason(StrEnum):
    """Why staff let a fee go (C-059)."""

    LOST_DECLARED = "lost_declared"  # 紛失申告
    ABROAD = "abroad"
    CHARGED_IN_ERROR = "charged_in_error"


class FeeReason(StrEnum):
    """Why the fee for a card is not charged (C-055, C-061)."""

    NO_CARD = "no_card"
    TOO_EARLY = "too_early"
    RECEIVED = "received"
    NOT_REMINDED = "not_reminded"
    WAIVED = "waived"
    NOT_APPROVED = "not_approved"


@dataclass(frozen=True, kw_only=True, slots=True)
class FeeFacts:
    """A card when its fee is to be charged. What protects the member has no default."""

    ended_on: date
    charged_on: date
    reminders_sent: int
    awaits_approval: bool
    is_esim: bool = False
    is_received: bool = False
    is_waived: bool = False

    def __post_init__(self) -> None:
        a_day(self.ended_on, "ended_on")
        a_day(self.charged_on, "charged_on")
        a_count(self.reminders_sent, "reminders_sent")


# There is no deadline; the fee may follow once these months have fully passed (C-055).
FEE_RISK_MONTHS: Table[int] = always(
    "sim_fee_risk_months", Unit.MONTHS, 3, "解約ガイド §5① (C-055)"
)
FIRST_REMINDER_DAYS: Table[int] = always("sim_first_reminder", Unit.DAYS, 7, "解約ガイド §5①")
LATER_REMINDER_MONTHS: Table[tuple[int, ...]] = always(
    "sim_later_reminders", Unit.MONTHS, (1, 2), "C-055"
)
REMINDERS_NEEDED: Table[int] = always("sim_fee_reminders_needed", Unit.TIMES, 1, "C-055")
WAIVERS: Table[tuple[WaiverReason, ...]] = always(
    "sim_fee_waivers", Unit.WORD, tuple(WaiverReason), "解約ガイド §8⑧ (C-059)"
)
STAFF_APPROVE: Table[bool] = stated("sim_fee_staff_approve", "C-061")
NOT_AFTER_MIOID: Table[bool] = stated("sim_fee_not_after_mioid", "D-120")
EACH_CARD: Table[bool] = stated("sim_fee_each_card", "解約ガイド §5①")

NO_DEADLINE: Table[bool] = stated("sim_return_no_deadline", "解約ガイド §5① (C-055)")
NOT_FOR_ESIM: Table[bool] = stated("sim_return_not_for_esim", "解約ガイド §5①")
AFTER_PORT_OUT: Table[bool] = stated("sim_return_after_port_out", "解約ガイド §3④")
ALL_CARDS: Table[bool] = stated("sim_return_all_cards", "解約ガイド §5①")
CARD_ALONE: Table[bool] = stated("sim_return_card_alone", "解約ガイド §5①")
OWN_POSTAGE: Table[bool] = stated("sim_return_own_postage", "解約ガイド §5①")
NO_CASH_ON_DELIVERY: Table[bool] = stated("sim_return_no_cash_on_delivery", "解約ガイド §5①")
OPEN_AT_ACCEPTANCE: Table[bool] = stated("sim_return_open_at_acceptance", "解約ガイド §5① (C-056)")
NO_RECEIPT_NOTICE: Table[bool] = stated("sim_return_no_receipt_notice", "解約ガイド §5① (C-057)")

RETURN_ADDRESSES: Table[tuple[str, ...]] = always(
    "sim_return_address",
    Unit.WORD,
    (
        "〒143-0006",
        "東京都大田区平和島3-6-1",
        "東京団地倉庫A-2棟",
        "住友倉庫内",
        "IIJモバイル解約受付センター",
    ),
    "解約ガイド §1⑤ (C-058)",
)
RETURN_ADDRESS_LINES: tuple[str, ...] = RETURN_ADDRESSES.rows[-1].value
RETURN_ADDRESS = " ".join(RETURN_ADDRESS_LINES)


def fee_risk_from(ended_on: date) -> date:
    """The first day on which a fee may be charged for a card that was not returned."""
    day = a_day(ended_on, "ended_on")
    return add_months(day, FEE_RISK_MONTHS.on(day)) + ONE_DAY


def reminder_days(ended_on: date) -> tuple[date, ...]:
    """The days on which a member is reminded while a card is still out."""
    day = a_day(ended_on, "ended_on")
    first = day + timedelta(days=FIRST_REMINDER_DAYS.on(day))
    return (first, *(add_months(day, months) for months in LATER_REMINDER_MONTHS.on(day)))


def may_charge_fee(facts: FeeFacts) -> Verdict[FeeReason]:
    """Whether the fee for this card may be charged, with every reason against."""
    on = facts.charged_on
    holds = {
        FeeReason.NO_CARD: facts.is_esim,
        FeeReason.TOO_EARLY: on < fee_risk_from(facts.ended_on),
        FeeReason.RECEIVED: facts.is_received,
        FeeReason.NOT_REMINDED: facts.reminders_sent < REMINDERS_NEEDED.on(on),
        FeeReason.WAIVED: facts.is_waived,
        FeeReason.NOT_APPROVED: facts.awaits_approval,
    }
    return against(holds)
