"""What was shown at consent is what then happened and was billed, yen for yen and day for day.

Everybody lives in one world, whose clock is moved once: so that all combinations can be tried.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal

import pytest

from accounts.models import Card
from accounts.queries import life_of
from billing.models import Bill, BillItem, CardCharge
from cancellation.models import Cancellation
from contracts.models import Line, Payment, Sim
from contracts.services import receive_sim
from mioportal.plumbing.actor import system
from mioportal.rules.charges import ChargeKind
from mioportal.rules.dates import ONE_DAY, add_months, at_japan, day_in_japan, month_start
from mioportal.rules.payment import schedule
from mioportal.rules.quote import EventKind, Quote
from tests.cancellation.situations import EVERY, Situation, cancel, live, some
from tests.factories import MID_MONTH, WorldFactory, jst, live_through
from tests.machine.table_statistics import learn_tables

pytestmark = pytest.mark.django_db

STILL_OUT = (Sim.State.AWAITED, Sim.State.REMINDED)
Rows = dict[tuple[str, str, str], Decimal]


class Lived:
    """One of them four months later: what was shown, and what the books hold."""

    def __init__(self, situation: Situation, line: Line, at: datetime) -> None:
        self.situation, self.line, self.member = situation, line, line.member
        # The month in which all was accepted, and those that follow.
        self.first, self.second, self.third = (
            add_months(month_start(day_in_japan(at)), n) for n in range(3)
        )
        self.accepted_on, self.ends = day_in_japan(at), four_months_on(at)
        self.quote = Quote.from_dict(Cancellation.objects.get(line=line).shown)
        self.bills = {bill.month: bill for bill in Bill.objects.filter(member=line.member)}
        self.rows: dict[date, Rows] = defaultdict(dict)
        for item in BillItem.objects.filter(bill__member=line.member).select_related(
            "bill", "line"
        ):
            key = (item.kind, item.line.code if item.line else "", item.code)
            month = self.rows[item.bill.month]
            month[key] = month.get(key, Decimal(0)) + item.amount_yen

    def billed(self, month: date, *kinds: ChargeKind, line: str = "", code: str = "") -> Decimal:
        """What rows of these kinds come to in a month."""
        found = (
            yen
            for (kind, of_line, of_code), yen in self.rows[month].items()
            if kind in kinds and (not line or of_line == line) and (not code or of_code == code)
        )
        return sum(found, Decimal(0))

    def faults(self) -> Iterator[str]:
        """Everything that came otherwise than it was shown."""
        for name in ("_last_bill", "_days", "_what_goes_on", "_devices", "_mio_id"):
            for fault in getattr(self, name)():
                yield f"{self.situation}: {fault}"

    def _last_bill(self) -> Iterator[str]:
        # A line beside is on the same bill, and no part of what was shown.
        shown: Rows = {}
        for charge in self.quote.charges:
            key = (charge.kind.value, charge.line, charge.code)
            shown[key] = shown.get(key, Decimal(0)) + charge.amount
        held = {key: yen for key, yen in self.rows[self.first].items() if yen}
        beside = self.situation.place == "beside"
        lines = {charge.line for charge in self.quote.charges}
        held = {key: yen for key, yen in held.items() if not beside or key[1] in lines}
        if held != {key: yen for key, yen in shown.items() if yen}:
            yield f"the bill holds {held}, shown was {shown}"
        total = self.bills[self.first].total_yen
        if not beside and total != self.quote.total:
            yield f"the bill comes to {total}, shown was {self.quote.total}"

    def _days(self) -> Iterator[str]:
        bill, lines = self.bills[self.first], {each.code: each for each in self.member.lines.all()}
        for event in self.quote.events:
            came: object = event.on
            if event.kind in (EventKind.LINE_ENDS, EventKind.SECONDARY_ENDS):
                line = lines[event.subject]
                came = line.ends_on if line.ended_at else None
            elif event.kind is EventKind.BILL_FIXED:
                came = bill.confirmed_on
            elif event.kind is EventKind.CARD_CHARGED:
                came = bill.charge_on if bill.state == Bill.State.PAID else bill.state
            elif event.kind is EventKind.SIM_FEE_RISK:
                came = lines[event.subject].sims.get().fee_risk_from
            elif event.kind is EventKind.SIM_RETURN_OPENS:
                opened = lines[event.subject].sims.get().return_opened_at
                came = day_in_japan(opened) if opened else None
            elif event.kind is EventKind.OPTION_ENDS:
                period = lines[event.line].option_periods.get(option_code=event.subject)
                came = period.ends_on
            elif event.kind is EventKind.BANK_DEBIT:
                days = schedule(bill.month, self._charged_card().brand).bank_debit_days
                came = event.on if event.on in days and event.on > bill.charge_on else days
            elif event.kind is EventKind.CARD_NEEDED_THROUGH:
                came = self._card_needed_through()
            elif event.kind is EventKind.MIO_WARI_ENDS:
                came = self._first_other(ChargeKind.MIO_WARI)
            elif event.kind is EventKind.SHARE_FEE_CHANGES:
                came = self._first_other(ChargeKind.PLAN, ChargeKind.ADDED_SIM)
            if came != event.on:
                yield f"{event.kind} came on {came}, shown was {event.on}"
        ported = Line.Leaving.PORT_OUT
        ended = (line for line in lines.values() if line.ended_at and line.leaving_by != ported)
        leaving = {line.code for line in ended}
        told = {
            event.subject
            for event in self.quote.events
            if event.kind in (EventKind.LINE_ENDS, EventKind.SECONDARY_ENDS)
        }
        if leaving != told:
            yield f"{leaving} ended, shown were {told}"

    def _charged_card(self) -> Card:
        return CardCharge.objects.get(bill=self.bills[self.first]).card

    def _card_needed_through(self) -> date:
        """To the last bill that is charged to it: what is left of a device, or what has ended."""
        left = Payment.objects.filter(device__member=self.member, paid_on=None)
        last = left.order_by("month").last()
        if last is not None:
            return schedule(last.month).card_needed_through
        known: date | None = self.member.standing.card_needed_through
        return known or schedule(self.first).card_needed_through

    def _first_other(self, *kinds: ChargeKind) -> date | None:
        """The first month in which these come to something else than in the month before."""
        months = (self.first, self.second, self.third)
        sums = [self.billed(month, *kinds) for month in months]
        pairs = zip(months[1:], sums, sums[1:], strict=False)
        return next((month for month, before, then in pairs if then != before), None)

    def _what_goes_on(self) -> Iterator[str]:
        """A whole month after every trial, what goes on costs what was said."""
        related = (ChargeKind.RELATED, ChargeKind.MIO_WARI)
        fees = {
            EventKind.OPTION_GOES_ON: (ChargeKind.OPTION,),
            EventKind.OPTION_TO_CHECK: (ChargeKind.OPTION,),
            EventKind.TRIAL_BECOMES_PAID: (ChargeKind.OPTION,),
            EventKind.SHARE_FEE_CHANGES: (ChargeKind.PLAN, ChargeKind.ADDED_SIM),
            EventKind.SERVICE_GOES_ON: related,
        }
        told = dict.fromkeys((kind for kinds in fees.values() for kind in kinds), Decimal(0))
        for event in self.quote.events:
            if event.kind in fees and event.amount is not None:
                is_option = fees[event.kind] == (ChargeKind.OPTION,)
                code = event.subject if is_option else ""
                came = self.billed(self.third, *fees[event.kind], code=code)
                told[fees[event.kind][0]] += event.amount
                if came != event.amount:
                    yield f"{event.kind} costs {came}, shown was {event.amount}"
        if self.situation.place in ("alone", "primary", "left behind"):
            came = self.billed(self.third, ChargeKind.PLAN, ChargeKind.ADDED_SIM, ChargeKind.CALLS)
            if came:
                yield f"{came} is charged for lines that have ended"
            if not told[ChargeKind.OPTION] and self.billed(self.third, ChargeKind.OPTION):
                yield "an option goes on of which nothing was said"
        lost = self.quote.event(EventKind.MIO_WARI_ENDS)
        off = [-self.billed(month, ChargeKind.MIO_WARI) for month in (self.first, self.second)]
        if lost and off != [lost.amount, 0]:
            yield f"mio割 took off {off}, shown was {lost.amount} until it ends"

    def _devices(self) -> Iterator[str]:
        rows = Payment.objects.filter(device__member=self.member)
        last = self.quote.event(EventKind.INSTALMENTS_END)
        unpaid = rows.filter(paid_on=None).order_by("month")
        if last is not None:
            end = unpaid.last()
            came = schedule(end.month).charged_on if end else None
            if came != last.on:
                yield f"the last payment is charged on {came}, shown was {last.on}"
            if not self.billed(self.third, ChargeKind.INSTALMENT):
                yield "the instalments do not go on"
        elif unpaid.exists() or self.billed(self.third, ChargeKind.INSTALMENT):
            yield "something is left of a device of which nothing was said"
        discount = self.quote.event(EventKind.DEVICE_DISCOUNT_ENDS)
        both = (self.first, self.second)
        off = [-self.billed(month, ChargeKind.DEVICE_DISCOUNT) for month in both]
        if discount and off != [discount.amount, 0]:
            yield f"the discount was {off}, shown was {discount.amount} until it ends"

    def _mio_id(self) -> Iterator[str]:
        event = self.quote.event(EventKind.MIOID_VALID_THROUGH)
        came = life_of(self.member, self.ends.date()).through
        if event is None and came is not None:
            yield f"the mioID ends on {came}, of which nothing was said"
        # Instalments go on for longer than four months: the day is known when they are paid.
        if event and not self.quote.event(EventKind.INSTALMENTS_END) and came != event.on:
            yield f"the mioID is valid through {came}, shown was {event.on}"


def posted(at: datetime) -> datetime:
    """When all send their cards back: the tenth of the next month."""
    return at_japan(add_months(month_start(day_in_japan(at)), 1) + 9 * ONE_DAY, time(10))


def four_months_on(at: datetime) -> datetime:
    """When all has come that was told of: the sixteenth of the fourth month."""
    return at_japan(add_months(month_start(day_in_japan(at)), 4) + 15 * ONE_DAY, time(10))


def faults_of(situations: list[Situation], at: datetime = MID_MONTH) -> list[str]:
    """Let them all cancel, send their cards back, live on for four months, and compare."""
    world = WorldFactory(held_at=at)
    lines = {situation: live(situation, world, at) for situation in situations}
    learn_tables()
    for line in lines.values():
        cancel(line, at)
    learn_tables()
    live_through(line.member, posted(at))
    for sim in Sim.objects.filter(line__world=world, state__in=STILL_OUT):
        receive_sim(sim=sim, at=posted(at), by=system("test"))
    live_through(line.member, four_months_on(at))
    learn_tables()
    found: list[str] = []
    for situation, line in lines.items():
        fresh = Line.objects.select_related("member__standing", "member__user").get(pk=line.pk)
        found += Lived(situation, fresh, at).faults()
    return found


def test_what_was_shown_came_true() -> None:
    assert faults_of(list(some(47))) == []


@pytest.mark.full
@pytest.mark.parametrize("part", range(4))
def test_what_was_shown_came_true_in_every_combination(part: int) -> None:
    assert faults_of(EVERY[part::4]) == []


@pytest.mark.full
@pytest.mark.parametrize(
    "at",
    [
        pytest.param(jst(2026, 12, 31, 12), id="on the last day of a year"),
        pytest.param(jst(2027, 1, 31, 12), id="before a short month"),
        pytest.param(jst(2027, 2, 28, 23, 59, 59), id="in the last second of it"),
    ],
)
def test_what_was_shown_came_true_from_other_days(at: datetime) -> None:
    assert faults_of(list(some(23)), at) == []
