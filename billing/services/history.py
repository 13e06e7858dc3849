"""Bills of a past that was not lived day by day, written at once: fixed, and paid in time."""

from collections.abc import Callable
from datetime import date

from django.db import transaction

from accounts.models import Member
from billing.services.holding import hold_bills
from billing.services.run import bill_month
from billing.services.settling import settle
from mioportal.plumbing.actor import Actor
from mioportal.plumbing.jobs import starts
from mioportal.rules.dates import add_months
from mioportal.rules.payment import schedule


def write_past(
    *, member: Member, first: date, last: date, paid_on: Callable[[date], date], by: Actor
) -> int:
    """Write the bills of months of use, both ends included, for a member alone in their world.

    Nobody is told. `paid_on` gives the day of payment by the day of the charge. How many there are.
    """
    written, month = 0, first
    with transaction.atomic():
        while month <= last:
            plan = schedule(month)
            at = starts(plan.confirmed_on)
            bill_month(world=member.world, month=month, at=at, by=by, is_silent=True)
            found = [bill for bill in hold_bills(member) if bill.month == month]
            day = paid_on(plan.charged_on)
            settle(bills=found, paid_on=day, at=starts(day), by=by)
            written += len(found)
            month = add_months(month, 1)
    return written
