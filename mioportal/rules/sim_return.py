"""Sending SIM cards back: the reminders, and from when a fee may be charged."""

from datetime import date, timedelta

from mioportal.rules.checks import a_day
from mioportal.rules.dates import ONE_DAY, add_months
from mioportal.rules.sources import Table, Unit, always

# There is no deadline; the fee may follow once these months have fully passed (C-055).
FEE_RISK_MONTHS: Table[int] = always(
    "sim_fee_risk_months", Unit.MONTHS, 3, "解約ガイド §5① (C-055)"
)
FIRST_REMINDER_DAYS: Table[int] = always("sim_first_reminder", Unit.DAYS, 7, "解約ガイド §5①")
LATER_REMINDER_MONTHS: Table[tuple[int, ...]] = always(
    "sim_later_reminders", Unit.MONTHS, (1, 2), "C-055"
)
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
