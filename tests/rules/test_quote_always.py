"""What holds of every quote, over generated situations."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from mioportal.rules import billing, plans
from mioportal.rules.billing import BilledLine, BillFacts, CardBrand
from mioportal.rules.dates import day_in_japan, month_end, month_start
from mioportal.rules.options import OptionCode
from mioportal.rules.plans import Function, Medium
from mioportal.rules.quote import EventKind, LeavingFacts, Way, leaving_lines, quote


@st.composite
def situations(draw: st.DrawFn) -> tuple[LeavingFacts, datetime, Way, date | None]:
    """A line, a moment and a way to leave."""
    asked = draw(
        st.datetimes(datetime(2021, 4, 2), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
    )
    asked_on = day_in_japan(asked)
    plan, function, medium = draw(st.sampled_from(sorted(plans.MONTHLY_FEES)))
    way = draw(st.sampled_from(Way)) if function is Function.VOICE else Way.CANCELLATION
    opens_on = None
    if way is Way.PORT_OUT:
        opens_on = date.fromordinal(asked_on.toordinal() + draw(st.integers(0, 40)))
    held = BilledLine(
        line="hdu1",
        plan=plan,
        function=function,
        medium=medium,
        options=tuple(draw(st.sets(st.sampled_from(OptionCode)))),
        calls=Decimal(draw(st.integers(0, 9999))) * 11,
        billing_started_on=draw(st.none() | st.just(asked_on)),
    )
    facts = LeavingFacts(
        line="hdu1",
        bill=BillFacts(month=month_start(opens_on or asked_on), lines=(held,)),
        contracted_on=date(2019, 9, 30),
        started_on=date(2019, 9, 30),
        physical_sims=0 if medium is Medium.ESIM else draw(st.integers(0, 3)),
        card_brand=draw(st.none() | st.sampled_from(CardBrand)),
        is_last_service=draw(st.booleans()),
    )
    return facts, asked, way, opens_on


@given(situations())
def test_the_charges_add_up_to_the_bill_that_will_be_made(
    situation: tuple[LeavingFacts, datetime, Way, date | None],
) -> None:
    facts, _, way, _ = situation
    given = quote(*situation)
    added = leaving_lines(facts, given.ends_on, way)
    bill = billing.totals(billing.bill_lines(replace(facts.bill, posted=added)))
    assert given.total == bill.total == sum(each.amount for each in given.charges)


@given(situations())
def test_nothing_happens_before_the_request_and_events_are_in_order(
    situation: tuple[LeavingFacts, datetime, Way, date | None],
) -> None:
    facts, asked, way, _ = situation
    given = quote(*situation)
    days = [event.on for event in given.events]
    assert days == sorted(days)
    assert days[0] == day_in_japan(asked) <= given.ends_on
    assert given.events[0].kind is EventKind.ACCEPTED
    assert (way is Way.PORT_OUT) or given.ends_on == month_end(given.ends_on)
    assert bool(given.conditional) is bool(facts.physical_sims)
