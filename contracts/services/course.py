"""An application from its receipt to running lines: reviewed, approved, posted, opened.

Whoever changes one holds its row first. Its lines go ahead one by one, and it stands where the one
that is furthest behind does.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Member
from accounts.services import identity
from contracts import emails
from contracts.models import Application, AppliedLine, Line
from contracts.services.applied import (
    APPROVED,
    NotNow,
    give_time,
    hold,
    note,
    settle,
    take_applied,
    tell,
    trace,
)
from contracts.services.posting import await_opening, open_now
from mioportal.plumbing.actor import Actor
from mioportal.rules import application as rules
from mioportal.rules.application import ApplicationState
from mioportal.rules.plans import Function

State = AppliedLine.State
IDENTITY = Member.Identity
# Handed in, and waiting for who the applicant is.
_WAITING = (
    ApplicationState.APPLIED,
    ApplicationState.IDENTITY_AWAITED,
    ApplicationState.IN_REVIEW,
    ApplicationState.RETURNED,
)
_BY_IDENTITY = {
    IDENTITY.NOT_SUBMITTED: ApplicationState.IDENTITY_AWAITED,
    IDENTITY.IN_REVIEW: ApplicationState.IN_REVIEW,
    IDENTITY.RETURNED: ApplicationState.RETURNED,
}


def take_up(*, application: Application, at: datetime, by: Actor) -> Application:
    """Go on with an application that has been handed in, as far as it goes by itself (D-96).

    For the transaction that hands it in. One that waits for nobody is approved at once; another
    follows what becomes of the member's identity.
    """
    with transaction.atomic():
        held = hold(application)
        if held.state in _WAITING:
            _follow(held, at, by)
            held.refresh_from_db()
    return held


def _follow(held: Application, at: datetime, by: Actor) -> None:
    """Where it stands while it waits for the identity; approved once it need not wait."""
    stands = Member.objects.values_list("identity", flat=True).get(pk=held.member_id)
    left = held.lines.exclude(state=State.ENDED)
    wanted = [(Function(line.function), bool(line.device_code)) for line in left]
    waits = rules.needs_papers(wanted, held.applied_on)
    if waits and stands in _BY_IDENTITY:
        Application.objects.filter(pk=held.pk).update(state=_BY_IDENTITY[IDENTITY(stands)])
        give_time(held, at, by)
    else:
        _approve(held, at, by)


def _follow_identity(member: Member, at: datetime, by: Actor) -> None:
    """The member's identity has changed: so may what waits for it. The member's row is held."""
    waiting = Application.objects.filter(member=member, state__in=_WAITING)
    for application in waiting.exclude(submitted_at=None):
        take_up(application=application, at=at, by=by)


identity.changed.append(_follow_identity)


def _approve(held: Application, at: datetime, by: Actor) -> None:
    """承認: an eSIM goes on at once, a card waits to be posted."""
    Application.objects.filter(pk=held.pk).update(
        state=ApplicationState.APPROVED, approved_at=at
    )
    held.state = ApplicationState.APPROVED
    note(held, "application_approved", _("お申し込み %s を承認しました") % held.number, at)
    trace(held, "approve_application", at, by)
    for applied in held.lines.filter(state=State.APPLIED, medium=Line.Medium.ESIM):
        if applied.is_brought:
            await_opening(applied, at, by)
        else:
            open_now(applied, at, by)
    settle(held, at, by)


def call_off(*, applied: AppliedLine, why: str, at: datetime, by: Actor) -> bool:
    """Staff call one line of an application off (取消), and tell the member why.

    With its last line the application comes to nothing. False when that was done before; raises
    NotNow once the line is open, and ValueError without a reason.
    """
    if not why.strip():
        raise ValueError("why: whoever applied is told the reason")
    with transaction.atomic():
        held, applied = take_applied(applied)
        if applied.state == State.ENDED:
            return False
        if applied.state == State.OPENED or not held.is_under_way:
            raise NotNow
        AppliedLine.objects.filter(pk=applied.pk).update(
            state=State.ENDED, ended_at=at, asks_for=None
        )
        Application.objects.filter(pk=held.pk).update(ended_why=why, ended_by=by.label)
        tell(applied, emails.application_called_off(applied, why), "called-off", at)
        trace(held, "call_off_application", at, by, {"position": applied.position, "why": why})
        if held.state in APPROVED or not held.lines.exclude(state=State.ENDED).exists():
            settle(held, at, by)
        else:
            # What is left may be lines that need no papers.
            _follow(held, at, by)
    return True


def note_undone(*, line: Line, at: datetime, by: Actor) -> bool:
    """A contract was undone; once all lines of its application are, so is that (ST-application)."""
    with transaction.atomic():
        applied = AppliedLine.objects.filter(line=line).select_related("application").first()
        if applied is None:
            return False
        held = hold(applied.application)
        left = held.lines.exclude(state=State.ENDED).exclude(
            line__leaving_by=Line.Leaving.UNDONE
        )
        if left.exists() or held.state != ApplicationState.COMPLETED:
            return False
        Application.objects.filter(pk=held.pk).update(
            state=ApplicationState.INITIALLY_CANCELLED
        )
        trace(held, "undo_application", at, by)
    return True
