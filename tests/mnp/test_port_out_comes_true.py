"""What a number's page shows is what came of the opening and was billed, yen for yen.

Everybody lives in one world, whose clock is moved once: so that all combinations can be tried.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from accounts.models import Member
from accounts.queries import life_of
from billing.models import Bill, BillItem
from contracts.models import Device, Line, Payment, Sim
from contracts.queries import line_of
from contracts.services import receive_sim
from mioportal.outside.clearing import services as clearing
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import World
from mioportal.rules.charges import ChargeKind
from mioportal.rules.operators import Operator
from mioportal.rules.payment import schedule
from mioportal.rules.quote import EventKind, Quote
from mnp import queries, services
from mnp.models import PortRequest
from tests.cancellation.situations import EVERY, Situation, cancel, live
from tests.factories import MID_MONTH, WorldFactory, jst, live_through
from tests.machine.table_statistics import learn_tables
from tests.mnp.asking import by

pytestmark = pytest.mark.django_db

OCT, NOV, DEC = date(2026, 10, 1), date(2026, 11, 1), date(2026, 12, 1)
OPENS, POSTED = jst(2026, 10, 25, 15), jst(2026, 11, 10, 10)
FOUR_MONTHS_ON = jst(2027, 2, 16, 10)
STILL_OUT = (Sim.State.AWAITED, Sim.State.REMINDED)
# Only voice lines have a number to take along.
PORTABLE = [each for each in EVERY if each.kind in ("voice", "voice-esim", "old")]
Rows = dict[tuple[str, str, str], Decimal]


def fresh(line: Line, on: date) -> Line:
    found = line_of(Member.objects.get(pk=line.member_id), line.code, on)
    assert found
    return found


def begun(situation: Situation, world: World) -> Line:
    """Somebody in this situation, with a number; a lump sum is chosen in the wizard."""
    line = live(situation, world, MID_MONTH)
    if situation.place in ("primary", "left behind"):
        # A primary line goes once nobody is left whom it leads: the others were cancelled before.
        others = Line.objects.filter(member=line.member, leaving_by="").exclude(pk=line.pk)
        for other in others:
            cancel(other, MID_MONTH)
    mine = fresh(line, MID_MONTH.date())
    act = services.begin(line=mine, user=mine.member.user, at=MID_MONTH)
    devices = Device.objects.filter(line=line, choice="lump_sum")
    chosen = dict.fromkeys(devices.values_list("code", flat=True), "lump_sum")
    devices.update(choice="")
    if chosen:
        services.answer(act=act, line=mine, step="devices", answers=chosen, at=MID_MONTH)
    digest = queries.quote_of(act, mine, MID_MONTH).digest()
    assert services.agree(act=act, line=mine, digest=digest, at=MID_MONTH)
    services.ask(act=act, line=mine, at=MID_MONTH, by=by(mine))
    return line


def opened(line: Line) -> Quote:
    """What the number's page shows on the day, and then the other operator opens it."""
    shown = queries.quote_for(fresh(line, OPENS.date()), OPENS)
    order = clearing.check(
        operator=Operator.RAKUTEN,
        number=PortRequest.objects.get(line=line).number,
        phone_number=line.phone_number,
        at=MID_MONTH,
        by=system("operator"),
    )
    assert clearing.open_order(order=order, at=OPENS, by=system("operator"))
    return shown


class Gone:
    """One of them four months later: what was shown, and what the books hold."""

    def __init__(self, situation: Situation, line: Line, quote: Quote) -> None:
        self.situation, self.line, self.member, self.quote = situation, line, line.member, quote
        self.bills = {bill.month: bill for bill in Bill.objects.filter(member=line.member)}
        self.rows: dict[date, Rows] = defaultdict(dict)
        items = BillItem.objects.filter(bill__member=line.member).select_related("bill", "line")
        for item in items:
            key = (item.kind, item.line.code if item.line else "", item.code)
            month = self.rows[item.bill.month]
            month[key] = month.get(key, Decimal(0)) + item.amount_yen

    def billed(self, month: date, *kinds: ChargeKind, code: str = "") -> Decimal:
        """What rows of these kinds come to in a month."""
        found = (
            yen
            for (kind, _line, of_code), yen in self.rows[month].items()
            if kind in kinds and (not code or of_code == code)
        )
        return sum(found, Decimal(0))

    def faults(self) -> Iterator[str]:
        """Everything that came otherwise than it was shown."""
        for told in (self._asked, self._last_bill, self._days, self._goes_on, self._devices):
            for fault in told():
                yield f"{self.situation}: {fault}"

    def _asked(self) -> Iterator[str]:
        """Within the month the yen do not hang on the day: what was agreed to still holds."""
        agreed = Quote.from_dict(PortRequest.objects.get(line=self.line).shown)
        if (agreed.charges, agreed.total) != (self.quote.charges, self.quote.total):
            yield f"agreed to were {agreed.total} yen, shown on the page {self.quote.total}"

    def _last_bill(self) -> Iterator[str]:
        shown: Rows = defaultdict(Decimal)
        for charge in self.quote.charges:
            shown[charge.kind.value, charge.line, charge.code] += charge.amount
        held = {key: yen for key, yen in self.rows[OCT].items() if yen}
        # A line beside is on the same bill, and no part of what was shown.
        beside = self.situation.place == "beside"
        lines = {charge.line for charge in self.quote.charges}
        held = {key: yen for key, yen in held.items() if not beside or key[1] in lines}
        if held != {key: yen for key, yen in shown.items() if yen}:
            yield f"the bill holds {held}, shown was {dict(shown)}"
        if not beside and self.bills[OCT].total_yen != self.quote.total:
            yield f"the bill comes to {self.bills[OCT].total_yen}, shown was {self.quote.total}"

    def _days(self) -> Iterator[str]:
        bill, lines = self.bills[OCT], {each.code: each for each in self.member.lines.all()}
        for event in self.quote.events:
            came: object = event.on
            if event.kind in (EventKind.LINE_ENDS, EventKind.SECONDARY_ENDS):
                came = lines[event.subject].ends_on if lines[event.subject].ended_at else None
            elif event.kind is EventKind.BILL_FIXED:
                came = bill.confirmed_on
            elif event.kind is EventKind.CARD_CHARGED:
                came = bill.charge_on if bill.state == Bill.State.PAID else bill.state
            elif event.kind is EventKind.SIM_FEE_RISK:
                came = lines[event.subject].sims.get().fee_risk_from
            elif event.kind is EventKind.OPTION_ENDS:
                period = lines[event.line].option_periods.get(option_code=event.subject)
                came = period.ends_on
            elif event.kind is EventKind.MIOID_VALID_THROUGH:
                came = life_of(self.member, FOUR_MONTHS_ON.date()).through
                # Instalments go on for longer: the day is known when they are paid.
                came = event.on if self.quote.event(EventKind.INSTALMENTS_END) else came
            if came != event.on:
                yield f"{event.kind} came on {came}, shown was {event.on}"
        if lines[self.line.code].ends_on != OPENS.date():
            yield f"the line ended on {lines[self.line.code].ends_on}"

    def _goes_on(self) -> Iterator[str]:
        """A whole month after every trial, what goes on costs what was said."""
        fees = {
            EventKind.OPTION_GOES_ON: (ChargeKind.OPTION,),
            EventKind.OPTION_TO_CHECK: (ChargeKind.OPTION,),
            EventKind.TRIAL_BECOMES_PAID: (ChargeKind.OPTION,),
            EventKind.SHARE_FEE_CHANGES: (ChargeKind.PLAN, ChargeKind.ADDED_SIM),
            EventKind.SERVICE_GOES_ON: (ChargeKind.RELATED, ChargeKind.MIO_WARI),
        }
        for event in self.quote.events:
            if event.kind in fees and event.amount is not None:
                of_option = fees[event.kind] == (ChargeKind.OPTION,)
                came = self.billed(DEC, *fees[event.kind], code=event.subject if of_option else "")
                if came != event.amount:
                    yield f"{event.kind} costs {came}, shown was {event.amount}"
        if self.situation.place in ("alone", "primary"):
            came = self.billed(DEC, ChargeKind.PLAN, ChargeKind.ADDED_SIM, ChargeKind.CALLS)
            if came:
                yield f"{came} is charged for lines that have ended"
        lost = self.quote.event(EventKind.MIO_WARI_ENDS)
        off = [-self.billed(month, ChargeKind.MIO_WARI) for month in (OCT, NOV)]
        if lost and off != [lost.amount, 0]:
            yield f"mio割 took off {off}, shown was {lost.amount} until it ends"

    def _devices(self) -> Iterator[str]:
        last = self.quote.event(EventKind.INSTALMENTS_END)
        rows = Payment.objects.filter(device__member=self.member)
        unpaid = rows.filter(paid_on=None).order_by("month")
        if last is not None:
            end = unpaid.last()
            came = schedule(end.month).charged_on if end else None
            if came != last.on:
                yield f"the last payment is charged on {came}, shown was {last.on}"
        elif unpaid.exists() or self.billed(DEC, ChargeKind.INSTALMENT):
            yield "something is left of a device of which nothing was said"
        discount = self.quote.event(EventKind.DEVICE_DISCOUNT_ENDS)
        off = [-self.billed(month, ChargeKind.DEVICE_DISCOUNT) for month in (OCT, NOV)]
        if discount and off != [discount.amount, 0]:
            yield f"the discount was {off}, shown was {discount.amount} until it ends"


def faults_of(situations: list[Situation]) -> list[str]:
    """Let them all take their number along, live on for four months, and compare."""
    world = WorldFactory()
    lines = {}
    for place, situation in enumerate(situations):
        lines[situation] = begun(situation, world)
        if place % 100 == 50:
            learn_tables()
    anybody = next(iter(lines.values())).member
    live_through(anybody, OPENS)
    shown = {situation: opened(line) for situation, line in lines.items()}
    live_through(anybody, POSTED)
    for sim in Sim.objects.filter(line__world=world, state__in=STILL_OUT):
        receive_sim(sim=sim, at=POSTED, by=system("test"))
    live_through(anybody, FOUR_MONTHS_ON)
    learn_tables()
    found: list[str] = []
    for situation, line in lines.items():
        ended = Line.objects.select_related("member__standing", "member__user").get(pk=line.pk)
        found += Gone(situation, ended, shown[situation]).faults()
    return found


def test_what_the_numbers_page_shows_comes_true() -> None:
    assert faults_of(PORTABLE[::47]) == []


@pytest.mark.full
@pytest.mark.parametrize("part", range(3))
def test_what_the_numbers_page_shows_comes_true_in_every_combination(part: int) -> None:
    assert faults_of(PORTABLE[part::3]) == []
