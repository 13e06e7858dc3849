"""The mioID: its form, how a typed login is read, how long it lives, and who is warned when."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum

from mioportal.rules.checks import a_day
from mioportal.rules.dates import ONE_DAY, add_months, at_japan
from mioportal.rules.sources import Table, Unit, always, stated

_FORM = re.compile(r"MA[0-9]{7}")


class MioIdState(StrEnum):
    """What a mioID goes through (ST-mioID); a lock is a matter of signing in, in any state."""

    PROVISIONAL = "provisional"  # 仮登録: the application is not completed yet
    VALID = "valid"
    CLOSING = "closing"  # 閉鎖予定: every service has ended
    INVALID = "invalid"


class KeepsOpen(StrEnum):
    """What puts off the last day of a closing mioID as long as it is open (C-041)."""

    UNPAID = "unpaid"
    INSTALMENTS = "instalments"
    SIM_CASE = "sim_case"
    APPLICATION = "application"  # handed in, and under way (D-150)


@dataclass(frozen=True, kw_only=True, slots=True)
class ClosingFacts:
    """What the last day of a closing mioID hangs on; None is a thing the member never had."""

    last_service_ended_on: date
    bill_settled_on: date | None = None
    instalment_paid_on: date | None = None
    sim_case_closed_on: date | None = None
    has_unpaid: bool = False
    has_instalments: bool = False
    has_sim_case: bool = False
    has_application: bool = False
    application_ended_on: date | None = None


CLOSING_MONTHS: Table[int] = always("mioid_closing_months", Unit.MONTHS, 3, "申込ガイド §d (C-041)")
PROVISIONAL_MONTHS: Table[int] = always(
    "mioid_provisional_months", Unit.MONTHS, 1, "申込ガイド §d (C-042)"
)
CLOSING_WARNING_MONTHS: Table[int] = always("mioid_closing_warning_months", Unit.MONTHS, 1, "D-18")
CLOSING_WARNING_DAYS: Table[int] = always("mioid_closing_warning_days", Unit.DAYS, 7, "D-18")

FEE: Table[Decimal] = always("mioid_fee", Unit.YEN, Decimal(0), "申込ガイド §l")
FORM: Table[bool] = stated("mioid_form", "申込ガイド §b (C-044)")
LOGIN: Table[bool] = stated("mioid_login", "解約ガイド §2① (C-044)")
GIVEN: Table[bool] = stated("mioid_given", "申込ガイド §b")
NEVER_ALONE: Table[bool] = stated("mioid_never_alone", "申込ガイド §b (C-045)")
ONE_PER_PERSON: Table[bool] = stated("mioid_one_per_person", "申込ガイド §b (C-039)")
NEVER_MERGED: Table[bool] = stated("mioid_never_merged", "申込ガイド §l (C-049)")
CLOSES_ALONE: Table[bool] = stated("mioid_closes_alone", "申込ガイド §l (C-041)")
CARD_IS_NO_CASE: Table[bool] = stated("mioid_card_is_no_case", "D-53")
APPLICATION_DAYS: Table[int] = always(
    "mioid_application_days", Unit.DAYS, 7, "申込ガイド §b (C-039, D-150)"
)


def is_mioid(text: str) -> bool:
    """`MA` and seven digits, half-width (C-044)."""
    return _FORM.fullmatch(text) is not None


def normalise_login(text: str) -> str:
    """A typed mioID or mail address as it is stored.

    Full-width becomes half-width, characters nobody can see go (F-ACC-10), a mioID is written
    in capitals and a mail address in small letters.
    """
    plain = unicodedata.normalize("NFKC", text)
    seen = "".join(letter for letter in plain if unicodedata.category(letter) not in ("Cf", "Cc"))
    typed = seen.strip()
    return typed.upper() if is_mioid(typed.upper()) else typed.lower()


def valid_through(
    last_service_ended_on: date,
    bill_settled_on: date | None = None,
    instalment_paid_on: date | None = None,
    sim_case_closed_on: date | None = None,
) -> date:
    """The last day of a mioID whose services have all ended (C-041).

    Three months count from the latest of the days given; None is a thing the member never had.
    """
    since = a_day(last_service_ended_on, "last_service_ended_on")
    later = {
        "bill_settled_on": bill_settled_on,
        "instalment_paid_on": instalment_paid_on,
        "sim_case_closed_on": sim_case_closed_on,
    }
    for name, day in later.items():
        if day is not None:
            since = max(since, a_day(day, name))
    return add_months(since, CLOSING_MONTHS.on(since))


def kept_open_by(facts: ClosingFacts) -> tuple[KeepsOpen, ...]:
    """Everything that still puts off the last day; a card on its way back does not (D-53)."""
    holds = {
        KeepsOpen.UNPAID: facts.has_unpaid,
        KeepsOpen.INSTALMENTS: facts.has_instalments,
        KeepsOpen.SIM_CASE: facts.has_sim_case,
        KeepsOpen.APPLICATION: facts.has_application,
    }
    return tuple(each for each in KeepsOpen if holds[each])


def last_day(facts: ClosingFacts) -> date | None:
    """The last day of a closing mioID; None as long as something could put it off."""
    if kept_open_by(facts):
        return None
    return _after_application(valid_through(max(_began(facts))), facts.application_ended_on)


def earliest_last_day(facts: ClosingFacts, today: date) -> date:
    """The last day if whatever is open were settled today: an estimate that is never too late."""
    a_day(today, "today")
    settled = [today] if {*kept_open_by(facts)} - {KeepsOpen.APPLICATION} else []
    ended_on = today if facts.has_application else facts.application_ended_on
    return _after_application(valid_through(max([*_began(facts), *settled])), ended_on)


def _after_application(through: date, ended_on: date | None) -> date:
    """An application that came to nothing leaves the last day where it was, or a week to go."""
    if ended_on is None:
        return through
    return max(through, ended_on + timedelta(days=APPLICATION_DAYS.on(ended_on)))


def _began(facts: ClosingFacts) -> list[date]:
    """The days from the latest of which the three months count."""
    later = (facts.bill_settled_on, facts.instalment_paid_on, facts.sim_case_closed_on)
    return [facts.last_service_ended_on, *(day for day in later if day is not None)]


def state_on(
    day: date, *, through: date | None, is_provisional: bool = False, is_closing: bool = False
) -> MioIdState:
    """The state on a day of a mioID whose last day is `through` (None: not settled)."""
    if through is not None and a_day(through, "through") < a_day(day, "day"):
        return MioIdState.INVALID
    if is_provisional:
        return MioIdState.PROVISIONAL
    return MioIdState.CLOSING if is_closing else MioIdState.VALID


def provisional_through(registered_on: date) -> date:
    """The last day of a mioID whose application was never finished (C-042)."""
    day = a_day(registered_on, "registered_on")
    return add_months(day, PROVISIONAL_MONTHS.on(day))


def invalid_from_at(valid_through: date) -> datetime:
    """The instant from which a mioID is 無効: midnight after its last day (C-041)."""
    return at_japan(a_day(valid_through, "valid_through") + ONE_DAY, time(0))


def closing_warning_days(valid_through: date) -> tuple[date, ...]:
    """The days on which a member is told that the mioID will close (M-32)."""
    day = a_day(valid_through, "valid_through")
    early = add_months(day, -CLOSING_WARNING_MONTHS.on(day))
    return early, day - timedelta(days=CLOSING_WARNING_DAYS.on(day))
