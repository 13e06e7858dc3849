"""Telling members of a day that comes: planned, taken back, told once."""

from collections.abc import Callable, Iterable
from datetime import date, datetime

from django.db import transaction

from accounts.models import Member, Reminder
from mioportal.rules.dates import day_in_japan

Teller = Callable[[Reminder, datetime], None]

# By kind: the service that writes the mail. It may find the matter settled, and say nothing.
tellers: dict[str, Teller] = {}


def plan(
    *, member: Member, kind: Reminder.Kind, about: str, days: Iterable[date], at: datetime
) -> None:
    """Plan to tell a member on these days, in place of the days planned for the same matter.

    Days that are over already are left out: a matter that begins late is told on what is left.
    """
    today = day_in_japan(at)
    with transaction.atomic():
        call_off(member=member, kind=kind, about=about)
        Reminder.objects.bulk_create(
            (
                Reminder(member=member, world=member.world, kind=kind, about=about, on=day)
                for day in sorted(set(days))
                if day >= today
            ),
            ignore_conflicts=True,
        )


def call_off(*, member: Member, kind: Reminder.Kind, about: str | None = None) -> None:
    """The matter is settled: nothing more is told of it (None: of any matter of this kind)."""
    planned = Reminder.objects.filter(member=member, kind=kind, told_at=None)
    if about is not None:
        planned = planned.filter(about=about)
    planned.delete()


def call_off_all(*, member: Member) -> None:
    """The mioID has ended: nothing more is told of anything."""
    Reminder.objects.filter(member=member, told_at=None).delete()


def tell(*, reminder: Reminder, at: datetime) -> bool:
    """Tell it, once; False when that was done before, or it was called off meanwhile."""
    with transaction.atomic():
        mine = Reminder.objects.filter(pk=reminder.pk, told_at=None).update(told_at=at)
        if mine:
            tellers[reminder.kind](reminder, at)
    return bool(mine)
