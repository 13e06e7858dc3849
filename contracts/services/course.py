"""An application from its receipt to running lines: reviewed, approved, posted, opened.

Whoever changes one holds its row first. Its lines go ahead one by one, and it stands where the one
that is furthest behind does.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import services as accounts
from accounts.models import Member
from accounts.services import identity
from contracts import emails
from contracts.models import Application, AppliedLine, Line
from contracts.services import stock
from contracts.services.notices import give_notice
from contracts.services.opening import NewLine, open_line
from mioportal.plumbing import audit, outbox, windows, worlds
from mioportal.plumbing.actor import Actor
from mioportal.plumbing.outbox import Mail
from mioportal.plumbing.switching import switchboard
from mioportal.rules import application as rules
from mioportal.rules.application import ApplicationState
from mioportal.rules.dates import day_in_japan
from mioportal.rules.plans import Function

State = AppliedLine.State
IDENTITY = Member.Identity
_ON_THE_WAY = (State.SENT, State.OPENING)
# Handed in, and waiting for who the applicant is.
_WAITING = (
    ApplicationState.APPLIED,
    ApplicationState.IDENTITY_AWAITED,
    ApplicationState.IN_REVIEW,
    ApplicationState.RETURNED,
)
_APPROVED = (ApplicationState.APPROVED, ApplicationState.SENT, ApplicationState.OPENING)
_BY_IDENTITY = {
    IDENTITY.NOT_SUBMITTED: ApplicationState.IDENTITY_AWAITED,
    IDENTITY.IN_REVIEW: ApplicationState.IN_REVIEW,
    IDENTITY.RETURNED: ApplicationState.RETURNED,
}


class NotNow(Exception):
    """The line is not where this can be done: it has gone on, or not come so far."""


class NumberLapsed(Exception):
    """The reservation number has run out: another one is needed."""


def take_up(*, application: Application, at: datetime, by: Actor) -> Application:
    """Go on with an application that has been handed in, as far as it goes by itself (D-96).

    For the transaction that hands it in. One that waits for nobody is approved at once; another
    follows what becomes of the member's identity.
    """
    with transaction.atomic():
        held = _hold(application)
        if held.state in _WAITING:
            _follow(held, at, by)
            held.refresh_from_db()
    return held


def _follow(held: Application, at: datetime, by: Actor) -> None:
    """Where it stands while it waits for the identity; approved once it need not wait."""
    assert held.submitted_at is not None
    stands = Member.objects.values_list("identity", flat=True).get(pk=held.member_id)
    functions = held.lines.exclude(state=State.ENDED).values_list("function", flat=True)
    waits = rules.needs_papers(map(Function, functions), day_in_japan(held.submitted_at))
    if waits and stands in _BY_IDENTITY:
        Application.objects.filter(pk=held.pk).update(state=_BY_IDENTITY[IDENTITY(stands)])
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
    _note(held, "application_approved", _("お申し込み %s を承認しました") % held.number, at)
    trace(held, "approve_application", at, by)
    for applied in held.lines.filter(state=State.APPLIED, medium=Line.Medium.ESIM):
        if applied.is_brought:
            _await_opening(applied, at)
        else:
            _open(applied, at, by)
    _settle(held, at, by)


def _await_opening(applied: AppliedLine, at: datetime) -> None:
    """開通待ち: from here on the member says when the number is to come over."""
    AppliedLine.objects.filter(pk=applied.pk).update(state=State.OPENING)
    applied.state = State.OPENING
    tell(applied, emails.port_in_waits(applied), "opening", at)


def send_card(*, applied: AppliedLine, at: datetime, by: Actor) -> AppliedLine:
    """Staff post a card (発送): it gets its serial number, and the mail says when it is there.

    Raises NotNow unless its application is approved and the card waits to be posted.
    """
    with transaction.atomic():
        held, applied = take_applied(applied)
        is_card = applied.medium == Line.Medium.SIM
        if held.state not in _APPROVED or applied.state != State.APPLIED or not is_card:
            raise NotNow
        applied.iccid = stock.card(held.world, applied.code)
        applied.tracking_number = stock.tracking_number()
        applied.state, applied.sent_at = State.SENT, at
        applied.save(update_fields=["iccid", "tracking_number", "state", "sent_at"])
        tell(applied, emails.card_sent(applied), "sent", at)
        title = _("お申し込み %(number)s のSIMカード（%(position)s枚目）を発送しました")
        told = {"number": held.number, "position": applied.position}
        _note(held, "card_sent", title % told, at)
        trace(held, "send_card", at, by, {"position": applied.position})
        _settle(held, at, by)
    return applied


def note_arrival(*, applied: AppliedLine, at: datetime, by: Actor) -> bool:
    """A posted card is there: a new number is in use, one that is brought waits for its member.

    False when it has gone on since.
    """
    with transaction.atomic():
        held, applied = take_applied(applied)
        if applied.state != State.SENT:
            return False
        AppliedLine.objects.filter(pk=applied.pk).update(received_at=at)
        if applied.is_brought:
            _await_opening(applied, at)
        else:
            _open(applied, at, by)
        _settle(held, at, by)
    return True


def open_applied(*, applied: AppliedLine, at: datetime, by: Actor) -> Line:
    """Open a line whose card is there or on its way (開通): for one that brings its number along,
    the member's own act (D-95). Open already, it is returned as it is.

    Raises NotNow, NumberLapsed, and NumberRefused of the switchboard.
    """
    with transaction.atomic():
        held, applied = take_applied(applied)
        if applied.line is not None:
            return applied.line
        if applied.state not in _ON_THE_WAY:
            raise NotNow
        if applied.has_lapsed(day_in_japan(at)):
            raise NumberLapsed
        line = _open(applied, at, by)
        _settle(held, at, by)
    return line


def _open(applied: AppliedLine, at: datetime, by: Actor) -> Line:
    """The line begins today. Its application is held."""
    held, today = applied.application, day_in_japan(at)
    # Of a switchboard that says no, nothing is left behind.
    if applied.is_brought:
        switchboard().bring(
            key=applied.code,
            number=applied.brought_number,
            reservation=applied.mnp_number,
            donor=applied.donor,
        )
    phone = stock.phone_number(held.world, applied)
    iccid = applied.iccid or stock.card(held.world, applied.code)
    new = NewLine(
        code=stock.service_code(),
        plan_code=applied.plan_code,
        contracted_on=today,
        started_on=today,
        iccid=iccid,
        function=Line.Function(applied.function),
        medium=Line.Medium(applied.medium),
        network=Line.Network(applied.network),
        phone_number=phone,
        user_name=applied.user_name,
        option_codes=tuple(applied.option_codes),
    )
    line = open_line(member=held.member, new=new, at=at, by=by)
    AppliedLine.objects.filter(pk=applied.pk).update(
        state=State.OPENED, line=line, opened_at=at, iccid=iccid, phone_number=phone
    )
    applied.state, applied.line = State.OPENED, line
    give_notice(line=line, at=at)
    worlds.note(
        world=held.world,
        at=at,
        kind="line_opened",
        title=_("回線 %s が開通しました") % line.label,
        subject=line.code,
        link=f"/lines/{line.code}/",
    )
    return line


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
        AppliedLine.objects.filter(pk=applied.pk).update(state=State.ENDED, ended_at=at)
        Application.objects.filter(pk=held.pk).update(ended_why=why, ended_by=by.label)
        tell(applied, emails.application_called_off(applied, why), "called-off", at)
        trace(held, "call_off_application", at, by, {"position": applied.position, "why": why})
        if held.state in _APPROVED or not held.lines.exclude(state=State.ENDED).exists():
            _settle(held, at, by)
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
        held = _hold(applied.application)
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


def _settle(held: Application, at: datetime, by: Actor) -> None:
    """Let the application stand where its lines do; with the last of them it is completed."""
    state = rules.state_of(
        rules.LineState(each) for each in held.lines.values_list("state", flat=True)
    )
    if held.state == state:
        return
    fields: dict[str, Any] = {"state": state}
    if state is ApplicationState.COMPLETED:
        fields["completed_at"] = at
        accounts.complete_registration(member=held.member, at=at, by=by)
        _note(held, "application_completed", _("お申し込み %s が完了しました") % held.number, at)
    elif state is ApplicationState.WITHDRAWN:
        fields["ended_at"] = at
        _note(held, "application_ended", _("お申し込み %s を取り消しました") % held.number, at)
    Application.objects.filter(pk=held.pk).update(**fields)
    held.state = state
    trace(held, "move_application", at, by, {"state": state.value})


def _hold(application: Application) -> Application:
    """The application as it is now; nobody else takes it on until the transaction ends."""
    Application.objects.select_for_update().values_list("pk").get(pk=application.pk)
    found = Application.objects.select_related("member__user", "world")
    return found.get(pk=application.pk)


def take_applied(applied: AppliedLine) -> tuple[Application, AppliedLine]:
    """A line of an application, which is held: read afterwards, with the application."""
    held = _hold(applied.application)
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


def _note(held: Application, kind: str, title: str, at: datetime) -> None:
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
