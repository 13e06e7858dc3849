"""One month after a line has ended, its member is told to look again (M-37, F-OPT-08)."""

from datetime import datetime

from accounts.models import Reminder
from accounts.services import reminders
from contracts import emails
from contracts.models import Line
from contracts.queries.leaving_checks import look_again_on
from mioportal.plumbing import outbox
from mioportal.rules import options
from mioportal.rules.dates import day_in_japan


def plan_aftercheck(*, line: Line, at: datetime) -> None:
    """Plan the check list for a line whose end is carried out."""
    reminders.plan(
        member=line.member,
        kind=Reminder.Kind.AFTER_LEAVING,
        about=line.code,
        days=[look_again_on(line)],
        at=at,
    )


def _tell(reminder: Reminder, at: datetime) -> None:
    """M-37, with the options of the line that are billed still."""
    line = Line.objects.get(member=reminder.member, code=reminder.about)
    held = line.option_periods.on(day_in_japan(at)).order_by("option_code")
    still = [options.option(code) for code in held.values_list("option_code", flat=True)]
    awaits_card = line.sims.out().exists()
    outbox.put(
        world=reminder.world,
        user=reminder.member.user,
        mail=emails.after_leaving(line, reminder.member, still, awaits_card=awaits_card),
        key=f"{line.code}:after",
        at=at,
    )


reminders.tellers[Reminder.Kind.AFTER_LEAVING] = _tell
