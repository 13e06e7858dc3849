"""One hand at a time at what a member has to pay."""

from accounts.models import Member
from billing.models import Bill

# States in which a bill can still be paid.
UNPAID = (
    *(Bill.State.FIXED, Bill.State.CHARGING, Bill.State.INVOICED),
    *(Bill.State.FAILED, Bill.State.SLIP, Bill.State.OVERDUE),
)


def hold_bills(member: Member) -> list[Bill]:
    """A member's unpaid bills as they are now, oldest first.

    Nobody else pays, charges or chases them until the transaction ends. Bills are held before
    ledgers of devices and the member's standing, so that two who want several never wait for each
    other.
    """
    unpaid = Bill.objects.filter(member=member, state__in=UNPAID)
    list(unpaid.order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True))
    # Read only once they are held: of what is joined, PostgreSQL gives what stood before.
    now = unpaid.select_related("member__user", "member__standing", "world", "dunning")
    return list(now.order_by("month"))
