"""Unpaid bills: what happens when, what may be added, and what a payment clears."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from mioportal.rules.checks import a_day, a_month, member, yen
from mioportal.rules.dates import add_business_days, add_months, month_end, month_start
from mioportal.rules.sources import Table, Unit, always, stated
from mioportal.rules.spans import Bound, span


class DunningStatus(StrEnum):
    """How a bill stands that could not be charged."""

    UNPAID = "unpaid"
    REMINDED = "reminded"
    SUSPENDED = "suspended"
    CONFIRMING = "confirming"
    CLEARED = "cleared"
    NO_RECONTRACT = "no_recontract"  # 再契約不可: the line has ended


class Payer(StrEnum):
    INDIVIDUAL = "individual"
    COMPANY = "company"
    DEBTOR = "debtor"  # whose card failed, or who is billed after everything has ended


class PaymentWay(StrEnum):
    CARD = "card"
    SLIP = "slip"  # コンビニ払い用紙
    POSTED_INVOICE = "posted_invoice"
    COMPANY_INVOICE = "company_invoice"  # 請求書払い


@dataclass(frozen=True, kw_only=True, slots=True)
class DunningSchedule:
    """What happens to a bill while it is not paid; `due_on` and `ends_on` are last days."""

    notice_on: date
    slip_on: date
    due_on: date
    suspended_on: date
    ends_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class PaymentMatch:
    """The bills a payment clears, by month, and the yen it leaves over."""

    cleared: tuple[date, ...]
    left_over: Decimal


PAYMENT_WAYS: Mapping[Payer, Table[tuple[PaymentWay, ...]]] = MappingProxyType(
    {
        payer: always(f"payment_ways.{payer}", Unit.WORD, ways, source)
        for payer, ways, source in (
            (Payer.INDIVIDUAL, (PaymentWay.CARD,), "申込ガイド §f (C-081)"),
            (Payer.COMPANY, (PaymentWay.COMPANY_INVOICE,), "解約ガイド §8⑥ (C-081)"),
            (
                Payer.DEBTOR,
                (PaymentWay.CARD, PaymentWay.SLIP, PaymentWay.POSTED_INVOICE),
                "解約ガイド §4② (C-081)",
            ),
        )
    }
)
NOTICE_DAYS: Table[int] = always("dunning_notice", Unit.BUSINESS_DAYS, 1, "D-23")
SLIP_DAY: Table[int] = always("dunning_slip_day", Unit.DAY_OF_MONTH, 6, "O-22")
DUE_AT_MONTH_END: Table[bool] = stated("dunning_due_at_month_end", "D-23")
WARNED_AFTER_DUE: Table[int] = always("dunning_warning", Unit.DAYS, 1, "D-80")
SUSPENSION_DAY: Table[int] = always("dunning_suspension_day", Unit.DAY_OF_MONTH, 10, "D-23")
NOTHING_NEW: Table[bool] = stated("suspended_takes_nothing_new", "D-105")
ENDS_AT_MONTH_END: Table[bool] = stated("dunning_ends_at_month_end", "O-22, D-23")
CONFIRMATION: Mapping[Bound, Table[int]] = span(
    "payment_confirmation", Unit.BUSINESS_DAYS, 1, 3, "解約ガイド §4②"
)
CONFIRMED_AFTER: Table[int] = always("slip_confirmed_after", Unit.BUSINESS_DAYS, 2, "D-81")
ASKED_AGAIN_AFTER: Table[int] = always("late_card_asked_again", Unit.DAYS, 1, "D-81")
COMPANY_DUE_MONTHS: Table[int] = always("company_invoice_due", Unit.MONTHS, 1, "D-82")
# Per cent a year; 0 is off: the site shows that a charge is possible, and takes none.
LATE_CHARGE: Table[Decimal] = always(
    "late_charge", Unit.PERCENT, Decimal(0), "解約ガイド §5② (C-014)"
)
SLIP_FEE: Table[Decimal] = always("slip_fee", Unit.YEN, Decimal(0), "解約ガイド §5② (C-015)")

OLDEST_BILL_FIRST: Table[bool] = stated("payment_clears_oldest_first", "D-24")
NO_RECEIPT: Table[bool] = stated("slip_payment_no_receipt", "O-22")
CREDIT_RECORD: Table[bool] = stated("debt_may_reach_credit_record", "解約ガイド §5②")
ASK_BEFORE_PAYING: Table[bool] = stated("dispute_before_paying", "解約ガイド §5②")
WRONG_CHARGE_REFUNDED: Table[bool] = stated("wrong_charge_refunded", "解約ガイド §5④ (D-83)")


def payment_ways(payer: Payer | str, on: date) -> tuple[PaymentWay, ...]:
    """How this kind of payer pays (C-081)."""
    return PAYMENT_WAYS[member(Payer, payer, "payer")].on(a_day(on, "on"))


def schedule(failed_on: date) -> DunningSchedule:
    """What follows when a bill could not be charged on this day."""
    day = a_day(failed_on, "failed_on")
    slip_month = add_months(month_start(day), 1)
    suspension_month = add_months(slip_month, 1)
    return DunningSchedule(
        notice_on=add_business_days(day, NOTICE_DAYS.on(day)),
        slip_on=slip_month.replace(day=SLIP_DAY.on(day)),
        due_on=month_end(slip_month),
        suspended_on=suspension_month.replace(day=SUSPENSION_DAY.on(day)),
        ends_on=month_end(suspension_month),
    )


def status_on(
    schedule: DunningSchedule,
    day: date,
    paid_on: date | None = None,
    confirmed_on: date | None = None,
) -> DunningStatus:
    """How the bill stands on this day. A payment stops everything, even before it is confirmed."""
    a_day(day, "day")
    for name, event, status in (
        ("confirmed_on", confirmed_on, DunningStatus.CLEARED),
        ("paid_on", paid_on, DunningStatus.CONFIRMING),
    ):
        if event is not None and a_day(event, name) <= day:
            return status
    if schedule.ends_on < day:
        return DunningStatus.NO_RECONTRACT
    if schedule.suspended_on <= day:
        return DunningStatus.SUSPENDED
    return DunningStatus.REMINDED if schedule.notice_on <= day else DunningStatus.UNPAID


def restored_by(paid_on: date) -> date:
    """The day by which menus that a debt had closed are back (F-BIL-11)."""
    day = a_day(paid_on, "paid_on")
    return add_business_days(day, CONFIRMATION[Bound.MOST].on(day))


def warned_on(schedule: DunningSchedule) -> date:
    """The day on which a member is warned that their lines will be suspended (M-26)."""
    return schedule.due_on + timedelta(days=WARNED_AFTER_DUE.on(schedule.due_on))


def confirmed_on(paid_on: date) -> date:
    """The day on which the operator hears of a payment made with a slip (D-81)."""
    day = a_day(paid_on, "paid_on")
    return add_business_days(day, CONFIRMED_AFTER.on(day))


def asked_again_on(asked_on: date) -> date:
    """When a card's company that has not answered is asked once more (D-81)."""
    day = a_day(asked_on, "asked_on")
    return day + timedelta(days=ASKED_AGAIN_AFTER.on(day))


def company_due_on(issued_on: date) -> date:
    """The last day for the bank transfer of a company, by the day of its invoice (D-82)."""
    day = a_day(issued_on, "issued_on")
    return month_end(add_months(month_start(day), COMPANY_DUE_MONTHS.on(day)))


def late_charge_percent(on: date) -> Decimal:
    """延滞金, per cent a year; 0 is none (C-014)."""
    return LATE_CHARGE.on(a_day(on, "on"))


def slip_fee(on: date) -> Decimal:
    """What paying by slip costs on top, by the day the slip is sent (C-015)."""
    return SLIP_FEE.on(a_day(on, "on"))


def match_payment(paid: Decimal, debts: Mapping[date, Decimal]) -> PaymentMatch:
    """What a payment clears of unpaid bills, given by month: the oldest first, each whole."""
    left = yen(paid, "paid")
    for month, owed in debts.items():
        a_month(month, "debts")
        yen(owed, "debts")
    cleared = []
    for month in sorted(debts):
        if debts[month] > left:
            break
        left -= debts[month]
        cleared.append(month)
    return PaymentMatch(cleared=tuple(cleared), left_over=left)
