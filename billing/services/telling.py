"""What members are told: that a bill is fixed (M-22), range by range; the rest one by one."""

from datetime import datetime

from django.db import transaction

from accounts.models import Member
from billing import emails
from billing.models import Bill, RunChunk
from mioportal.plumbing import outbox, windows
from mioportal.plumbing.models import Outbox, World
from mioportal.plumbing.outbox import Mail


def tell(member: Member, mail: Mail, occasion: str, at: datetime) -> None:
    """Tell a member something, once for each occasion; nobody is woken by it."""
    outbox.put(
        world=member.world,
        user=member.user,
        mail=mail,
        key=occasion,
        at=at,
        send_after=windows.night_ends_at(at),
    )


def tell_chunk(*, world: World, at: datetime) -> int | None:
    """Tell the members of the next range that waits for it; how many, None when none waits."""
    with transaction.atomic():
        waiting = RunChunk.objects.filter(
            run__world=world, run__is_silent=False, done_at__isnull=False, told_at=None
        )
        chunk = (
            waiting.select_related("run")
            .select_for_update(skip_locked=True, of=("self",))
            .order_by("pk")
            .first()
        )
        if chunk is None:
            return None
        bills = Bill.objects.filter(
            world=world,
            member__gte=chunk.first_member,
            member__lte=chunk.last_member,
            month=chunk.run.month,
        ).select_related("member__user")
        mails = {f"{bill.number}": bill for bill in bills.order_by("pk")}
        told = Outbox.objects.filter(key__in=[f"M-22:{number}" for number in mails])
        for key in told.values_list("key", flat=True):
            del mails[key.removeprefix("M-22:")]
        for number, bill in mails.items():
            outbox.put(
                world=world,
                user=bill.member.user,
                mail=emails.bill_fixed(bill),
                key=number,
                at=at,
            )
        RunChunk.objects.filter(pk=chunk.pk).update(told_at=at)
    return len(mails)
