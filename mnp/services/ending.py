"""How a number, or a request for one, comes to nothing."""

from datetime import date, datetime

from django.db import transaction

from contracts import services as contracts
from mioportal.plumbing import audit, outbox, windows, worlds
from mioportal.plumbing.actor import Actor
from mioportal.plumbing.outbox import Mail
from mioportal.rules import port_out
from mioportal.rules.dates import ONE_DAY, day_in_japan
from mnp import emails
from mnp.models import PortRequest
from mnp.services.telling import NOTED

State, Why = PortRequest.State, PortRequest.Why


class NotLive(Exception):
    """The number cannot be used any more: there is nothing to void."""


class NotWaiting(Exception):
    """The number has been issued, or the request was called off: it does not wait any more."""


def void(*, request: PortRequest, why: PortRequest.Why, at: datetime, by: Actor) -> bool:
    """Kill a number at once, because somebody else may know it (F-MNO-08, C-072).

    The line goes on as before. False when it was void already; raises NotLive when it has expired
    or gone another way.
    """
    with transaction.atomic():
        contracts.hold_lines(request.line.member)
        request.refresh_from_db()
        request.line.refresh_from_db()
        if request.state == State.VOIDED:
            return False
        if not request.is_live(day_in_japan(at)):
            raise NotLive
        return end(request, State.ISSUED, State.VOIDED, why, at, by)


def call_off(*, request: PortRequest, why: PortRequest.Why, at: datetime, by: Actor) -> bool:
    """A request that still waits is taken back; False when it was before. Raises NotWaiting."""
    with transaction.atomic():
        contracts.hold_lines(request.line.member)
        request.refresh_from_db()
        if request.state == State.CALLED_OFF:
            return False
        if request.state not in PortRequest.WAITING:
            raise NotWaiting
        # The number that it was to replace may be replaced by another.
        PortRequest.objects.filter(pk=request.pk).update(replaces=None)
        return end(request, State(request.state), State.CALLED_OFF, why, at, by)


def expire(*, request: PortRequest, at: datetime, by: Actor) -> bool:
    """The number's last day has passed (M-16); False when it was told before."""
    today = day_in_japan(at)
    if request.expires_on is None or request.expires_on >= today:
        return False
    with transaction.atomic():
        contracts.hold_lines(request.line.member)
        return end(request, State.ISSUED, State.EXPIRED, None, at, by)


def end_with_line(*, request: PortRequest, at: datetime, by: Actor) -> bool:
    """The line has ended, and its number and its requests with it (C-070)."""
    today = day_in_japan(at)
    if request.line.ends_on is None or request.line.status(today) != request.line.Status.ENDED:
        return False
    lapsed = request.expires_on is not None and request.expires_on < today
    if request.state == State.ISSUED and lapsed:
        return expire(request=request, at=at, by=by)
    to = State.VOIDED if request.state == State.ISSUED else State.CALLED_OFF
    with transaction.atomic():
        contracts.hold_lines(request.line.member)
        return end(request, State(request.state), to, Why.LINE_ENDED, at, by)


def end(
    request: PortRequest,
    was: PortRequest.State,
    to: PortRequest.State,
    why: PortRequest.Why | None,
    at: datetime,
    by: Actor,
) -> bool:
    """One conditional UPDATE ends it; whoever wins tells."""
    ended = PortRequest.objects.filter(pk=request.pk, state=was).update(
        state=to, why_ended=why or "", ended_at=at, remind_on=None
    )
    if not ended:
        return False
    if was == State.ISSUED:
        contracts.note_numbers(lines=[request.line_id], through=None)
    request.refresh_from_db()
    line = request.line
    _tell(request, emails.ended(request), str(to), at)
    worlds.note(
        world=request.world,
        at=at,
        kind=f"port_number_{to}",
        title=NOTED[_noted(request)] % {"line": line.label, "receipt": request.receipt_number},
        subject=line.code,
        link=f"/mnp/requests/{request.receipt_number}/",
    )
    audit.record(
        world=request.world,
        at=at,
        by=by,
        verb=f"port_number_{to}",
        subject=line.code,
        detail={"receipt": request.receipt_number, "why": str(why or "")},
    )
    return True


def _noted(request: PortRequest) -> str:
    return f"one_stop_{request.state}" if request.is_one_stop else request.state


def remind(*, request: PortRequest, at: datetime) -> bool:
    """The number runs out soon, or its line does (M-16, F-MNO-09); False when that was told before.

    What would fall on the day of the issue, or before, is not told.
    """
    today, next_on = day_in_japan(at), request.reminder_on
    if next_on is None or next_on > today:
        return False
    assert request.expires_on is not None and request.remind_on is not None
    assert request.issued_at is not None
    cut_by, issued_on = request.remind_on - next_on, day_in_japan(request.issued_at)
    days = [day - cut_by for day in port_out.reminder_days(request.expires_on)]
    with transaction.atomic():
        mine = PortRequest.objects.filter(
            pk=request.pk, state=State.ISSUED, remind_on=request.remind_on
        ).update(remind_on=_next_reminder(request.expires_on, today + cut_by))
        if not mine:
            return False
        came = any(max(next_on, issued_on + ONE_DAY) <= day <= today for day in days)
        if came and request.is_live(today):
            _tell(request, emails.runs_out(request, today), f"soon:{today:%Y%m%d}", at)
    return True


def _next_reminder(expires_on: date, today: date) -> date | None:
    later = [day for day in port_out.reminder_days(expires_on) if day > today]
    return min(later, default=None)


def _tell(request: PortRequest, mail: Mail, occasion: str, at: datetime) -> None:
    outbox.put(
        world=request.world,
        user=request.line.member.user,
        mail=mail,
        key=f"{request.receipt_number}:{occasion}",
        at=at,
        send_after=windows.night_ends_at(at),
    )
