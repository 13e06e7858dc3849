"""How a member stands: debts, and when the last service ended."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import F

from accounts.models import Member, Standing
from mioportal.plumbing import audit, worlds
from mioportal.plumbing.actor import Actor
from mioportal.rules.payment import schedule


class NothingOwed(Exception):
    """There is no debt to settle."""


def note_debt(*, member: Member, yen: Decimal, at: datetime, by: Actor) -> None:
    """Add to what a member owes (yen, tax included). Raises ValueError unless it is positive."""
    if yen <= 0:
        raise ValueError(f"yen: {yen} is not a debt")
    with transaction.atomic():
        Standing.objects.filter(member=member).update(owed_yen=F("owed_yen") + yen)
        audit.record(
            world=member.world,
            at=at,
            by=by,
            verb="note_debt",
            subject=member.mio_id,
            detail={"yen": str(yen)},
        )


def settle_debt(*, member: Member, at: datetime, by: Actor) -> Decimal:
    """Everything owed has been paid; the doors it closed open again (F-BIL-11).

    Returns what was owed. Raises NothingOwed.
    """
    with transaction.atomic():
        owed = Standing.objects.values_list("owed_yen", flat=True).get(member=member)
        settled = Standing.objects.filter(member=member, owed_yen=owed, owed_yen__gt=0).update(
            owed_yen=0
        )
        if not settled:
            raise NothingOwed
        audit.record(
            world=member.world,
            at=at,
            by=by,
            verb="settle_debt",
            subject=member.mio_id,
            detail={"yen": str(owed)},
        )
    return owed


def note_last_service_ended(*, member: Member, ended_on: date, at: datetime, title: str) -> None:
    """Every service of a member has ended: their mioID begins to close (F-ACC-06, C-041).

    The card is needed until the bill of that month has been debited (C-084).
    """
    last_bill = schedule(ended_on.replace(day=1))
    noted = Standing.objects.filter(member=member).update(
        last_service_ended_on=ended_on, card_needed_through=last_bill.card_needed_through
    )
    if noted:
        worlds.note(
            world=member.world, at=at, kind="mioid_closing", title=title, subject=member.mio_id
        )
