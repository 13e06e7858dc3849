"""A quote written down, recognised, and held against a later one."""

import json
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mioportal.rules.billing import BilledLine, BillFacts
from mioportal.rules.charges import BillLine, ChargeKind
from mioportal.rules.quote import (
    EventKind,
    LeavingFacts,
    Part,
    Quote,
    Way,
    ends_on,
    leaving_lines,
    quote,
)
from tests.rules.situations import a_line, a_secondary, cancelled, leaving

JUNE = date(2026, 6, 1)
MOMENTS = st.datetimes(
    datetime.fromisoformat("2026-06-01T00:00:00"), datetime.fromisoformat("2026-06-30T22:59:59")
)


def jst(text: str) -> datetime:
    return datetime.fromisoformat(text + "+09:00")


def a_quote(
    asked: str = "2026-06-10T09:15:30", month: date = JUNE, posted: Any = (), **changes: Any
) -> Quote:
    held = {"line": "hdu1", "plan": "giga_5gb", "function": "voice", "medium": "sim"}
    held |= {key: changes.pop(key) for key in ("options", "calls") if key in changes}
    facts = LeavingFacts(
        line="hdu1",
        bill=BillFacts(month=month, lines=(BilledLine(**held),), posted=posted),  # type: ignore[arg-type]
        contracted_on=date(2022, 5, 10),
        started_on=date(2022, 5, 12),
        **({"physical_sims": 1, "card_brand": "jcb", "is_last_line": True} | changes),
    )
    return quote(facts, jst(asked), Way.CANCELLATION)


SHOWN = a_quote(options=("call_5",), calls=Decimal("33.0"))


def test_a_quote_is_written_in_words_that_json_knows_and_read_back_the_same() -> None:
    written = json.loads(json.dumps(SHOWN.as_dict()))
    assert written["ends_on"] == "2026-06-30"
    assert written["way"] == "cancellation"
    assert written["total"] == "1523"
    assert written["events"][0] == {
        "kind": "accepted",
        "on": "2026-06-10",
        "at": "09:15:30",
        "approximate": False,
        "subject": "hdu1",
        "line": "",
        "amount": None,
    }
    assert Quote.from_dict(written) == SHOWN


def test_asking_a_day_later_in_the_month_promises_the_same() -> None:
    later = a_quote("2026-06-11T23:00:00", options=("call_5",), calls=Decimal(33))
    assert later != SHOWN
    assert later.digest() == SHOWN.digest()
    assert SHOWN.differences(later) == ()


@given(MOMENTS)
def test_the_digest_is_stable_through_the_month(asked: datetime) -> None:
    assert a_quote(asked.isoformat()).digest() == a_quote().digest()


def test_the_digest_is_hexadecimal_and_the_same_in_every_process() -> None:
    assert SHOWN.digest() == Quote.from_dict(SHOWN.as_dict()).digest()
    assert len(SHOWN.digest()) == 64
    int(SHOWN.digest(), 16)


def test_after_month_end_the_last_day_the_bill_and_every_later_day_differ() -> None:
    july = a_quote("2026-07-01T00:00:00", date(2026, 7, 1), options=("call_5",), calls=Decimal(33))
    found = SHOWN.differences(july)
    assert (found[0].part, found[0].before, found[0].after) == (
        Part.ENDS_ON,
        date(2026, 6, 30),
        date(2026, 7, 31),
    )
    assert [each.part for each in found].count(Part.EVENT) == len(SHOWN.events) - 2
    assert found[-1].part is Part.CONDITIONAL
    assert SHOWN.digest() != july.digest()


def test_a_new_option_is_a_charge_an_event_and_another_total() -> None:
    plain, dearer = a_quote(), a_quote(options=("call_10",))
    found = {each.part: each for each in plain.differences(dearer)}
    assert set(found) == {Part.EVENT, Part.CHARGE, Part.TOTAL}
    assert found[Part.EVENT].before is None
    assert found[Part.EVENT].after == dearer.event(EventKind.OPTION_ENDS)
    assert (found[Part.TOTAL].before, found[Part.TOTAL].after) == (990, 1690)
    back = {each.part: each for each in dearer.differences(plain)}
    assert back[Part.CHARGE].after is None


def test_a_card_returned_takes_its_risk_away() -> None:
    found = a_quote().differences(a_quote(physical_sims=0))
    assert [(each.part, each.after) for each in found] == [
        (Part.EVENT, None),
        (Part.CONDITIONAL, None),
    ]


def test_a_day_that_becomes_uncertain_is_a_difference() -> None:
    [found] = a_quote().differences(a_quote(card_brand="amex"))
    assert found.part is Part.EVENT
    assert found.before.on == found.after.on  # type: ignore[union-attr]
    assert found.after.approximate  # type: ignore[union-attr]


def test_charges_alike_are_told_apart() -> None:
    one = BillLine(kind=ChargeKind.SIM_ISSUE, amount=Decimal("433.4"), percent=10)
    found = a_quote(posted=(one,)).differences(a_quote(posted=(one, one)))
    assert [(each.part, each.before is None) for each in found] == [
        (Part.CHARGE, True),
        (Part.TOTAL, False),
    ]


def test_another_line_or_way_cannot_be_compared() -> None:
    for other in (replace(SHOWN, way=Way.PORT_OUT), replace(SHOWN, line="hdu2")):
        with pytest.raises(ValueError, match="^other must"):
            SHOWN.differences(other)


CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "options": st.sampled_from([(), ("call_5",), ("call_10",), ("call_5", "call_10")]),
        "calls": st.sampled_from([Decimal(0), Decimal("0.0"), Decimal(11)]),
        "physical_sims": st.integers(0, 2),
        "card_brand": st.sampled_from([None, "jcb", "amex", "other"]),
        "is_last_line": st.booleans(),
    },
)


@given(CHANGES, CHANGES)
def test_two_quotes_differ_exactly_when_their_digests_do(
    first: dict[str, Any], second: dict[str, Any]
) -> None:
    one, other = a_quote(**first), a_quote(**second)
    assert (one.digest() == other.digest()) is (one.differences(other) == ())


FULL = cancelled(
    leaving(
        a_line(options=("tabuho",)),
        a_line(line="hdu0", plan="giga_2gb"),
        bill={"posted": (BillLine(kind="sim_issue", amount=Decimal(866), percent=10, quantity=2),)},
        owed=Decimal(3280),
    )
)


def test_a_quote_with_everything_is_read_back_the_same() -> None:
    assert Quote.from_dict(json.loads(json.dumps(FULL.as_dict()))) == FULL
    assert {each.amount for each in FULL.events} == {None, 550}
    assert [each.quantity for each in FULL.charges if each.kind == "sim_issue"] == [2]


def test_a_quote_of_the_first_days_is_read_as_it_was_meant() -> None:
    """Then events had neither line nor amount, conditional charges no line, quotes no debt."""
    written = json.loads(json.dumps(FULL.as_dict()))
    del written["owed"]
    for event in written["events"]:
        del event["line"], event["amount"]
    for charge in written["conditional"]:
        del charge["line"]
    read = Quote.from_dict(written)
    assert read.owed == 0
    assert {(each.line, each.amount) for each in read.events} == {("", None)}
    assert {each.line for each in read.conditional} == {""}
    assert read.charges == FULL.charges


def test_a_code_is_written_as_a_plain_text() -> None:
    assert type(FULL.as_dict()["way"]) is str


def test_the_first_event_is_about_the_line_that_asks() -> None:
    assert (FULL.events[0].kind, FULL.events[0].subject) == (EventKind.ACCEPTED, "hdu1")


def test_an_unknown_way_is_refused_by_name_wherever_it_is_asked() -> None:
    facts, at = leaving(), jst("2025-10-15T10:00:00")
    for ask in (
        lambda: ends_on(at, "sale"),
        lambda: leaving_lines(facts, date(2025, 10, 31), "sale"),
        lambda: quote(facts, at, "sale"),
    ):
        with pytest.raises(ValueError, match="^way must be one of cancellation, port_out, not "):
            ask()


def test_without_a_line_that_goes_on_after_all_nothing_of_its_leaving_is_left() -> None:
    facts = leaving(
        a_line(place="primary"),
        a_line(line="hdu2", place="secondary"),
        secondaries=(a_secondary("hdu2"),),
    )
    both = cancelled(facts)
    alone = both.without(["hdu2"])
    unpaid = [each for each in both.charges if each.line == "hdu2" and each not in alone.charges]
    assert {each.kind for each in unpaid} == {
        ChargeKind.CANCELLATION_FEE,
        ChargeKind.RELEASE_FEE,
    }
    assert both.total - alone.total == sum(each.amount for each in unpaid)
    assert not [event for event in alone.events if "hdu2" in (event.subject, event.line)]
    assert not [each for each in alone.conditional if each.line == "hdu2"]
    assert {event.kind for event in alone.events} <= {event.kind for event in both.events}


def test_without_nothing_a_quote_stays_as_it_is() -> None:
    assert SHOWN.without([]) is SHOWN
