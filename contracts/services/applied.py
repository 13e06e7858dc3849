"""The row of an application that was handed in: held, moved on, told of."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from accounts import services as accounts
from contracts.models import Application, AppliedLine
from mioportal.plumbing import audit, outbox, windows, worlds
from mioportal.plumbing.actor import Actor
from mioportal.plumbing.outbox import Mail
from mioportal.rules import application as rules
from mioportal.rules import sign_up
from mioportal.rules.application import ApplicationState
from mioportal.rules.dates import day_in_japan

APPROVED = (ApplicationState.APPROVED, ApplicationState.SENT, ApplicationState.OPENING)


class NotNow(Exception):
    """The line is not where this can be done: it has gone on, or not come so far."""


def settle(held: Application, at: datetime, by: Actor) -> None:
    """Let the application stand where its lines do; with the last of them it is completed."""
    state = rules.state_of(
        rules.LineState(each) for each in held.lines.values_list("state", flat=True)
    )
    if held.state == state:
        return
    fields: dict[str, Any] = {"state": state}
    if state is ApplicationState.COMPLETED:
        fields["completed_at"] = at
        note(held, "application_completed", _("お申し込み %s が完了しました") % held.number, at)
    elif state is ApplicationState.WITHDRAWN:
        fields["ended_at"] = at
        note(held, "application_ended", _("お申し込み %s を取り消しました") % held.number, at)
    Application.objects.filter(pk=held.pk).update(**fields)
    held.state = state
    if state in (ApplicationState.COMPLETED, ApplicationState.WITHDRAWN):
        accounts.note_application(member=held.member, is_open=False, at=at)
    give_time(held, at, by)
    trace(held, "move_application", at, by, {"state": state.value})


def give_time(held: Application, at: datetime, by: Actor) -> None:
    """A provisional mioID waits another month for an application that has gone on (D-150)."""
    if held.member.provisional_through is not None:
        through = sign_up.draft_through(day_in_japan(at))
        accounts.give_until(member=held.member, through=through, at=at, by=by)


def hold(application: Application) -> Application:
    """The application as it is now; nobody else takes it on until the transaction ends."""
    Application.objects.select_for_update().values_list("pk").get(pk=application.pk)
    found = Application.objects.select_related("member__user", "world")
    return found.get(pk=application.pk)


def take_applied(applied: AppliedLine) -> tuple[Application, AppliedLine]:
    """A line of an application, which is held: read afterwards, with the application."""
    held = hold(applied.application)
    found = held.lines.select_related("line").get(pk=applied.pk)
    found.application = held
    return held, found


def tell(applied: AppliedLine, mail: Mail, occasion: str, at: datetime) -> None:
    """Mail whoever applied about one line, once on each occasion."""
    held = applied.application
    outbox.put(
        world=held.world,
        user=held.member.user,
        mail=mail,
        key=f"{held.number}:{applied.position}:{occasion}",
        at=at,
        send_after=windows.night_ends_at(at),
    )


def note(held: Application, kind: str, title: str, at: datetime) -> None:
    """A line of the log, which leads to how far the application has come."""
    worlds.note(
        world=held.world,
        at=at,
        kind=kind,
        title=title,
        subject=held.number,
        link=f"/apply/progress/{held.number}/",
    )


def trace(
    held: Application,
    verb: str,
    at: datetime,
    by: Actor,
    detail: dict[str, Any] | None = None,
) -> None:
    """Note who did what with an application."""
    audit.record(
        world=held.world, at=at, by=by, verb=verb, subject=held.number, detail=detail
    )
