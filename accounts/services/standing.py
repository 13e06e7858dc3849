"""How a member stands: debts, and what the last day of their mioID hangs on.

Whatever changes one of these facts holds the member's row of Standing until it is done, and has the
last day counted anew (C-041): so two hands never decide it from what the other is changing.
"""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import Member, Reminder, Standing
from accounts.services import reminders
from mioportal.plumbing import audit, worlds
from mioportal.plumbing.actor import Actor
from mioportal.rules import mioid
from mioportal.rules.dates import day_in_japan
from mioportal.rules.payment import schedule


class NothingOwed(Exception):
    """There is no debt to settle."""


class MioIdEnded(Exception):
    """The mioID is 無効: whoever contracts again gets a new one (C-039)."""


# Floors above add how they clear what they know to be owed: called first, in the same transaction,
# with the yen that was cleared as the answer.
debt_settled: list[Callable[[Member, datetime, Actor], Decimal]] = []


def note_debt(*, member: Member, yen: Decimal, at: datetime, by: Actor) -> None:
    """Add to what a member owes (yen, tax included). Raises ValueError unless it is positive."""
    if yen <= 0:
        raise ValueError(f"yen: {yen} is not a debt")
    with transaction.atomic():
        standing = hold(member)
        _write(standing, at, owed_yen=standing.owed_yen + yen)
        _audit(member, "note_debt", at, by, {"yen": str(yen)})


def settle_debt(*, member: Member, at: datetime, by: Actor) -> Decimal:
    """Everything owed has been paid; the doors it closed open again (F-BIL-11).

    Returns what was owed. Raises NothingOwed.
    """
    with transaction.atomic():
        cleared = sum((clear(member, at, by) for clear in debt_settled), Decimal(0))
        standing = hold(member)
        owed = standing.owed_yen
        if not owed and not cleared:
            raise NothingOwed
        if owed:
            settled_on = _later(standing.last_bill_settled_on, day_in_japan(at))
            _write(standing, at, owed_yen=Decimal(0), last_bill_settled_on=settled_on)
        _audit(member, "settle_debt", at, by, {"yen": str(owed + cleared)})
    return owed + cleared


def clear_debt(*, member: Member, yen: Decimal, at: datetime, by: Actor) -> None:
    """A bill that was owed has been paid (yen, tax included); the rest stays owed.

    Raises ValueError unless so much is owed.
    """
    with transaction.atomic():
        standing = hold(member)
        if not 0 < yen <= standing.owed_yen:
            raise ValueError(f"yen: {yen} of {standing.owed_yen} cannot be cleared")
        settled_on = _later(standing.last_bill_settled_on, day_in_japan(at))
        _write(
            standing,
            at,
            owed_yen=standing.owed_yen - yen,
            last_bill_settled_on=settled_on,
        )
        _audit(member, "clear_debt", at, by, {"yen": str(yen)})


def suspend(*, member: Member, at: datetime, by: Actor) -> bool:
    """A member's lines cannot be used until they pay (O-22); False when they could not before."""
    today = day_in_japan(at)
    with transaction.atomic():
        rows = Standing.objects.filter(member=member, suspended_on=None)
        if not rows.update(suspended_on=today):
            return False
        _audit(member, "suspend", at, by, {"on": today.isoformat()})
    return True


def resume(*, member: Member, at: datetime, by: Actor) -> bool:
    """A member's lines can be used again; False when they could be."""
    with transaction.atomic():
        rows = Standing.objects.filter(member=member, suspended_on__isnull=False)
        if not rows.update(suspended_on=None):
            return False
        _audit(member, "resume", at, by, {})
    return True


def note_bill_settled(*, member: Member, settled_on: date, at: datetime, by: Actor) -> None:
    """A bill has been paid: the processor accepted. Only a closing mioID depends on it."""
    with transaction.atomic():
        standing = hold(member)
        latest = _later(standing.last_bill_settled_on, settled_on)
        if latest != standing.last_bill_settled_on:
            _write(standing, at, last_bill_settled_on=latest)
            _audit(member, "note_bill_settled", at, by, {"on": settled_on.isoformat()})


def note_instalments(
    *, member: Member, left_yen: Decimal, paid_on: date | None, at: datetime, by: Actor
) -> None:
    """What is left of all instalments of a member, and when one was paid last (C-024).

    The ledger of each device is the record of it. Raises ValueError for less than nothing.
    """
    if left_yen < 0:
        raise ValueError(f"left_yen: {left_yen} is less than nothing")
    with transaction.atomic():
        standing = hold(member)
        last = standing.last_instalment_paid_on
        fields = {
            "instalments_yen": left_yen,
            "last_instalment_paid_on": _later(last, paid_on) if paid_on else last,
        }
        if any(getattr(standing, name) != value for name, value in fields.items()):
            _write(standing, at, **fields)


def note_sim_case(
    *, member: Member, closed_on: date | None, at: datetime, by: Actor
) -> None:
    """A case of SIM damage is open (None), or the last one was closed on a day.

    A card on its way back is no case yet (D-53): one begins when its fee is put before staff.
    """
    with transaction.atomic():
        standing = hold(member)
        fields: dict[str, Any] = {"open_sim_case": closed_on is None}
        if closed_on is not None:
            fields["sim_case_closed_on"] = _later(standing.sim_case_closed_on, closed_on)
        _write(standing, at, **fields)
        detail = {"closed_on": closed_on.isoformat() if closed_on else ""}
        _audit(member, "note_sim_case", at, by, detail)


def note_application(*, member: Member, is_open: bool, at: datetime) -> None:
    """An application of a member is under way, or over: as long as it is, no mioID closes (D-150).

    Raises MioIdEnded for one that is handed in too late.
    """
    with transaction.atomic():
        standing = hold(member)
        today = day_in_japan(at)
        if is_open and standing.member.has_ended(today):
            raise MioIdEnded
        if standing.open_application is is_open:
            return
        ended_on = standing.application_ended_on if is_open else today
        _write(standing, at, open_application=is_open, application_ended_on=ended_on)


def note_last_service_ended(*, member: Member, ended_on: date, at: datetime, title: str) -> None:
    """Every service of a member has ended: their mioID begins to close (F-ACC-06, C-041).

    The card is needed until the bill of that month has been debited (C-084).
    """
    needed_through = schedule(ended_on.replace(day=1)).card_needed_through
    with transaction.atomic():
        standing = hold(member)
        if standing.last_service_ended_on == ended_on:
            return
        worlds.note(
            world=member.world, at=at, kind="mioid_closing", title=title, subject=member.mio_id
        )
        _write(
            standing, at, last_service_ended_on=ended_on, card_needed_through=needed_through
        )


def note_service_begun(*, member: Member, at: datetime) -> None:
    """A member has a service again: a mioID that was closing is valid again (C-039).

    Raises MioIdEnded.
    """
    with transaction.atomic():
        standing = hold(member)
        if standing.member.has_ended(day_in_japan(at)):
            raise MioIdEnded
        if not standing.is_closing:
            return
        worlds.note(
            world=member.world,
            at=at,
            kind="mioid_valid_again",
            title=_("新しいご契約により、mioIDは閉鎖予定から有効に戻りました"),
            subject=member.mio_id,
        )
        _write(standing, at, last_service_ended_on=None)


def hold(member: Member) -> Standing:
    """A member's standing as it is now; nobody else changes it until the transaction ends.

    Read only once it is held: of what is joined to a row that had to be waited for, PostgreSQL
    gives what stood before.
    """
    Standing.objects.select_for_update().values_list("pk").get(member=member)
    return Standing.objects.select_related("member__user", "member__world").get(member=member)


def _write(standing: Standing, at: datetime, **fields: Any) -> None:
    """Write facts of a standing that is held, and what follows for the mioID's last day."""
    ended = standing.member.has_ended(day_in_japan(at))
    for name, value in fields.items():
        setattr(standing, name, value)
    if not ended:
        # What has ended stays so, though the job that carries it out may not have come to it yet.
        through = mioid.last_day(standing.closing) if standing.closing else None
        if through != standing.valid_through:
            fields["valid_through"] = standing.valid_through = through
            _tell_of_the_last_day(standing, at)
    Standing.objects.filter(pk=standing.pk).update(**fields)


def _tell_of_the_last_day(standing: Standing, at: datetime) -> None:
    """The days on which M-32 goes out, and a line in the log of a move."""
    member, through = standing.member, standing.valid_through
    reminders.call_off(member=member, kind=Reminder.Kind.MIOID_CLOSES)
    if through is not None:
        reminders.plan(
            member=member,
            kind=Reminder.Kind.MIOID_CLOSES,
            about=through.isoformat(),
            days=mioid.closing_warning_days(through),
            at=at,
        )
        title = _("mioIDの最終日が%sになりました") % date_format(through, _("Y年n月j日"))
    elif standing.is_closing:
        title = _("mioIDの最終日は、まだ片付いていないことがあるため、未定になりました")
    else:
        return
    worlds.note(
        world=member.world,
        at=at,
        kind="mioid_last_day",
        title=title,
        subject=member.mio_id,
        link="/profile/mioid/",
    )


def _later(day: date | None, other: date) -> date:
    return max(day, other) if day else other


def _audit(
    member: Member, verb: str, at: datetime, by: Actor, detail: dict[str, Any]
) -> None:
    audit.record(
        world=member.world, at=at, by=by, verb=verb, subject=member.mio_id, detail=detail
    )
