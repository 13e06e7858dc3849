"""What a member asks for and the desk completes: one receipt, and one end, for every matter.

Each kind registers a `Matter`: what is done when the desk completes it, and what is undone when it
comes to nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Member
from contracts import emails
from contracts.models import DeskRequest, Line
from mioportal.plumbing import audit, outbox, windows, worlds
from mioportal.plumbing.actor import Actor
from mioportal.plumbing.codes import readable
from mioportal.plumbing.outbox import Mail
from mioportal.rules.dates import day_in_japan
from mioportal.words.text import Text

Act = Callable[[DeskRequest, datetime, Actor], None]
State = DeskRequest.State
OPEN = (State.RECEIVED, State.WORKING)


class AlreadyEnded(Exception):
    """The request has been completed, refused or withdrawn."""


class CannotBeDone(Exception):
    """What was asked for cannot be carried out now; the text says why, to the desk."""


@dataclass(frozen=True, kw_only=True, slots=True)
class About:
    """What a request is about, as its member reads it."""

    label: str
    url: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Matter:
    """How one kind of request is carried out, in the transaction that ends it.

    `complete` tells the member with a mail of its own; None where the desk completes the matter on
    another screen, which then calls `end`. `call_off` puts back what asking has set going.
    """

    about: Callable[[DeskRequest], About]
    next: Text
    complete: Act | None = None
    call_off: Act | None = None


matters: dict[str, Matter] = {}


def ask(
    *,
    member: Member,
    kind: DeskRequest.Kind,
    subject: str,
    at: datetime,
    by: Actor,
    line: Line | None = None,
) -> tuple[DeskRequest, bool]:
    """Receive a request; one that is open for the same matter stands. Says whether it is new."""
    with transaction.atomic():
        request, is_new = DeskRequest.objects.get_or_create(
            member=member,
            kind=kind,
            subject=subject,
            state__in=OPEN,
            defaults={
                "receipt_number": f"D{day_in_japan(at):%y%m%d}-{readable(5)}",
                "world": member.world,
                "line": line,
                "asked_at": at,
            },
        )
        if is_new:
            matter = matters[kind]
            mail = emails.request_received(request, matter.about(request), matter.next)
            _tell(request, mail, "received", at)
            _note(request, at)
            _audit(request, "ask_desk", at, by)
    return request, is_new


def take(*, request: DeskRequest, at: datetime, by: Actor) -> bool:
    """The desk works on it (対応中); False when that stood already, or it has ended."""
    with transaction.atomic():
        taken = DeskRequest.objects.filter(pk=request.pk, state=State.RECEIVED).update(
            state=State.WORKING
        )
        if taken:
            _audit(request, "take_request", at, by)
    request.refresh_from_db()
    return bool(taken)


def complete(*, request: DeskRequest, at: datetime, by: Actor, note: str = "") -> None:
    """Carry out what was asked for. Raises AlreadyEnded and CannotBeDone."""
    act = matters[request.kind].complete
    with transaction.atomic():
        _end(request, State.DONE, note, at, by)
        if act is None:
            raise CannotBeDone(_("この依頼は、対象の画面で進めてください"))
        act(request, at, by)


def refuse(*, request: DeskRequest, note: str, at: datetime, by: Actor) -> None:
    """Say no, and why. Raises AlreadyEnded."""
    if not note.strip():
        raise ValueError("note: a refusal says why")
    with transaction.atomic():
        _end(request, State.REFUSED, note, at, by)
        _call_off(request, at, by)
        mail = emails.request_refused(request, matters[request.kind].about(request))
        _tell(request, mail, "refused", at)


def withdraw(*, request: DeskRequest, at: datetime, by: Actor) -> None:
    """The member takes it back before the desk has begun. Raises AlreadyEnded, CannotBeDone."""
    with transaction.atomic():
        if DeskRequest.objects.filter(pk=request.pk, state=State.WORKING).exists():
            raise CannotBeDone
        _end(request, State.WITHDRAWN, "", at, by, before=(State.RECEIVED,))
        _call_off(request, at, by)


def begin(*, kind: DeskRequest.Kind, subject: str, at: datetime, by: Actor) -> bool:
    """The desk has begun with the matter on another screen: so is what is open about it."""
    request = DeskRequest.objects.filter(kind=kind, subject=subject, state=State.RECEIVED).first()
    return request is not None and take(request=request, at=at, by=by)


def end(
    *,
    kind: DeskRequest.Kind,
    subject: str,
    state: DeskRequest.State,
    at: datetime,
    by: Actor,
    note: str = "",
) -> bool:
    """The matter was brought to its end on another screen: so is what is open about it."""
    request = DeskRequest.objects.filter(kind=kind, subject=subject, state__in=OPEN).first()
    if request is None:
        return False
    with transaction.atomic():
        _end(request, state, note, at, by)
    return True


def _end(
    request: DeskRequest,
    state: DeskRequest.State,
    note: str,
    at: datetime,
    by: Actor,
    before: tuple[DeskRequest.State, ...] = OPEN,
) -> None:
    ended = DeskRequest.objects.filter(pk=request.pk, state__in=before).update(
        state=state, done_at=at, done_by=by.label, note=note
    )
    if not ended:
        raise AlreadyEnded
    request.refresh_from_db()
    _audit(request, f"{state.value.lower()}_request", at, by, {"note": note} if note else None)


def _call_off(request: DeskRequest, at: datetime, by: Actor) -> None:
    act = matters[request.kind].call_off
    if act is not None:
        act(request, at, by)


def _note(request: DeskRequest, at: datetime) -> None:
    worlds.note(
        world=request.world,
        at=at,
        kind="desk_request",
        title=f"{request.get_kind_display()} {request.receipt_number}",
        subject=request.receipt_number,
        link=f"/requests/{request.receipt_number}/",
    )


def _tell(request: DeskRequest, mail: Mail, occasion: str, at: datetime) -> None:
    outbox.put(
        world=request.world,
        user=request.member.user,
        mail=mail,
        key=f"{request.receipt_number}:{occasion}",
        at=at,
        send_after=windows.night_ends_at(at),
    )


def _audit(
    request: DeskRequest, verb: str, at: datetime, by: Actor, more: dict[str, str] | None = None
) -> None:
    detail = {"kind": request.kind, "subject": request.subject, **(more or {})}
    audit.record(
        world=request.world,
        at=at,
        by=by,
        verb=verb,
        subject=request.receipt_number,
        detail=detail,
    )
