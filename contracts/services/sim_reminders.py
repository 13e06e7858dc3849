"""Asking for a card that has not come back (M-20, F-SIM-08): a week, one and two months after."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from accounts.models import Reminder
from accounts.services import reminders
from contracts import emails
from contracts.models import Line, Sim
from mioportal.plumbing import outbox
from mioportal.rules import sim_return


def plan_return_reminders(*, line: Line, at: datetime) -> None:
    """Plan the days for a line whose end is carried out; none where nothing is to come back."""
    assert line.ends_on is not None
    if not line.sims.out().exists():
        return
    reminders.plan(
        member=line.member,
        kind=Reminder.Kind.SIM_RETURN,
        about=line.code,
        days=sim_return.reminder_days(line.ends_on),
        at=at,
    )


def _tell(reminder: Reminder, at: datetime) -> None:
    """M-20, with every card that is still out; it counts for each of them."""
    line = Line.objects.get(member=reminder.member, code=reminder.about)
    cards = list(line.sims.out().order_by("pk"))
    if not cards:
        return
    with transaction.atomic():
        mine = Sim.objects.out().filter(pk__in=[card.pk for card in cards])
        mine.update(reminders_sent=F("reminders_sent") + 1)
        mine.filter(state=Sim.State.AWAITED).update(state=Sim.State.REMINDED)
        outbox.put(
            world=reminder.world,
            user=reminder.member.user,
            mail=emails.return_reminder(line, reminder.member, cards),
            key=f"{line.code}:{reminder.on.isoformat()}",
            at=at,
        )


reminders.tellers[Reminder.Kind.SIM_RETURN] = _tell
