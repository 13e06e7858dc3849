"""Issuing numbers: one by one inside the hours, and the queue of the night at nine."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.db import transaction

from contracts import services as contracts
from mioportal.plumbing import audit, outbox, windows, worlds
from mioportal.plumbing.actor import Actor
from mioportal.plumbing.models import World
from mioportal.plumbing.outbox import Letter
from mioportal.rules import port_out
from mioportal.rules.dates import day_in_japan
from mnp import emails, queries
from mnp.models import PortRequest
from mnp.services.telling import NOTED

# So many are issued in one transaction: two workers share a long queue fairly.
CHUNK = 500
_ONE_PLACE = timedelta(microseconds=1)


def issue_waiting(*, world: World, at: datetime, by: Actor, limit: int = CHUNK) -> int:
    """Issue the first of those whose turn has come, in order of request; how many that were.

    Within a round `issued_at` tells the order of the queue, a microsecond from one to the next,
    whoever issues them: a worker beside this one takes those behind, what somebody holds is passed
    over.
    """
    if windows.closure_at(world=world, at=at, function=queries.FUNCTION) is not None:
        return 0
    with transaction.atomic():
        due = PortRequest.objects.filter(world=world, due_at__lte=at)
        ready = due.ready(day_in_japan(at))
        # The whole round, what was issued in it already too: so a place never changes.
        queue = (ready | due.filter(issued_at__gte=at)).order_by("requested_at", "pk")
        places = {pk: place for place, pk in enumerate(queue.values_list("pk", flat=True))}
        rows = list(
            ready.order_by("requested_at", "pk")
            # Both at once, and never waiting: whoever holds a line is met by nobody here.
            .select_for_update(skip_locked=True, no_key=True, of=("self", "line"))
            .select_related("line__member__user", "world")[:limit]
        )
        issue(rows, at=at, by=by, places=places)
    return len(rows)


def give_number(
    rows: Sequence[PortRequest], at: datetime, places: Mapping[int, int] | None = None
) -> None:
    """Each of these requests, held by this transaction, gets its number; nobody is told here.

    `places` are, by primary key, those in the queue of a round.
    """
    day = day_in_japan(at)
    expires_on = port_out.expires_on(day)
    remind_on = min(each for each in port_out.reminder_days(expires_on) if each > day)
    _retire([row.line_id for row in rows], at)
    numbers = _fresh_numbers(len(rows), port_out.NUMBER_DIGITS.on(day))
    for row, number in zip(rows, numbers, strict=True):
        row.number, row.issued_at = number, at + _ONE_PLACE * (places or {}).get(row.pk, 0)
    PortRequest.objects.bulk_update(rows, ["number", "issued_at"], batch_size=100)
    # What is the same for all is written at once: row by row it would take as long as all the rest.
    same = {
        "state": PortRequest.State.ISSUED,
        "expires_on": expires_on,
        "remind_on": remind_on,
    }
    PortRequest.objects.filter(pk__in=[row.pk for row in rows]).update(**same)
    for row in rows:
        vars(row).update(same)
    contracts.note_numbers(lines=[row.line_id for row in rows], through=expires_on)


def issue(
    rows: Sequence[PortRequest],
    *,
    at: datetime,
    by: Actor,
    places: Mapping[int, int] | None = None,
) -> None:
    """Give each of these requests, held by this transaction, its number, and tell it (M-14)."""
    if not rows:
        return
    give_number(rows, at, places)
    world = rows[0].world
    outbox.put_many(
        world=world,
        letters=[
            Letter(
                user=row.line.member.user, mail=emails.issued(row), key=row.receipt_number
            )
            for row in rows
        ],
        at=at,
        send_after=windows.night_ends_at(at),
    )
    worlds.note_many(
        world=world,
        at=at,
        kind="port_number_issued",
        told=[
            (
                str(NOTED["issued"]) % {"line": row.line.label, "receipt": row.receipt_number},
                row.line.code,
                f"/mnp/requests/{row.receipt_number}/",
            )
            for row in rows
        ],
    )
    audit.record_many(
        world=world,
        at=at,
        by=by,
        verb="issue_port_number",
        told={
            row.line.code: {"receipt": row.receipt_number, "tail": row.number_tail} for row in rows
        },
    )


def _retire(lines: Sequence[int], at: datetime) -> None:
    """The numbers these lines had are dead at the instant the new ones are born (C-066)."""
    old = PortRequest.objects.filter(line__in=lines, state=PortRequest.State.ISSUED)
    old.filter(expires_on__lt=day_in_japan(at)).update(
        state=PortRequest.State.EXPIRED, ended_at=at, remind_on=None
    )
    old.update(
        state=PortRequest.State.VOIDED,
        why_ended=PortRequest.Why.REPLACED,
        ended_at=at,
        remind_on=None,
    )


def _fresh_numbers(count: int, digits: int) -> list[str]:
    """Ten digits each, which nobody can guess and no live number has."""
    found: dict[str, None] = {}
    while len(found) < count:
        drawn = {f"{secrets.randbelow(10**digits):0{digits}d}": None for _ in range(count)}
        taken = PortRequest.objects.filter(number__in=drawn, state=PortRequest.State.ISSUED)
        for number in taken.values_list("number", flat=True):
            del drawn[number]
        found |= drawn
    return list(found)[:count]


def hold_back(*, request: PortRequest, at: datetime, by: Actor) -> bool:
    """Its turn has come, and something stands against it: it waits on, and says so (M-15)."""
    with transaction.atomic():
        request.refresh_from_db()
        against = queries.still_against(request, at)
        held = against and PortRequest.objects.filter(
            pk=request.pk, state=PortRequest.State.QUEUED
        ).update(state=PortRequest.State.HELD)
        if not held:
            return False
        outbox.put(
            world=request.world,
            user=request.line.member.user,
            mail=emails.waiting(request, against),
            key=f"{request.receipt_number}:held",
            at=at,
        )
        worlds.note(
            world=request.world,
            at=at,
            kind="port_number_held",
            title=NOTED["held"]
            % {"line": request.line.label, "receipt": request.receipt_number},
            subject=request.line.code,
            link=f"/mnp/requests/{request.receipt_number}/",
        )
        audit.record(
            world=request.world,
            at=at,
            by=by,
            verb="hold_port_number",
            subject=request.line.code,
            detail={"receipt": request.receipt_number, "reasons": [str(r) for r in against]},
        )
    return True
