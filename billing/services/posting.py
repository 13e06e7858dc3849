"""The one door for one-off charges."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from accounts.models import Member
from billing.models import BillRun, PostedCharge
from contracts.models import Line
from mioportal.plumbing import audit
from mioportal.plumbing.actor import Actor
from mioportal.rules.billing import BillLine, ChargeKind
from mioportal.rules.dates import add_months, day_in_japan, month_start


def charge_once(
    *,
    member: Member,
    kind: ChargeKind,
    amount: Decimal,
    percent: int,
    at: datetime,
    by: Actor,
    line: Line | None = None,
    code: str = "",
) -> PostedCharge:
    """Post a one-off charge (yen, tax included) at the moment something takes effect.

    It stands on the bill of that month, or on the next that is still open. Of one line, or of the
    member, a thing of a kind is charged once: asked again, the first charge is returned as it
    stands. `code` tells things of one kind apart. Raises ValueError for an amount that no bill
    could hold.
    """
    BillLine(kind=kind, amount=amount, percent=percent, code=code)
    if line is not None and line.member_id != member.pk:
        raise ValueError(f"line: {line.code} is not {member.mio_id}'s")
    with transaction.atomic():
        month = _open_month(member, month_start(day_in_japan(at)))
        charge, is_new = PostedCharge.objects.get_or_create(
            member=member,
            line=line,
            kind=kind.value,
            code=code,
            defaults={
                "world": member.world,
                "month": month,
                "percent": percent,
                "amount_yen": amount,
                "posted_at": at,
            },
        )
        if is_new:
            audit.record(
                world=member.world,
                at=at,
                by=by,
                verb="charge_once",
                subject=line.code if line else member.mio_id,
                detail={
                    "kind": kind.value,
                    "code": code,
                    "yen": str(amount),
                    "month": f"{month:%Y-%m}",
                },
            )
    return charge


def _open_month(member: Member, month: date) -> date:
    """The first month from this one on whose run has not begun."""
    begun = BillRun.objects.filter(world=member.world, month__gte=month)
    taken = set(begun.values_list("month", flat=True))
    while month in taken:
        month = add_months(month, 1)
    return month
