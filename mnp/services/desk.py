"""What only the desk does with a request: hold it for faulty data, or let it go on."""

from datetime import datetime

from django.db import transaction

from contracts import services as contracts
from mioportal.plumbing import audit, outbox, windows
from mioportal.plumbing.actor import Actor
from mioportal.rules.dates import day_in_japan
from mnp import emails, queries
from mnp.models import PortRequest
from mnp.services.ending import NotWaiting
from mnp.services.issuing import issue


def find_fault(*, request: PortRequest, note: str, at: datetime, by: Actor) -> None:
    """The contractor's data are faulty: the request waits until that is put right (M-15, C-071).

    `note` is what the member reads. Raises NotWaiting.
    """
    with transaction.atomic():
        held = PortRequest.objects.filter(pk=request.pk).waiting().update(
            state=PortRequest.State.HELD, fault_note=note, released_note=""
        )
        if not held:
            raise NotWaiting
        request.refresh_from_db()
        outbox.put(
            world=request.world,
            user=request.line.member.user,
            mail=emails.waiting(request, queries.still_against(request, at)),
            key=f"{request.receipt_number}:fault:{at.isoformat()}",
            at=at,
            send_after=windows.night_ends_at(at),
        )
        _audit(request, "hold_port_number", note, at, by)


def release(*, request: PortRequest, note: str, at: datetime, by: Actor) -> None:
    """Let a request go on whatever it was held for, and say why (C-071). Raises NotWaiting.

    It keeps the hours: outside of them it comes in its turn.
    """
    with transaction.atomic():
        contracts.hold_lines(request.line.member)
        released = PortRequest.objects.filter(pk=request.pk).waiting().update(
            state=PortRequest.State.QUEUED, fault_note="", released_note=note
        )
        if not released:
            raise NotWaiting
        request.refresh_from_db()
        _audit(request, "release_port_number", note, at, by)
        over = request.line.status(day_in_japan(at)) == request.line.Status.ENDED
        if not over and _in_hours(request, at) and not queries.still_against(request, at):
            issue([request], at=at, by=by)


def _in_hours(request: PortRequest, at: datetime) -> bool:
    return queries.issues_at(request.world, at) <= at


def _audit(request: PortRequest, verb: str, note: str, at: datetime, by: Actor) -> None:
    audit.record(
        world=request.world,
        at=at,
        by=by,
        verb=verb,
        subject=request.line.code,
        detail={"receipt": request.receipt_number, "note": note},
    )
