"""Going without a number on paper: the operator's site sends the member to us (C-074)."""

from datetime import datetime

from django.db import transaction

from contracts import services as contracts
from contracts.models import Line
from mioportal.plumbing import audit, outbox, windows, worlds
from mioportal.plumbing.actor import Actor
from mioportal.plumbing.gateways import OrderSeen, clearing_house
from mioportal.rules.dates import day_in_japan
from mioportal.rules.operators import operator
from mnp import emails, queries
from mnp.models import PortOrder, PortRequest
from mnp.services.asking import NotAllowed, NotOpenYet, ShownHasChanged, receipt_number
from mnp.services.issuing import give_number
from mnp.services.opening import note_order
from mnp.services.telling import NOTED


class NoSuchOrder(Exception):
    """No operator waits for this word."""


def consent(
    *, line: Line, order: OrderSeen, shown: str, at: datetime, by: Actor
) -> PortRequest:
    """The member agrees that an operator takes the number over; it is given at once, and not shown.

    A number that was out for the line is dead from then on, and the member is told so (M-14).
    `shown` is the digest of what stood on the page. Said twice, it was said once; after the member
    has taken it back it may be said anew. Raises NotAllowed, NotOpenYet, NoSuchOrder,
    ShownHasChanged, and OrderIsOver where the operator's side has ended: then nothing is kept.
    """
    if order.phone_number.replace("-", "") != line.phone_number.replace("-", ""):
        raise NoSuchOrder
    with transaction.atomic():
        # The order first, then the lines, as the operator's own messages do.
        clearing_house().agree(reference=order.reference, world=line.world, at=at)
        contracts.hold_lines(line.member)
        if done := queries.consent_to(line, order.reference, day_in_japan(at)):
            return done
        if not queries.is_open_yet(line, day_in_japan(at)):
            raise NotOpenYet
        verdict = queries.may_one_stop(line, at)
        if not verdict.allowed:
            raise NotAllowed(verdict)
        now = queries.quote_for(line, at)
        if now.digest() != shown:
            raise ShownHasChanged
        replaced = queries.live_of(line, day_in_japan(at))
        called_off = PortRequest.objects.filter(line=line).waiting().update(
            state=PortRequest.State.CALLED_OFF,
            why_ended=PortRequest.Why.OTHER_WAY,
            replaces=None,
            ended_at=at,
        )
        made = PortRequest.objects.create(
            receipt_number=receipt_number(at),
            line=line,
            world=line.world,
            kind=PortRequest.Kind.ONE_STOP,
            channel=PortRequest.Channel.OPERATOR,
            requested_at=at,
            due_at=at,
            shown=now.as_dict(),
        )
        give_number([made], at)
        _note_order(made, order, at, by)
        _trace(made, order, at, by)
        outbox.put(
            world=made.world,
            user=line.member.user,
            mail=emails.agreed(made, order.operator, replaced, bool(called_off)),
            key=made.receipt_number,
            at=at,
            send_after=windows.night_ends_at(at),
        )
    return made


def _note_order(made: PortRequest, order: OrderSeen, at: datetime, by: Actor) -> None:
    """The order as we know it; one whose consent was taken back goes on with the new one."""
    known = PortOrder.objects.filter(reference=order.reference, state=PortOrder.State.CHECKED)
    if not known.update(request=made, checked_at=at):
        note_order(made, order.reference, operator(order.operator).value, at, by)


def _trace(made: PortRequest, order: OrderSeen, at: datetime, by: Actor) -> None:
    worlds.note(
        world=made.world,
        at=at,
        kind="one_stop_agreed",
        title=NOTED["one_stop"] % {"line": made.line.label, "receipt": made.receipt_number},
        subject=made.line.code,
        link=f"/mnp/requests/{made.receipt_number}/",
    )
    audit.record(
        world=made.world,
        at=at,
        by=by,
        verb="agree_one_stop",
        subject=made.line.code,
        detail={"receipt": made.receipt_number, "order": order.reference},
    )
