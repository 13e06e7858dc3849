"""When somebody answers: the support desks and their hours."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from types import MappingProxyType

from mioportal.rules.checks import a_day, an_instant, member
from mioportal.rules.dates import (
    JST,
    LAST_MINUTE,
    ONE_DAY,
    add_business_days,
    at_japan,
    is_business_day,
)
from mioportal.rules.sources import Table, Unit, always, stated
from mioportal.rules.spans import Bound, span


class Desk(StrEnum):
    PHONE = "phone"
    CHAT = "chat"
    CORPORATE = "corporate"


class PhoneTime(StrEnum):
    """Hours in which the telephone is easy or hard to reach (F-SUP-01)."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    LUNCH = "lunch"
    EVENING = "evening"


class BusyDays(StrEnum):
    MONTH_END = "month_end"
    MONTH_START = "month_start"


class ProofFact(StrEnum):
    """What support may ask, to know who is speaking and of what."""

    MIO_ID = "mio_id"
    NAME = "name"
    BIRTH_DATE = "birth_date"
    ADDRESS = "address"
    PHONE_NUMBER = "phone_number"  # of a voice line
    CANCELLED_AT = "cancelled_at"
    MAIL_ADDRESS = "mail_address"
    QUESTION = "question"


@dataclass(frozen=True, kw_only=True, slots=True)
class Hours:
    """From `opens` up to, not including, `closes`."""

    opens: time
    closes: time
    business_days_only: bool = False


HOURS: Mapping[Desk, Table[Hours]] = MappingProxyType(
    {
        Desk.PHONE: always(
            "desk_hours.phone",
            Unit.TIME,
            Hours(opens=time(9), closes=time(19)),
            "解約ガイド §2④",
        ),
        Desk.CHAT: always(
            "desk_hours.chat",
            Unit.TIME,
            Hours(opens=time(10), closes=time(18)),
            "解約ガイド §4④",
        ),
        Desk.CORPORATE: always(
            "desk_hours.corporate",
            Unit.TIME,
            Hours(opens=time(9), closes=time(17), business_days_only=True),
            "解約ガイド §8⑥ (C-119)",
        ),
    }
)
PHONE_NUMBERS: Table[str] = always("desk_phone_number", Unit.WORD, "0570-09-4400", "解約ガイド §2④")
# Shown with a warning: such numbers usually cannot be reached from abroad (C-086).
OVERSEAS_NUMBERS: Table[str] = always(
    "desk_phone_number_overseas", Unit.WORD, "+81-570-09-4400", "解約ガイド §8⑧ (C-086)"
)
MAIL_BEFORE_OVERSEAS_CALL: Table[bool] = stated("mail_before_overseas_call", "C-086")

QUIET_HOURS: Mapping[PhoneTime, Table[Hours]] = MappingProxyType(
    {
        time_: always(
            f"phone_quiet_hours.{time_}",
            Unit.TIME,
            Hours(opens=time(opens), closes=time(closes), business_days_only=True),
            "解約ガイド §4④",
        )
        for time_, opens, closes in ((PhoneTime.MORNING, 10, 12), (PhoneTime.AFTERNOON, 14, 16))
    }
)
BUSY_HOURS: Mapping[PhoneTime, Table[Hours]] = MappingProxyType(
    {
        time_: always(
            f"phone_busy_hours.{time_}",
            Unit.TIME,
            Hours(opens=time(opens), closes=time(closes)),
            "解約ガイド §4④",
        )
        for time_, opens, closes in ((PhoneTime.LUNCH, 12, 13), (PhoneTime.EVENING, 17, 19))
    }
)
BUSY_DAYS: Table[tuple[BusyDays, ...]] = always(
    "phone_busy_days", Unit.WORD, tuple(BusyDays), "解約ガイド §4④"
)

ANSWER: Mapping[Bound, Table[int]] = span("mail_answer", Unit.BUSINESS_DAYS, 1, 2, "解約ガイド §4④")
FORM_COUNTS_TO: Table[time] = always("inquiry_counts_to", Unit.TIME, LAST_MINUTE, "C-085")

FACTS_TO_HAVE_READY: Table[tuple[ProofFact, ...]] = always(
    "call_facts",
    Unit.WORD,
    (
        ProofFact.MIO_ID,
        ProofFact.NAME,
        ProofFact.BIRTH_DATE,
        ProofFact.ADDRESS,
        ProofFact.PHONE_NUMBER,
        ProofFact.CANCELLED_AT,
        ProofFact.MAIL_ADDRESS,
    ),
    "解約ガイド §4④",
)
FACTS_BY_MAIL: Table[tuple[ProofFact, ...]] = always(
    "mail_form_facts",
    Unit.WORD,
    (ProofFact.MIO_ID, ProofFact.NAME, ProofFact.QUESTION, ProofFact.CANCELLED_AT),
    "解約ガイド §4④",
)


def is_open(desk: Desk | str, at: datetime) -> bool:
    """Whether the desk answers at this instant."""
    local = an_instant(at, "at").astimezone(JST)
    hours = _hours(desk, local.date())
    return hours is not None and hours.opens <= local.time() < hours.closes


def next_opening(desk: Desk | str, at: datetime) -> datetime:
    """The first moment of opening at or after this instant."""
    day = an_instant(at, "at").astimezone(JST).date()
    while True:
        hours = _hours(desk, day)
        if hours is not None and at_japan(day, hours.opens) >= at:
            return at_japan(day, hours.opens)
        day += ONE_DAY


def answer_due_on(received_on: date) -> date:
    """The last business day on which a mail is answered, counted from the day after (F-SUP-03)."""
    day = a_day(received_on, "received_on")
    return add_business_days(day, ANSWER[Bound.MOST].on(day))


def _hours(desk: Desk | str, day: date) -> Hours | None:
    hours = HOURS[member(Desk, desk, "desk")].on(day)
    return None if hours.business_days_only and not is_business_day(day) else hours
