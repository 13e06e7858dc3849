"""When somebody answers: the support desks and their hours."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from types import MappingProxyType

from mioportal.rules.checks import an_instant, member
from mioportal.rules.dates import JST, ONE_DAY, at_japan, is_business_day
from mioportal.rules.sources import Table, Unit, always


class Desk(StrEnum):
    PHONE = "phone"
    CHAT = "chat"
    CORPORATE = "corporate"


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


def _hours(desk: Desk | str, day: date) -> Hours | None:
    hours = HOURS[member(Desk, desk, "desk")].on(day)
    return None if hours.business_days_only and not is_business_day(day) else hours
