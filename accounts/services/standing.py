"""How a member stands: debts, identity, and when the last service ended."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import F

from accounts.models import Member, Standing
from mioportal.plumbing import audit, worlds
from mioportal.plumbing.actor import Actor


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


def complete_identity(*, member: Member, at: datetime, by: Actor) -> bool:
    """Staff found the member to be who they say (本人確認 完了); False when that stood already."""
    return _decide(member, Member.Identity.COMPLETE, "", at, by)


def return_identity(*, member: Member, note: str, at: datetime, by: Actor) -> bool:
    """Staff sent the papers back (差し戻し) with a reason the member reads."""
    return _decide(member, Member.Identity.RETURNED, note, at, by)


def _decide(member: Member, state: str, note: str, at: datetime, by: Actor) -> bool:
    with transaction.atomic():
        decided = (
            Member.objects.filter(pk=member.pk)
            .exclude(identity=state)
            .update(identity=state, identity_note=note)
        )
        if decided:
            audit.record(
                world=member.world,
                at=at,
                by=by,
                verb="decide_identity",
                subject=member.mio_id,
                detail={"identity": state, "note": note},
            )
    return bool(decided)


def note_last_service_ended(*, member: Member, ended_on: date, at: datetime, title: str) -> None:
    """Every service of a member has ended: their mioID begins to close (F-ACC-06, C-041)."""
    noted = Standing.objects.filter(member=member).update(last_service_ended_on=ended_on)
    if noted:
        worlds.note(
            world=member.world, at=at, kind="mioid_closing", title=title, subject=member.mio_id
        )


def note_instalments(
    *, member: Member, left_yen: Decimal, paid_on: date | None, at: datetime, by: Actor
) -> None:
    """What is left of all instalments of a member, and when one was paid last (C-024).

    The ledger of each device is the record of it. Raises ValueError for less than nothing.
    """
    if left_yen < 0:
        raise ValueError(f"left_yen: {left_yen} is less than nothing")
    paid = {} if paid_on is None else {"last_instalment_paid_on": paid_on}
    Standing.objects.filter(member=member).update(instalments_yen=left_yen, **paid)
