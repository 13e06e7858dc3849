from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import pytest

from mioportal.rules import billing
from mioportal.rules.billing import BilledLine, BillFacts
from mioportal.rules.charges import BillLine, ChargeKind
from mioportal.rules.quote import EventKind, LeavingFacts, Quote, Way, leaving_lines, quote

NIGHT = time(23, 59)
SIM_ONLY = (EventKind.SIM_RETURN_OPENS, EventKind.SIM_FEE_RISK)


def jst(text: str) -> datetime:
    return datetime.fromisoformat(text + "+09:00")


def a_line(**changes: Any) -> BilledLine:
    facts = {"line": "hdu1", "plan": "giga_5gb", "function": "voice", "medium": "sim"}
    return BilledLine(**(facts | changes))


def leaving(month: date = date(2025, 10, 1), billed: BilledLine | None = None, **changes: Any):  # type: ignore[no-untyped-def]
    facts = {
        "line": "hdu1",
        "bill": BillFacts(month=month, lines=(billed or a_line(),)),
        "contracted_on": date(2022, 5, 10),
        "started_on": date(2022, 5, 12),
        "physical_sims": 1,
    }
    return LeavingFacts(**(facts | changes))


def esim(**changes: Any) -> LeavingFacts:
    return leaving(billed=a_line(medium="esim"), physical_sims=0, **changes)


def told(given: Quote) -> list[tuple[str, date, time | None]]:
    return [(event.kind, event.on, event.at) for event in given.events]


ASKED = jst("2025-10-15T10:30:00")


def test_a_voice_line_on_a_card_is_told_every_day_in_order() -> None:
    """The days are the vectors of the domain for a cancellation in October 2025."""
    held = a_line(options=("call_5",))
    given = quote(
        leaving(billed=held, card_brand="jcb", is_last_line=True), ASKED, Way.CANCELLATION
    )
    assert given.ends_on == date(2025, 10, 31)
    assert given.bill_month == date(2025, 10, 1)
    assert told(given) == [
        ("accepted", date(2025, 10, 15), time(10, 30)),
        ("sim_return_opens", date(2025, 10, 15), None),
        ("line_ends", date(2025, 10, 31), NIGHT),
        ("option_ends", date(2025, 10, 31), NIGHT),
        ("number_lost", date(2025, 10, 31), NIGHT),
        ("bill_fixed", date(2025, 11, 5), None),
        ("card_charged", date(2025, 11, 25), None),
        ("bank_debit", date(2025, 12, 10), None),
        ("card_needed_through", date(2025, 12, 31), None),
        ("sim_fee_risk", date(2026, 2, 1), None),
        ("mioid_valid_through", date(2026, 2, 25), None),
    ]
    assert [event.kind for event in given.events if event.approximate] == ["mioid_valid_through"]
    assert [event.subject for event in given.events if event.kind == "option_ends"] == ["call_5"]


@pytest.mark.parametrize(
    ("asked", "month", "ends_on", "risk_from"),
    [
        pytest.param(
            "2025-10-31T23:59:59", date(2025, 10, 1), date(2025, 10, 31), date(2026, 2, 1),
            id="the last second",
        ),
        pytest.param(
            "2025-11-01T00:00:00", date(2025, 11, 1), date(2025, 11, 30), date(2026, 3, 1),
            id="the next second",
        ),
        pytest.param(
            "2026-03-31T22:59:59", date(2026, 3, 1), date(2026, 3, 31), date(2026, 7, 1),
            id="a Tuesday month end",
        ),
        pytest.param(
            "2028-02-29T10:00:00", date(2028, 2, 1), date(2028, 2, 29), date(2028, 5, 30),
            id="29 February",
        ),
        pytest.param(
            "2025-12-31T23:59:59", date(2025, 12, 1), date(2025, 12, 31), date(2026, 4, 1),
            id="year end",
        ),
    ],
)  # fmt: skip
def test_the_month_of_asking_decides(
    asked: str, month: date, ends_on: date, risk_from: date
) -> None:
    given = quote(leaving(month), jst(asked), "cancellation")
    assert given.ends_on == ends_on
    assert given.conditional[0].from_on == risk_from
    assert given.event(EventKind.SIM_FEE_RISK).on == risk_from  # type: ignore[union-attr]


def test_the_day_of_asking_is_that_of_japan() -> None:
    asked = datetime(2025, 10, 31, 15, tzinfo=UTC)
    given = quote(leaving(date(2025, 11, 1)), asked, Way.CANCELLATION)
    assert given.events[0].on == date(2025, 11, 1)
    assert given.events[0].at == time(0)


def test_the_charges_of_a_5gb_line_come_to_990_yen() -> None:
    given = quote(leaving(), ASKED, Way.CANCELLATION)
    assert [(each.kind, each.amount, each.estimate) for each in given.charges] == [
        (ChargeKind.PLAN, 990, False),
        (ChargeKind.CALLS, 0, True),
        (ChargeKind.CANCELLATION_FEE, 0, False),
        (ChargeKind.RELEASE_FEE, 0, False),
    ]
    assert given.total == 990


def test_calls_made_so_far_are_an_estimate_and_counted() -> None:
    held = a_line(options=("call_unlimited",), calls=Decimal("110"))
    given = quote(leaving(billed=held), ASKED, Way.CANCELLATION)
    calls = [each for each in given.charges if each.kind is ChargeKind.CALLS]
    assert [(each.amount, each.estimate) for each in calls] == [(110, True)]
    assert given.total == 990 + 1400 + 110


def test_an_old_voice_line_inside_its_term_pays_the_release_fee() -> None:
    held = a_line(plan="minimum_start")
    facts = leaving(
        date(2019, 11, 1),
        held,
        contracted_on=date(2019, 9, 30),
        started_on=date(2019, 10, 3),
    )
    given = quote(facts, jst("2019-11-15T10:00:00"), Way.CANCELLATION)
    assert given.charges[-1].kind is ChargeKind.RELEASE_FEE
    assert given.charges[-1].amount == 1100
    assert given.total == 1760 + 1100


def test_what_leaving_adds_can_be_posted_to_the_bill_and_gives_the_quoted_total() -> None:
    facts = leaving()
    posted = leaving_lines(facts, date(2025, 10, 31), Way.CANCELLATION)
    bill = replace(facts.bill, posted=posted)
    given = quote(facts, ASKED, Way.CANCELLATION)
    assert billing.totals(billing.bill_lines(bill)).total == given.total


def test_a_sim_not_sent_back_costs_2200_yen_for_each_card() -> None:
    [damage] = quote(leaving(physical_sims=2), ASKED, Way.CANCELLATION).conditional
    assert damage.kind is ChargeKind.SIM_DAMAGE
    assert (damage.amount, damage.quantity, damage.from_on) == (2200, 2, date(2026, 2, 1))


def test_an_esim_is_not_sent_back() -> None:
    given = quote(esim(), ASKED, Way.CANCELLATION)
    assert given.conditional == ()
    assert not {event.kind for event in given.events} & set(SIM_ONLY)
    assert given.event(EventKind.NUMBER_LOST)


@pytest.mark.parametrize(("function", "loses"), [("voice", True), ("sms", True), ("data", False)])
def test_a_number_is_lost_where_there_is_one(function: str, loses: bool) -> None:
    given = quote(leaving(billed=a_line(function=function)), ASKED, Way.CANCELLATION)
    assert (given.event(EventKind.NUMBER_LOST) is not None) is loses
    assert any(each.kind is ChargeKind.CALLS for each in given.charges) is (function == "voice")


def test_several_possible_debit_days_make_the_earliest_approximate() -> None:
    for brand in ("mitsui_sumitomo", "amex"):
        given = quote(leaving(card_brand=brand), ASKED, Way.CANCELLATION)
        debit = given.event(EventKind.BANK_DEBIT)
        assert debit and debit.on == date(2025, 12, 10) and debit.approximate
    assert quote(leaving(), ASKED, Way.CANCELLATION).event(EventKind.BANK_DEBIT) is None


def test_other_lines_and_posted_charges_stand_on_the_same_last_bill_after_the_line() -> None:
    other = a_line(line="hdu0", plan="giga_2gb", medium="esim", calls=Decimal(11))
    posted = BillLine(kind=ChargeKind.SIM_ISSUE, line="hdu1", amount=Decimal("433.4"), percent=10)
    bill = BillFacts(month=date(2025, 10, 1), lines=(other, a_line()), posted=(posted,))
    given = quote(leaving(bill=bill), ASKED, Way.CANCELLATION)
    assert [(each.line, each.kind) for each in given.charges] == [
        ("hdu1", "plan"),
        ("hdu1", "calls"),
        ("hdu1", "sim_issue"),
        ("hdu1", "cancellation_fee"),
        ("hdu1", "release_fee"),
        ("hdu0", "plan"),
        ("hdu0", "calls"),
    ]
    assert given.total == 990 + 433 + 850 + 11


def test_a_port_out_ends_on_the_day_of_opening_and_keeps_the_number() -> None:
    held = a_line(options=("call_5",))
    given = quote(leaving(billed=held), ASKED, "port_out", date(2025, 10, 25))
    assert told(given) == [
        ("accepted", date(2025, 10, 15), time(10, 30)),
        ("sim_return_opens", date(2025, 10, 25), None),
        ("line_ends", date(2025, 10, 25), None),
        ("option_ends", date(2025, 10, 25), None),
        ("number_moves", date(2025, 10, 25), None),
        ("bill_fixed", date(2025, 11, 5), None),
        ("card_charged", date(2025, 11, 25), None),
        ("card_needed_through", date(2025, 12, 31), None),
        ("sim_fee_risk", date(2026, 1, 26), None),
    ]
    assert [each.kind for each in given.charges][-2:] == ["port_out_fee", "release_fee"]
    assert given.total == 990 + 500


@pytest.mark.parametrize(
    ("opens_on", "month"),
    [
        pytest.param(date(2025, 10, 15), date(2025, 10, 1), id="the day of asking"),
        pytest.param(date(2025, 10, 31), date(2025, 10, 1), id="month end"),
        pytest.param(date(2025, 11, 1), date(2025, 11, 1), id="the next month, in full"),
    ],
)
def test_a_port_out_is_billed_for_the_whole_month_of_opening(opens_on: date, month: date) -> None:
    given = quote(leaving(month), ASKED, Way.PORT_OUT, opens_on)
    assert (given.bill_month, given.ends_on, given.total) == (month, opens_on, 990)


def test_a_port_out_once_had_a_fee_and_the_total_holds_it() -> None:
    held = a_line(plan="light_start")
    facts = leaving(date(2019, 12, 1), held, started_on=date(2017, 1, 1))
    given = quote(facts, jst("2019-12-01T10:00:00"), Way.PORT_OUT, date(2019, 12, 10))
    assert given.total == 2442 + 3300


@pytest.mark.parametrize(
    ("facts", "way", "opens_on", "named"),
    [
        pytest.param(leaving(), "porting", None, "way", id="unknown way"),
        pytest.param(leaving(), "port_out", None, "opens_on", id="port-out without a day"),
        pytest.param(leaving(), "cancellation", date(2025, 10, 20), "opens_on", id="day unwanted"),
        pytest.param(leaving(), "port_out", date(2025, 10, 14), "opens_on", id="day in the past"),
        pytest.param(leaving(), "port_out", ASKED, "opens_on", id="an instant for a day"),
        pytest.param(
            leaving(billed=a_line(function="data")), "port_out", date(2025, 10, 20), "way",
            id="no data line is ported",
        ),
        pytest.param(leaving(date(2025, 11, 1)), "cancellation", None, "facts", id="wrong bill"),
        pytest.param(
            leaving(started_on=date(2025, 11, 1)), "cancellation", None, "ended_on",
            id="not yet started",
        ),
    ],
)  # fmt: skip
def test_an_impossible_question_is_refused_by_name(
    facts: LeavingFacts, way: str, opens_on: date | None, named: str
) -> None:
    with pytest.raises(ValueError, match=f"^{named} "):
        quote(facts, ASKED, way, opens_on)


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="^accepted_at must"):
        quote(leaving(), datetime(2025, 10, 15), Way.CANCELLATION)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        pytest.param({"line": "hdu9"}, "line", id="a line not on the bill"),
        pytest.param({"physical_sims": -1}, "physical_sims", id="less than no card"),
        pytest.param({"billed": a_line(medium="esim")}, "physical_sims", id="a card for an eSIM"),
        pytest.param({"card_brand": "visa"}, "card_brand", id="unknown card"),
        pytest.param({"contracted_on": ASKED}, "contracted_on", id="an instant for a day"),
        pytest.param({"started_on": ASKED}, "started_on", id="an instant for another"),
    ],
)
def test_impossible_facts_are_refused_by_name(changes: dict[str, Any], named: str) -> None:
    with pytest.raises(ValueError, match=f"^{named} "):
        leaving(**changes)
