"""The heart of the book: what leaving means, told before the member consents.

The functions that later end the line and make the bill are the ones that make the quote.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from mioportal.rules import billing, cancellation, fees, mioid, options, sim_return, tax
from mioportal.rules.billing import BilledLine, BillFacts, CardBrand
from mioportal.rules.charges import BillLine, ChargeKind
from mioportal.rules.checks import a_count, a_day, an_instant, member, settle
from mioportal.rules.dates import JST, LAST_MINUTE, day_in_japan, month_start
from mioportal.rules.leaving import Charge, ConditionalCharge, Event, EventKind, Way
from mioportal.rules.plans import Function, Medium
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
    "Way",
    "ends_on",
    "leaving_lines",
    "quote",
]


@dataclass(frozen=True, kw_only=True, slots=True)
class LeavingFacts:
    """What is true of a line that asks what leaving would mean.

    `line` is its code, and `bill` what the bill of its last month is made from as far as known;
    plan, type and options are read there. `physical_sims` are the cards to be sent back.
    """

    line: str
    bill: BillFacts
    contracted_on: date
    started_on: date
    physical_sims: int
    card_brand: CardBrand | None = None
    is_last_service: bool = False

    def __post_init__(self) -> None:
        a_day(self.contracted_on, "contracted_on")
        a_day(self.started_on, "started_on")
        a_count(self.physical_sims, "physical_sims")
        if self.line not in {each.line for each in self.bill.lines}:
            raise ValueError(f"line {self.line} is not on the bill")
        if self.physical_sims and self.billed.medium is Medium.ESIM:
            raise ValueError("physical_sims must be 0 for an eSIM")
        if self.card_brand is not None:
            settle(self, "card_brand", member(CardBrand, self.card_brand, "card_brand"))

    @property
    def billed(self) -> BilledLine:
        """The line as it stands on its last bill."""
        return next(each for each in self.bill.lines if each.line == self.line)


def quote(
    facts: LeavingFacts, accepted_at: datetime, way: Way | str, opens_on: date | None = None
) -> Quote:
    """What happens and what it costs if the line leaves `way`, asked for at `accepted_at`.

    `opens_on` is the day on which the other operator opens the number: given exactly for a
    port-out.
    """
    way = member(Way, way, "way")
    last_on = ends_on(accepted_at, way, opens_on)
    if way is Way.PORT_OUT and facts.billed.function is not Function.VOICE:
        raise ValueError(f"way {way} needs a voice line: no other number can be ported")
    if facts.bill.month != month_start(last_on):
        raise ValueError(f"facts hold the bill of {facts.bill.month}, the line ends on {last_on}")
    bill = replace(facts.bill, posted=facts.bill.posted + leaving_lines(facts, last_on, way))
    lines = billing.bill_lines(bill)
    events = _events(facts, accepted_at, way, last_on)
    order = list(EventKind)
    return Quote(
        way=way,
        line=facts.line,
        ends_on=last_on,
        bill_month=bill.month,
        events=tuple(sorted(events, key=lambda event: (event.on, order.index(event.kind)))),
        charges=_charges(facts, lines),
        conditional=tuple(_conditional(facts, last_on)),
        total=billing.totals(lines).total,
    )


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
    is_voice = facts.billed.function is Function.VOICE
    release = fees.voice_release_fee(facts.contracted_on, facts.started_on, ended_on, is_voice)
    if member(Way, way, "way") is Way.CANCELLATION:
        kind, fee = ChargeKind.CANCELLATION_FEE, fees.cancellation_fee(ended_on)
    else:
        kind, fee = ChargeKind.PORT_OUT_FEE, fees.port_out_fee(ended_on)
    percent = tax.rate(ended_on)
    return (
        BillLine(kind=kind, line=facts.line, amount=fee, percent=percent),
        BillLine(kind=ChargeKind.RELEASE_FEE, line=facts.line, amount=release, percent=percent),
    )


def _events(facts: LeavingFacts, accepted_at: datetime, way: Way, last_on: date) -> Iterator[Event]:
    asked = accepted_at.astimezone(JST)
    yield Event(
        kind=EventKind.ACCEPTED,
        on=asked.date(),
        at=asked.time().replace(microsecond=0),
        subject=facts.line,
    )
    yield from _ends(facts, asked.date(), way, last_on)
    yield from _returns(facts, asked.date(), way, last_on)
    yield from _payments(facts)
    if facts.is_last_service:
        settled_on = billing.schedule(facts.bill.month).charged_on
        through = mioid.valid_through(last_on, bill_settled_on=settled_on)
        yield Event(kind=EventKind.MIOID_VALID_THROUGH, on=through, approximate=True)


def _ends(facts: LeavingFacts, asked_on: date, way: Way, last_on: date) -> Iterator[Event]:
    """What stops with the line; when on the day of a port-out, the other operator decides."""
    at = LAST_MINUTE if way is Way.CANCELLATION else None
    yield Event(kind=EventKind.LINE_ENDS, on=last_on, at=at, subject=facts.line)
    for code in facts.billed.options:
        ending = options.ending(code, asked_on, last_on)
        yield Event(kind=EventKind.OPTION_ENDS, on=ending.ends_on, at=at, subject=code)
    if way is Way.CANCELLATION and facts.billed.function is not Function.DATA:
        yield Event(kind=EventKind.NUMBER_LOST, on=last_on, at=at, subject=facts.line)


def _returns(facts: LeavingFacts, asked_on: date, way: Way, last_on: date) -> Iterator[Event]:
    """Cards go back from acceptance on (C-056); a line that is ported needs its card until then."""
    if facts.physical_sims:
        opens_on = asked_on if way is Way.CANCELLATION else last_on
        yield Event(kind=EventKind.SIM_RETURN_OPENS, on=opens_on, subject=facts.line)
        risk_on = sim_return.fee_risk_from(last_on)
        yield Event(kind=EventKind.SIM_FEE_RISK, on=risk_on, subject=facts.line)


def _payments(facts: LeavingFacts) -> Iterator[Event]:
    plan = billing.schedule(facts.bill.month, facts.card_brand)
    yield Event(kind=EventKind.BILL_FIXED, on=plan.confirmed_on)
    yield Event(kind=EventKind.CARD_CHARGED, on=plan.charged_on)
    if plan.bank_debit_on is not None:
        several = len(plan.bank_debit_days) > 1
        yield Event(kind=EventKind.BANK_DEBIT, on=plan.bank_debit_on, approximate=several)
    yield Event(kind=EventKind.CARD_NEEDED_THROUGH, on=plan.card_needed_through)


def _charges(facts: LeavingFacts, lines: tuple[BillLine, ...]) -> tuple[Charge, ...]:
    """The bill's lines as the member sees them beforehand; a voice line may still call."""
    charges = [
        Charge(
            kind=line.kind,
            amount=line.amount,
            line=line.line,
            code=line.code,
            quantity=line.quantity,
            estimate=line.kind is ChargeKind.CALLS,
        )
        for line in lines
    ]
    if facts.billed.function is Function.VOICE and not facts.billed.calls:
        charges.append(
            Charge(kind=ChargeKind.CALLS, amount=Decimal(0), line=facts.line, estimate=True)
        )
    order = list(ChargeKind)
    return tuple(
        sorted(charges, key=lambda charge: (charge.line != facts.line, order.index(charge.kind)))
    )


def _conditional(facts: LeavingFacts, last_on: date) -> Iterator[ConditionalCharge]:
    if facts.physical_sims:
        from_on = sim_return.fee_risk_from(last_on)
        yield ConditionalCharge(
            kind=ChargeKind.SIM_DAMAGE,
            amount=fees.sim_damage_fee(from_on),
            quantity=facts.physical_sims,
            from_on=from_on,
        )
