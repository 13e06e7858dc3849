"""What is to be charged, chased or confirmed, and when."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import Card, Member
from billing.models import Bill, BillRun, CardCharge, Dunning, Slip, SlipBill
from contracts.models import Payment
from mioportal.plumbing.jobs import starts
from mioportal.plumbing.models import World
from mioportal.rules.dates import add_months, day_in_japan, month_start
from mioportal.rules.payment import schedule


def to_charge(world: World, today: date) -> QuerySet[Bill]:
    """Bills whose day has come, and those of which the card's company has not answered."""
    late = CardCharge.objects.filter(
        world=world, said=CardCharge.Said.LATE, ask_again_on__lte=today
    )
    fixed = Q(state=Bill.State.FIXED, charge_on__lte=today)
    waiting = Q(state=Bill.State.CHARGING, pk__in=late.values("bill"))
    return Bill.objects.filter(fixed | waiting, world=world).order_by("month", "pk")


def fresh_cards(world: World) -> QuerySet[Bill]:
    """Debts of those whose card in use has never been asked for them, the oldest first."""
    in_use = Card.objects.filter(member=OuterRef("member"), state=Card.State.IN_USE)
    tried = CardCharge.objects.filter(
        bill=OuterRef("bill"), card__member=OuterRef("member"), card__state=Card.State.IN_USE
    )
    debts = Dunning.objects.filter(world=world, cleared_at=None, paid_on=None)
    fresh = debts.filter(Exists(in_use), ~Exists(tried)).exclude(
        bill__state=Bill.State.CHARGING
    )
    return Bill.objects.filter(dunning__in=fresh).order_by("month", "pk")


def without_slip(world: World, member: Member | None = None) -> QuerySet[Dunning]:
    """Debts that were on a slip, which was replaced because something else on it was paid."""
    standing = SlipBill.objects.filter(bill=OuterRef("bill"), stands=True)
    debts = Dunning.objects.filter(
        ~Exists(standing),
        world=world,
        cleared_at=None,
        paid_on=None,
        slip_at__isnull=False,
        bill__state__in=(Bill.State.SLIP, Bill.State.OVERDUE),
    )
    return (debts.filter(member=member) if member else debts).order_by("-due_on", "pk")


def next_charge_on(world: World) -> date | None:
    """The first day on which something is to be charged; None where nothing waits."""
    fixed = Bill.objects.filter(world=world, state=Bill.State.FIXED).order_by("charge_on")
    late = CardCharge.objects.filter(world=world, said=CardCharge.Said.LATE)
    days = [
        fixed.values_list("charge_on", flat=True).first(),
        late.order_by("ask_again_on").values_list("ask_again_on", flat=True).first(),
    ]
    # Asked first, as most worlds owe nothing and the other two questions are long ones.
    owing = Dunning.objects.filter(world=world, cleared_at=None, paid_on=None)
    if owing.exists() and (fresh_cards(world).exists() or without_slip(world).exists()):
        days.append(day_in_japan(world.ran_through))
    return min((day for day in days if day is not None), default=None)


def debts_due(world: World) -> QuerySet[Dunning]:
    """Debts of which something is to follow, the next first."""
    return Dunning.objects.filter(world=world, next_on__isnull=False).order_by("next_on", "pk")


def slips_to_confirm(world: World) -> QuerySet[Slip]:
    """Slips that were paid at a store, the next to be confirmed first."""
    paid = Slip.objects.filter(world=world, state=Slip.State.PAID)
    return paid.order_by("confirm_on", "pk")


def invoices_open(world: World) -> QuerySet[Slip]:
    """Companies' invoices whose transfer has neither come nor been missed, the next due first."""
    waiting = Slip.objects.filter(
        world=world,
        kind=Slip.Kind.INVOICE,
        state=Slip.State.OPEN,
        covers__stands=True,
        covers__bill__state=Bill.State.INVOICED,
    )
    return waiting.order_by("due_on", "pk")


def books_begin(world: World) -> date:
    """The first month with bills: what was before it belongs to no books of ours.

    A world without a run begins with the first month that can still be fixed in time.
    """
    first = BillRun.objects.filter(world=world).order_by("month").first()
    if first is not None:
        # Books that were opened have a run of nobody before their first month.
        return first.month if first.chunks.exists() else add_months(first.month, 1)
    month = add_months(month_start(day_in_japan(world.ran_through)), -1)
    in_time = starts(schedule(month).confirmed_on) >= world.ran_through
    return month if in_time else add_months(month, 1)


def before_the_books(world: World) -> QuerySet[Payment]:
    """Payments for devices that no bill will hold, the oldest first (D-83)."""
    unpaid = Payment.objects.filter(world=world, paid_on=None).order_by("month", "device")
    return unpaid.filter(month__lt=books_begin(world))
