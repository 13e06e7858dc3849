"""What holds of every quote, over generated situations."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from mioportal.rules import billing, options, plans
from mioportal.rules.billing import BilledLine, BillFacts, CardBrand
from mioportal.rules.dates import day_in_japan, month_end, month_start
from mioportal.rules.instalments import DeviceKind, Instalments, choices
from mioportal.rules.options import AgreedFee, OnLineEnd, OptionCode
from mioportal.rules.plans import Function, Medium
from mioportal.rules.quote import (
    EventKind,
    LeavingFacts,
    SecondaryLeaving,
    Way,
    leaving_lines,
    quote,
)
from mioportal.rules.related import HeldService
from mioportal.rules.share import Place

# Situations are large: half as many as elsewhere keep the suite quick.
EXAMPLES = (settings.default or settings()).max_examples // 2
Situation = tuple[LeavingFacts, datetime, Way, date | None]
GIGA = sorted(key for key in plans.MONTHLY_FEES if key[0].startswith("giga"))
AGREED = tuple(
    AgreedFee(code, table.rows[0].value.least) for code, table in options.OPTION_FEE_RANGES.items()
)
SERVICES = (
    HeldService(service="hikari", home="apartment", has_mio_wari=True),
    HeldService(service="supply", agreed=Decimal(1000)),
)


@st.composite
def lines(draw: st.DrawFn, name: str, place: Place, started_on: date | None) -> BilledLine:
    plan, function, medium = draw(
        st.sampled_from(sorted(plans.MONTHLY_FEES) if place is Place.ALONE else GIGA)
    )
    held = tuple(draw(st.sets(st.sampled_from(OptionCode), max_size=3)))
    return BilledLine(
        line=name,
        plan=plan,
        function=function,
        medium=medium,
        place=place,
        options=held,
        on_trial=held[:1] if draw(st.booleans()) else (),
        agreed=tuple(fee for fee in AGREED if fee.option in held),
        calls=Decimal(0 if function is Function.DATA else draw(st.integers(0, 9999))) * 11,
        sms=0 if function is Function.DATA else draw(st.integers(0, 40)),
        data_parcels=draw(st.integers(0, 20)),
        billing_started_on=started_on,
    )


@st.composite
def devices(draw: st.DrawFn, line: str) -> Instalments:
    kind = draw(st.sampled_from(DeviceKind))
    return Instalments(
        code=f"device-{line}",
        line=line,
        kind=kind,
        total=Decimal(draw(st.integers(24, 200_000))),
        count=24,
        paid=draw(st.integers(0, 23)),
        discount=Decimal(draw(st.integers(0, 1))) if kind is DeviceKind.SUPPORT else Decimal(0),
        choice=draw(st.none() | st.sampled_from(choices(kind))),
    )


@st.composite
def situations(draw: st.DrawFn) -> Situation:
    """A line with all that may hang on it, a moment, and a way to leave."""
    asked = draw(
        st.datetimes(datetime(2021, 4, 2), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
    )
    asked_on = day_in_japan(asked)
    place = draw(st.sampled_from(Place))
    began = draw(st.none() | st.just(asked_on))
    held = draw(lines("hdu1", place, began))
    secondaries = [] if place is Place.ALONE else [draw(lines("hdu2", Place.SECONDARY, None))]
    way = draw(st.sampled_from(Way)) if held.function is Function.VOICE else Way.CANCELLATION
    opens_on = None
    if way is Way.PORT_OUT:
        opens_on = date.fromordinal(asked_on.toordinal() + draw(st.integers(0, 14)))
    bill = BillFacts(
        month=month_start(opens_on or asked_on),
        lines=(held, *secondaries),
        instalments=tuple(draw(devices(each.line)) for each in (held, *secondaries)),
        services=draw(st.sampled_from([(), SERVICES])),
    )
    facts = LeavingFacts(
        line="hdu1",
        bill=bill,
        contracted_on=date(2019, 9, 30),
        started_on=date(2019, 9, 30),
        physical_sims=_cards(held),
        secondaries=tuple(_leaving(each) for each in secondaries) if place is Place.PRIMARY else (),
        card_brand=draw(st.none() | st.sampled_from(CardBrand)),
        is_last_line=draw(st.booleans()),
    )
    return facts, asked, way, opens_on


def _cards(held: BilledLine) -> int:
    return int(held.medium is Medium.SIM)


def _leaving(held: BilledLine) -> SecondaryLeaving:
    day = date(2021, 4, 1)
    return SecondaryLeaving(
        line=held.line, contracted_on=day, started_on=day, physical_sims=_cards(held)
    )


def amounts(rows: Any) -> Counter[tuple[str, str, str, Decimal]]:
    return Counter((row.kind.value, row.line, row.code, row.amount) for row in rows if row.amount)


@settings(max_examples=EXAMPLES)
@given(situations())
def test_a_quotes_charges_are_the_bill_that_will_be_made_of_the_same_facts(
    situation: Situation,
) -> None:
    facts, _, way, _ = situation
    told = quote(*situation)
    added = leaving_lines(facts, told.ends_on, way)
    bill = billing.bill_lines(replace(facts.bill, posted=added))
    assert amounts(told.charges) == amounts(bill)
    assert told.total == billing.totals(bill).total


@settings(max_examples=EXAMPLES)
@given(situations())
def test_nothing_happens_before_the_request_and_events_are_in_order(situation: Situation) -> None:
    _, asked, way, opens_on = situation
    told = quote(*situation)
    days = [event.on for event in told.events]
    assert days == sorted(days)
    assert days[0] == day_in_japan(asked) <= told.ends_on
    assert told.events[0].kind is EventKind.ACCEPTED
    assert told.ends_on == (month_end(day_in_japan(asked)) if way is Way.CANCELLATION else opens_on)


@settings(max_examples=EXAMPLES)
@given(situations())
def test_everything_that_hangs_on_a_line_is_told_of_exactly_once(situation: Situation) -> None:
    facts = situation[0]
    told = Counter((event.kind, event.line, event.subject) for event in quote(*situation).events)
    assert set(told.values()) == {1}
    by_kind = Counter(kind for kind, _, _ in told)
    leaving = [facts.held(each.line) for each in facts.leaving]
    held = [options.option(code).on_line_end for each in leaving for code in each.options]
    ends = Counter(held)
    assert by_kind[EventKind.LINE_ENDS] + by_kind[EventKind.SECONDARY_ENDS] == len(leaving)
    assert by_kind[EventKind.OPTION_ENDS] == ends[OnLineEnd.ENDS]
    assert by_kind[EventKind.OPTION_GOES_ON] == ends[OnLineEnd.GOES_ON]
    assert by_kind[EventKind.OPTION_TO_CHECK] == ends[OnLineEnd.MAY_GO_ON]
    numbers = sum(each.function is not Function.DATA for each in leaving)
    assert by_kind[EventKind.NUMBER_LOST] + by_kind[EventKind.NUMBER_MOVES] == numbers
    cards = sum(each.physical_sims for each in facts.leaving)
    assert by_kind[EventKind.SIM_FEE_RISK] == cards == len(quote(*situation).conditional)
    assert by_kind[EventKind.SERVICE_GOES_ON] == len(facts.bill.services)


@settings(max_examples=EXAMPLES)
@given(situations())
def test_every_device_is_paid_to_the_yen_whichever_way_it_ends(situation: Situation) -> None:
    facts = situation[0]
    told = quote(*situation)
    for device in facts.devices:
        now = sum(
            each.amount
            for each in told.charges
            if each.code == device.code and each.kind in ("instalment", "instalment_rest")
        )
        later = Decimal(0) if device.ends_in_lump else device.after_this_month
        assert now + later == device.due + device.after_this_month
        goes_on = told.event(EventKind.INSTALMENTS_END) is not None
        assert goes_on or not later
