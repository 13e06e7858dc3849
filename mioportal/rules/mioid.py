"""The mioID: its form, how a typed login is read, and how long it lives."""

import re
import unicodedata
from datetime import date

from mioportal.rules.checks import a_day
from mioportal.rules.dates import add_months
from mioportal.rules.sources import Table, Unit, always

_FORM = re.compile(r"MA[0-9]{7}")

CLOSING_MONTHS: Table[int] = always("mioid_closing_months", Unit.MONTHS, 3, "申込ガイド §d (C-041)")
PROVISIONAL_MONTHS: Table[int] = always(
    "mioid_provisional_months", Unit.MONTHS, 1, "申込ガイド §d (C-042)"
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


def provisional_through(registered_on: date) -> date:
    """The last day of a mioID whose application was never finished (C-042)."""
    day = a_day(registered_on, "registered_on")
    return add_months(day, PROVISIONAL_MONTHS.on(day))
