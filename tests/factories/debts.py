"""Bills that were fixed, and what became of them."""

from datetime import date
from decimal import Decimal

import factory
from factory import django

from billing.models import Bill, CardCharge, Dunning, Refund, Slip, SlipBill
from mioportal.rules import dunning, payment
from tests.factories.clocks import MID_MONTH


class BillFactory(django.DjangoModelFactory[Bill]):
    """August's 1,490円, fixed, without items."""

    class Meta:
        model = Bill

    member = factory.SubFactory("tests.factories.people.MemberFactory")
    world = factory.SelfAttribute("member.world")
    month = date(2026, 8, 1)
    total_yen = Decimal(1490)
    tax_yen = Decimal(135)
    confirmed_on = factory.LazyAttribute(lambda bill: payment.schedule(bill.month).confirmed_on)
    charge_on = factory.LazyAttribute(lambda bill: payment.schedule(bill.month).charged_on)


class CardChargeFactory(django.DjangoModelFactory[CardCharge]):
    """An accepted charge; of its card the processor has no token."""

    class Meta:
        model = CardCharge

    bill = factory.SubFactory(BillFactory, state=Bill.State.PAID)
    world = factory.SelfAttribute("bill.world")
    number = 1
    key = factory.LazyAttribute(lambda charge: f"{charge.bill.number}-{charge.number}")
    card = factory.SubFactory(
        "tests.factories.cards.CardFactory", member=factory.SelfAttribute("..bill.member")
    )
    yen = factory.SelfAttribute("bill.total_yen")
    asked_at = MID_MONTH
    answered_at = MID_MONTH
    said = CardCharge.Said.ACCEPTED


class DunningFactory(django.DjangoModelFactory[Dunning]):
    """A bill that failed on its day, of which nobody has been told."""

    class Meta:
        model = Dunning
        exclude = ("plan",)

    bill = factory.SubFactory(BillFactory, state=Bill.State.FAILED)
    plan = factory.LazyAttribute(lambda debt: dunning.schedule(debt.bill.charge_on))
    member = factory.SelfAttribute("bill.member")
    world = factory.SelfAttribute("bill.world")
    why = Dunning.Why.NO_CARD
    failed_on = factory.SelfAttribute("bill.charge_on")
    notice_on = factory.SelfAttribute("plan.notice_on")
    slip_on = factory.SelfAttribute("plan.slip_on")
    due_on = factory.SelfAttribute("plan.due_on")
    warn_on = factory.LazyAttribute(lambda debt: dunning.warned_on(debt.plan))
    suspend_on = factory.SelfAttribute("plan.suspended_on")
    ends_on = factory.SelfAttribute("plan.ends_on")


class SlipFactory(django.DjangoModelFactory[Slip]):
    """An open slip for one bill: `bill=` says which."""

    class Meta:
        model = Slip
        exclude = ("bill",)
        skip_postgeneration_save = True

    bill = factory.SubFactory(BillFactory, state=Bill.State.SLIP)
    number = factory.Sequence(lambda n: f"{n + 10_000_000_000_000:014d}")
    member = factory.SelfAttribute("bill.member")
    world = factory.SelfAttribute("bill.world")
    kind = Slip.Kind.SLIP
    bills_yen = factory.SelfAttribute("bill.total_yen")
    issued_on = date(2026, 10, 6)
    due_on = date(2026, 10, 31)


class RefundFactory(django.DjangoModelFactory[Refund]):
    """100円 back to the bank account."""

    class Meta:
        model = Refund

    bill = factory.SubFactory(BillFactory, state=Bill.State.PAID)
    world = factory.SelfAttribute("bill.world")
    key = factory.Sequence(lambda n: f"refund {n}")
    yen = Decimal(100)
    way = Refund.Way.TRANSFER
    reason = "通話料の誤り"
    refunded_at = MID_MONTH


def a_debt(**facts: object) -> Slip:
    """A bill that failed and its slip, whose member owes it; `member=` and the like are the bill's.

    The slip of one failed in September went out on 6 October 2026.
    """
    bill = BillFactory(state=Bill.State.SLIP, **facts)
    DunningFactory(
        bill=bill, step="warn", told_at=MID_MONTH, slip_at=MID_MONTH, next_on=date(2026, 11, 1)
    )
    slip = SlipFactory(bill=bill)
    SlipBill.objects.create(slip=slip, bill=bill)
    standing = bill.member.standing
    standing.owed_yen += bill.total_yen
    standing.save(update_fields=["owed_yen"])
    return slip
