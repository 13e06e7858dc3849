"""Bringing a number along (MNP転入) when a line is applied for."""

import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from mioportal.rules import operators, port_out
from mioportal.rules.checks import a_day, settle
from mioportal.rules.operators import Operator
from mioportal.rules.sources import Table, Unit, always, stated
from mioportal.rules.verdict import Verdict, against


class PortInReason(StrEnum):
    """Why a number cannot be brought along as typed."""

    NAME_DIFFERS = "name_differs"
    NOT_TEN_DIGITS = "not_ten_digits"
    TOO_FEW_DAYS = "too_few_days"
    TOO_MANY_DAYS = "too_many_days"  # no number is valid for so long (C-067)
    NOT_ONE_STOP = "not_one_stop"


@dataclass(frozen=True, kw_only=True, slots=True)
class PortInFacts:
    """What was typed: a reservation number with its last day, or neither (one-stop)."""

    applied_on: date
    donor: Operator = Operator.OTHER
    number: str | None = None
    expires_on: date | None = None
    name_differs: bool = False
    # Staff keep this list (C-109); None is that of the book.
    one_stop_donors: tuple[Operator, ...] | None = None

    def __post_init__(self) -> None:
        a_day(self.applied_on, "applied_on")
        settle(self, "donor", operators.operator(self.donor))
        if (self.number is None) is not (self.expires_on is None):
            raise ValueError("expires_on must be given with a number, and only with one")
        if self.number is not None:
            settle(self, "number", unicodedata.normalize("NFKC", self.number).strip())
        if self.expires_on is not None:
            a_day(self.expires_on, "expires_on")


# Counted like days_left: the day of application is none of them (C-068).
DAYS_LEFT: Table[int] = always("port_in_days_left", Unit.DAYS, 7, "申込ガイド §j (C-068)")
BY_CONTRACTOR: Table[bool] = stated("port_in_by_contractor", "申込ガイド §h (O-33)")
BY_ACT: Table[bool] = stated("port_in_by_act", "D-95, D-151")
FORMER_NUMBER: Table[bool] = stated("port_in_former_number", "解約ガイド §8④")


def last_day(expires_on: date) -> date:
    """The last day on which an application with this number is taken."""
    day = a_day(expires_on, "expires_on")
    return day - timedelta(days=DAYS_LEFT.on(day))


def may_port_in(facts: PortInFacts) -> Verdict[PortInReason]:
    """Whether the number may be brought along, with every reason against."""
    day, number = facts.applied_on, facts.number
    holds = {
        PortInReason.NAME_DIFFERS: facts.name_differs,
        PortInReason.NOT_TEN_DIGITS: number is not None and not _is_number(number, day),
        PortInReason.TOO_FEW_DAYS: facts.expires_on is not None
        and port_out.days_left(facts.expires_on, day) < DAYS_LEFT.on(day),
        PortInReason.TOO_MANY_DAYS: facts.expires_on is not None
        and facts.expires_on > port_out.expires_on(day),
        PortInReason.NOT_ONE_STOP: number is None
        and facts.donor not in _one_stop(facts),
    }
    return against(holds)


def _one_stop(facts: PortInFacts) -> tuple[Operator, ...]:
    if facts.one_stop_donors is None:
        return operators.ONE_STOP_DONORS.on(facts.applied_on)
    return facts.one_stop_donors


def _is_number(text: str, on: date) -> bool:
    return text.isascii() and text.isdigit() and len(text) == port_out.NUMBER_DIGITS.on(on)
