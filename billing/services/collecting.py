"""Bills are charged: to the card of an individual, by invoice to a company (F-COR-03)."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from itertools import islice

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import queries as accounts
from accounts.models import Card, Member
from billing.models import Bill, CardCharge, Dunning
from billing.queries.collecting import fresh_cards, to_charge, without_slip
from billing.services import slips
from billing.services.chasing import fail
from billing.services.holding import hold_bills
from billing.services.settling import is_debt, settle
from mioportal.plumbing import audit, jobs, worlds
from mioportal.plumbing.actor import Actor
from mioportal.plumbing.gateways import Answer, Charged, Unreachable, card_processor
from mioportal.plumbing.models import World
from mioportal.rules.dates import day_in_japan
from mioportal.rules.dunning import asked_again_on

# The job under whose name a bill is parked that cannot be charged.
COLLECT = "billing.collect"
_AT_A_TIME = 1000


class NotCharged(Exception):
    """There is nothing of this bill to charge to a card now."""


def collect(*, world: World, at: datetime, by: Actor) -> jobs.Counts:
    """Charge what is to be charged by now: fixed bills, late answers, debts with another card.

    Bills one by one, each in a savepoint of its own; one that fails is parked. What was done before
    is found done.
    """
    parked = jobs.parked_keys(world, COLLECT)
    counts = {"done": 0, "failed": 0}
    keys = _keys(to_charge(world, day_in_japan(at)), fresh_cards(world))
    while some := list(islice(keys, _AT_A_TIME)):
        bills = Bill.objects.filter(pk__in=some).select_related("member__user", "world")
        made = jobs.each(
            (bill for bill in bills.order_by("pk") if bill.number not in parked),
            lambda bill: charge_bill(bill=bill, at=at, by=by),
            key=lambda bill: bill.number,
            job_name=COLLECT,
            world=world,
            at=at,
        )
        counts = {name: counts[name] + made[name] for name in counts}
    owing = Member.objects.filter(dunnings__in=without_slip(world)).distinct()
    for member in owing.select_related("user", "world"):
        slips.mend(member=member, at=at, by=by)
    return counts


def _keys(*found: object) -> Iterator[int]:
    for rows in found:
        yield from list(rows.values_list("pk", flat=True))  # type: ignore[attr-defined]


def charge_bill(*, bill: Bill, at: datetime, by: Actor) -> Bill.State:
    """Charge one bill, whatever has become of it meanwhile; how it stands then.

    The processor is asked while the member's bills are held: of two who charge a bill one waits,
    and finds what the other did. A crash after the answer asks again with the same key.
    """
    with transaction.atomic():
        now = next((each for each in hold_bills(bill.member) if each.pk == bill.pk), None)
        if now is not None:
            _CHARGE[Bill.State(now.state)](now, at, by)
    bill.refresh_from_db(fields=["state", "paid_on"])
    return Bill.State(bill.state)


def charge_debts(member: Member, at: datetime, by: Actor) -> None:
    """A card was registered: what the member owes is charged to it at once (F-BIL-11).

    Registered with accounts. What does not come to pass now, the night's job finds.
    """
    debts = Dunning.objects.filter(member=member, cleared_at=None)
    bills = Bill.objects.filter(dunning__in=debts).select_related("member__user", "world")
    for bill in bills.order_by("month"):
        charge_bill(bill=bill, at=at, by=by)
    if bills:
        slips.mend(member=member, at=at, by=by)


def charge_again(*, bill: Bill, at: datetime, by: Actor) -> Bill.State:
    """Charge a debt to the card in use once more, though it was declined. Raises NotCharged."""
    owing = (Bill.State.FAILED, Bill.State.SLIP, Bill.State.OVERDUE)
    is_open = Dunning.objects.filter(bill=bill, cleared_at=None, paid_on=None).exists()
    if bill.state not in owing or not is_open or accounts.card_in_use(bill.member) is None:
        raise NotCharged
    detail = {"month": f"{bill.month:%Y-%m}"}
    with transaction.atomic():
        subject = bill.member.mio_id
        audit.record(
            world=bill.world, at=at, by=by, verb="charge_again", subject=subject, detail=detail
        )
        state = charge_bill(bill=bill, at=at, by=by)
        slips.mend(member=bill.member, at=at, by=by)
    return state


def _first_time(bill: Bill, at: datetime, by: Actor) -> None:
    if not bill.total_yen:
        settle(bills=[bill], paid_on=day_in_japan(at), at=at, by=by)
    elif bill.member.is_corporate:
        slips.invoice(bill=bill, at=at, by=by)
        Bill.objects.filter(pk=bill.pk).update(state=Bill.State.INVOICED)
    else:
        _to_card(bill, at, by)


def _debt(bill: Bill, at: datetime, by: Actor) -> None:
    """A debt for which no payment is being confirmed; a company pays none by card."""
    if not bill.member.is_corporate and is_debt(bill) and bill.dunning.paid_on is None:
        _to_card(bill, at, by)


def _nothing(bill: Bill, at: datetime, by: Actor) -> None:
    """An invoice waits for its transfer."""


def _to_card(bill: Bill, at: datetime, by: Actor) -> None:
    late = CardCharge.objects.filter(bill=bill, said=Answer.LATE.value).select_related("card")
    charge = late.first()
    if charge is None:
        card = accounts.card_in_use(bill.member)
        if card is None:
            fail(bill=bill, why=Dunning.Why.NO_CARD, at=at, by=by)
            return
        charge = _attempt(bill, card, at)
    _write(bill, charge, _ask(charge, at), at, by)


def _attempt(bill: Bill, card: Card, at: datetime) -> CardCharge:
    """The next attempt. Its key is the same whenever nothing was written of it yet."""
    number = CardCharge.objects.filter(bill=bill).count() + 1
    return CardCharge(
        bill=bill,
        world=bill.world,
        number=number,
        key=f"{bill.number}-{number}",
        card=card,
        yen=bill.total_yen,
        asked_at=at,
    )


def _ask(charge: CardCharge, at: datetime) -> Charged:
    try:
        return card_processor().charge(
            token=charge.card.token, yen=charge.yen, key=charge.key, at=at
        )
    except Unreachable:
        # Whether it heard us is not known: the same key finds out.
        return Charged(answer=Answer.LATE)


def _write(bill: Bill, charge: CardCharge, told: Charged, at: datetime, by: Actor) -> None:
    today = day_in_japan(at)
    is_late = told.answer is Answer.LATE
    charge.said, charge.reason = CardCharge.Said(told.answer.value), told.reason
    charge.answered_at = None if is_late else at
    charge.ask_again_on = asked_again_on(today) if is_late else None
    charge.save()
    if is_late:
        _note_late(bill, today, at)
        Bill.objects.filter(pk=bill.pk).update(state=Bill.State.CHARGING)
    elif told.answer is Answer.ACCEPTED:
        settle(bills=[bill], paid_on=today, at=at, by=by)
    else:
        fail(bill=bill, why=Dunning.Why.DECLINED, at=at, by=by)


def _note_late(bill: Bill, today: date, at: datetime) -> None:
    if bill.world.is_demo and bill.state != Bill.State.CHARGING:
        worlds.note(
            world=bill.world,
            at=at,
            kind="bill_charging",
            title=_("%(month)s月ご利用分をカード会社に請求し、答えを待っています")
            % {"month": bill.month.month},
            subject=f"{bill.month:%Y-%m}",
            link=f"/bills/{bill.month:%Y-%m}/",
        )


_CHARGE: dict[Bill.State, Callable[[Bill, datetime, Actor], None]] = {
    Bill.State.FIXED: _first_time,
    Bill.State.CHARGING: _to_card,
    Bill.State.INVOICED: _nothing,
    Bill.State.FAILED: _debt,
    Bill.State.SLIP: _debt,
    Bill.State.OVERDUE: _debt,
}
