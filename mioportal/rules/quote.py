"""The heart of the book: what leaving means, told before the member consents.

The functions that later end the line and make the bill are the ones that make the quote.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from mioportal.rules import aftermath, billing, cancellation, fees, sim_return, tax
from mioportal.rules.charges import BillLine, ChargeKind
from mioportal.rules.checks import a_day, an_instant, member
from mioportal.rules.dates import day_in_japan, month_start
from mioportal.rules.leaver import LeavingFacts, SecondaryLeaving, Trial
from mioportal.rules.leaving import Charge, ConditionalCharge, Event, EventKind, Way
from mioportal.rules.plans import Function
from mioportal.rules.quoted import Difference, Part, Quote

__all__ = [
    "Charge",
    "ConditionalCharge",
    "Difference",
    "Event",
    "EventKind",
    "LeavingFacts",
    "Part",
    "Quote",
    "SecondaryLeaving",
    "Trial",
    "Way",
    "ends_on",
    "leaving_fees",
    "leaving_lines",
    "quote",
]

# What use may still add to before the line ends.
_GROWS = (ChargeKind.CALLS, ChargeKind.SMS, ChargeKind.DATA)
# Told at 0 yen too, so that nobody is surprised by it.
_USE_OF = {Function.VOICE: ChargeKind.CALLS, Function.SMS: ChargeKind.SMS}


def quote(
    facts: LeavingFacts, accepted_at: datetime, way: Way | str, opens_on: date | None = None
) -> Quote:
    """What happens and what it costs if the line leaves `way`, asked for at `accepted_at`.

    `opens_on` is the day on which the other operator opens the number: given exactly for a
    port-out.
    """
    way = member(Way, way, "way")
    last_on = ends_on(accepted_at, way, opens_on)
    _check(facts, way, last_on)
    bill = replace(facts.bill, posted=facts.bill.posted + leaving_lines(facts, last_on, way))
    lines = billing.bill_lines(bill)
    return Quote(
        way=way,
        line=facts.line,
        ends_on=last_on,
        bill_month=bill.month,
        events=aftermath.events(facts, accepted_at, way, last_on),
        charges=_charges(facts, lines),
        conditional=tuple(_conditional(facts, last_on)),
        total=billing.totals(lines).total,
        owed=facts.owed,
    )


def _check(facts: LeavingFacts, way: Way, last_on: date) -> None:
    if way is Way.PORT_OUT and facts.billed.function is not Function.VOICE:
        raise ValueError(f"way {way} needs a voice line: no other number can be ported")
    through = facts.reservation_through
    if way is Way.PORT_OUT and through is not None and last_on > through:
        raise ValueError(f"opens_on {last_on} is after the MNP number's last day, {through}")
    if facts.bill.month != month_start(last_on):
        raise ValueError(f"facts hold the bill of {facts.bill.month}, the line ends on {last_on}")


def ends_on(accepted_at: datetime, way: Way | str, opens_on: date | None = None) -> date:
    """The line's last day: month end for a cancellation, the opening for a port-out."""
    asked_on = day_in_japan(an_instant(accepted_at, "accepted_at"))
    if member(Way, way, "way") is Way.CANCELLATION:
        if opens_on is not None:
            raise ValueError("opens_on belongs to a port-out, not to a cancellation")
        return cancellation.ends_on(accepted_at)
    if opens_on is None:
        raise ValueError("opens_on is needed for a port-out")
    if a_day(opens_on, "opens_on") < asked_on:
        raise ValueError(f"opens_on {opens_on} is before the day of asking, {asked_on}")
    return opens_on


def leaving_lines(facts: LeavingFacts, ended_on: date, way: Way | str) -> tuple[BillLine, ...]:
    """What leaving itself adds to the last bill, zeros included; post these when the line ends."""
    way = member(Way, way, "way")
    fees_of_lines = (
        row
        for each in facts.leaving
        for row in _fees(facts, each, each.ends_on or ended_on, way)
    )
    rests = (
        BillLine(
            kind=ChargeKind.INSTALMENT_REST,
            line=device.line,
            code=device.code,
            amount=device.after_this_month,
            percent=tax.UNTAXED,
        )
        for device in facts.devices
        if device.ends_in_lump and device.after_this_month
    )
    return (*fees_of_lines, *rests)


def _fees(
    facts: LeavingFacts, each: SecondaryLeaving, ended_on: date, way: Way
) -> tuple[BillLine, BillLine]:
    # A secondary line ends with its primary line: its own number goes nowhere.
    way = way if each.line == facts.line else Way.CANCELLATION
    return leaving_fees(
        line=each.line,
        contracted_on=each.contracted_on,
        started_on=each.started_on,
        ended_on=ended_on,
        is_voice=facts.held(each.line).function is Function.VOICE,
        way=way,
    )


def leaving_fees(
    *,
    line: str,
    contracted_on: date,
    started_on: date,
    ended_on: date,
    is_voice: bool,
    way: Way,
) -> tuple[BillLine, BillLine]:
    """What one line pays for leaving: the way's own fee and the release fee, zeros included."""
    release = fees.voice_release_fee(contracted_on, started_on, ended_on, is_voice)
    kind, fee = ChargeKind.CANCELLATION_FEE, fees.cancellation_fee(ended_on)
    if way is Way.PORT_OUT:
        kind, fee = ChargeKind.PORT_OUT_FEE, fees.port_out_fee(ended_on)
    percent = tax.percent_of(fees.VOICE_RELEASE_FEE, ended_on)
    return (
        BillLine(kind=kind, line=line, amount=fee, percent=tax.rate(ended_on)),
        BillLine(kind=ChargeKind.RELEASE_FEE, line=line, amount=release, percent=percent),
    )


def _charges(facts: LeavingFacts, lines: tuple[BillLine, ...]) -> tuple[Charge, ...]:
    """The bill's lines as the member sees them beforehand, the leaving lines' first."""
    charges = [
        Charge(
            kind=line.kind,
            amount=line.amount,
            line=line.line,
            code=line.code,
            quantity=line.quantity,
            estimate=line.kind in _GROWS,
        )
        for line in lines
    ]
    billed = {(charge.line, charge.kind) for charge in charges}
    for each in facts.leaving:
        use = _USE_OF.get(facts.held(each.line).function)
        if use is not None and (each.line, use) not in billed:
            charges.append(Charge(kind=use, amount=Decimal(0), line=each.line, estimate=True))
    first, order = [each.line for each in facts.leaving], list(ChargeKind)

    def place(charge: Charge) -> tuple[int, int]:
        at = first.index(charge.line) if charge.line in first else len(first)
        return at, order.index(charge.kind)

    return tuple(sorted(charges, key=place))


def _conditional(facts: LeavingFacts, last_on: date) -> Iterator[ConditionalCharge]:
    for each in facts.ending:
        if each.physical_sims:
            from_on = sim_return.fee_risk_from(each.ends_on or last_on)
            yield ConditionalCharge(
                kind=ChargeKind.SIM_DAMAGE,
                amount=fees.sim_damage_fee(from_on),
                quantity=each.physical_sims,
                from_on=from_on,
                line=each.line,
            )
