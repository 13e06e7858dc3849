"""A bill is paid: by card, at a store, by a transfer, or as the desk says."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import services as accounts
from accounts.models import Member
from billing import emails
from billing.models import Bill, Dunning
from billing.services import slips
from billing.services.holding import UNPAID, hold_bills
from billing.services.telling import tell
from contracts import services as contracts
from mioportal.plumbing import worlds
from mioportal.plumbing.actor import Actor
from mioportal.rules.dates import day_in_japan


def settle(*, bills: Sequence[Bill], paid_on: date, at: datetime, by: Actor) -> Decimal:
    """Bills of one member that are held have been paid: the yen of those that were debts.

    Everything that an unpaid bill had closed opens again by itself, and the member is told (M-27).
    """
    debts = [bill for bill in bills if _pay(bill, paid_on, at, by)]
    if debts:
        member = debts[0].member
        slips.withdraw(bills=debts)
        left = Dunning.objects.filter(member=member, cleared_at=None).count()
        tell(member, emails.payment_confirmed(debts, left), _key(debts), at)
        resume_if_clear(member=member, at=at, by=by)
    return sum((bill.total_yen for bill in debts), Decimal(0))


def _pay(bill: Bill, paid_on: date, at: datetime, by: Actor) -> bool:
    """Write that a bill is paid; whether it had been a debt."""
    won = Bill.objects.filter(pk=bill.pk, state__in=UNPAID).update(
        state=Bill.State.PAID, paid_on=paid_on
    )
    if not won:
        return False
    member = bill.member
    contracts.pay_month(member=member, month=bill.month, at=at, by=by)
    was_debt = Dunning.objects.filter(bill=bill, cleared_at=None).update(
        paid_on=paid_on, cleared_at=at, next_on=None
    )
    if was_debt:
        accounts.clear_debt(member=member, yen=bill.total_yen, at=at, by=by)
    accounts.note_bill_settled(member=member, settled_on=paid_on, at=at, by=by)
    if bill.world.is_demo:
        _note(bill, at)
    return bool(was_debt)


def _note(bill: Bill, at: datetime) -> None:
    worlds.note(
        world=bill.world,
        at=at,
        kind="bill_paid",
        title=_("%(month)s月ご利用分 %(yen)s円のお支払いが済みました")
        % {"month": bill.month.month, "yen": f"{bill.total_yen:,.0f}"},
        subject=f"{bill.month:%Y-%m}",
        link=f"/bills/{bill.month:%Y-%m}/",
    )


def _key(bills: list[Bill]) -> str:
    return "+".join(bill.number for bill in bills)


def resume_if_clear(*, member: Member, at: datetime, by: Actor) -> bool:
    """Lift the suspension of a member who owes nothing for which they were suspended (M-26)."""
    standing_in_the_way = Dunning.objects.filter(
        member=member, cleared_at=None, suspended_at__isnull=False
    )
    if standing_in_the_way.exists():
        return False
    with transaction.atomic():
        if not accounts.resume(member=member, at=at, by=by):
            return False
        day = day_in_japan(at)
        tell(member, emails.resumed(member, day), f"{member.mio_id}:resumed:{day}", at)
    return True


def clear_all(member: Member, at: datetime, by: Actor) -> Decimal:
    """The desk confirms everything that a member owes (registered with accounts)."""
    with transaction.atomic():
        debts = [bill for bill in hold_bills(member) if is_debt(bill)]
        return settle(bills=debts, paid_on=day_in_japan(at), at=at, by=by)


def is_debt(bill: Bill) -> bool:
    """Whether a bill that was read with its dunning is owed."""
    dunning = getattr(bill, "dunning", None)
    return dunning is not None and dunning.cleared_at is None
