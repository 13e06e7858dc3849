"""Facts of lines that leave, for the tests of the quote."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from mioportal.rules.billing import BilledLine, BillFacts
from mioportal.rules.instalments import Instalments
from mioportal.rules.quote import Event, EventKind, LeavingFacts, Quote, SecondaryLeaving, quote

OCTOBER = date(2025, 10, 1)


def jst(text: str) -> datetime:
    return datetime.fromisoformat(text + "+09:00")


ASKED = jst("2025-10-15T10:30:00")


def a_line(**changes: Any) -> BilledLine:
    facts = {"line": "hdu1", "plan": "giga_5gb", "function": "voice", "medium": "sim"}
    return BilledLine(**(facts | changes))


def leaving(*lines: BilledLine, bill: dict[str, Any] | None = None, **changes: Any) -> LeavingFacts:
    """The first of the lines leaves, in October 2025 where nothing else is said."""
    billed = {"month": OCTOBER, "lines": lines or (a_line(),)} | (bill or {})
    facts = {
        "line": "hdu1",
        "bill": BillFacts(**billed),
        "contracted_on": date(2022, 5, 10),
        "started_on": date(2022, 5, 12),
        "physical_sims": 1,
    }
    return LeavingFacts(**(facts | changes))


def a_device(**changes: Any) -> Instalments:
    """57,800 yen in 24, twelve of them paid."""
    facts = {
        "code": "dev1",
        "line": "hdu1",
        "kind": "ordinary",
        "total": Decimal(57_800),
        "count": 24,
        "paid": 12,
    }
    return Instalments(**(facts | changes))


def a_secondary(line: str, cards: int = 1) -> SecondaryLeaving:
    return SecondaryLeaving(
        line=line,
        contracted_on=date(2023, 1, 10),
        started_on=date(2023, 1, 12),
        physical_sims=cards,
    )


def cancelled(facts: LeavingFacts, at: datetime = ASKED) -> Quote:
    return quote(facts, at, "cancellation")


def of_kind(given: Quote, *kinds: EventKind) -> list[Event]:
    return [event for event in given.events if event.kind in kinds]


def only(given: Quote, kind: EventKind) -> Event:
    [event] = of_kind(given, kind)
    return event


def charged(given: Quote) -> dict[tuple[str, str], Decimal]:
    """Amounts by kind and code."""
    return {(each.kind.value, each.code): each.amount for each in given.charges}
