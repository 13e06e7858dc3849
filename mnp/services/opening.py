"""Another operator takes a number over: what the clearing house tells us, message by message."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from contracts import services as contracts
from contracts.models import Line
from contracts.queries.groups import leads_others
from mioportal.plumbing import audit, outbox, windows, worlds
from mioportal.plumbing.actor import Actor
from mioportal.plumbing.gateways import NumberNotReleased, NumberSeen, WhyNotReleased
from mioportal.rules import operators
from mioportal.rules.dates import day_in_japan
from mnp import emails, queries
from mnp.models import PortOrder, PortRequest, PortRequestQuerySet
from mnp.services.ending import end
from mnp.services.telling import NOTED

_RELATED = ("line__member__user", "line__member__standing", "line__world", "world")


class Donor:
    """What the clearing house asks the operator (the setting NUMBER_DONOR names this class)."""

    def find(self, *, number: str, phone_number: str) -> NumberSeen | None:
        """Which number is meant; None for one that is none, or not of this telephone number."""
        request = _by_number(number, phone_number).first()
        return _seen(request) if request else None

    def check(
        self,
        *,
        reference: str,
        number: str,
        phone_number: str,
        operator: str,
        at: datetime,
        by: Actor,
    ) -> NumberSeen:
        """Whether it may be taken over, noted once for each reference."""
        known = PortOrder.objects.filter(reference=reference).select_related("request__world")
        if order := known.first():
            return _seen(order.request)
        request = _by_number(number, phone_number).first()
        if request is None:
            raise NumberNotReleased(WhyNotReleased.UNKNOWN)
        with transaction.atomic():
            contracts.hold_lines(request.line.member)
            request.refresh_from_db()
            request.line.refresh_from_db()
            refuse_if_dead(request, at)
            note_order(request, reference, operators.operator(operator).value, at, by)
        return _seen(request)

    def open(self, *, reference: str, at: datetime, by: Actor) -> None:
        """The number works over there: the line ends at this instant."""
        open_order(reference=reference, at=at, by=by)

    def fail(self, *, reference: str, note: str, at: datetime, by: Actor) -> None:
        """It did not work: the line, and its number, stay as they are."""
        close_order(reference=reference, state=PortOrder.State.FAILED, note=note, at=at, by=by)

    def cancel(self, *, reference: str, at: datetime, by: Actor) -> None:
        """The order was taken back: the line, and its number, stay as they are."""
        close_order(reference=reference, state=PortOrder.State.CANCELLED, note="", at=at, by=by)

    def consent_page(self, *, reference: str) -> str:
        """Where a member agrees to go without a number; "" where the way is closed."""
        if not settings.ONE_STOP_PORT_OUT:
            return ""
        return reverse("mnp:one_stop", args=[reference])


def _by_number(number: str, phone_number: str) -> PortRequestQuerySet:
    """Requests with this number, the live one first; hyphens say nothing of a telephone number."""
    rows = PortRequest.objects.filter(number=number).exclude(number="")
    digits = phone_number.replace("-", "")
    asked = f"{digits[:3]}-{digits[3:7]}-{digits[7:]}"
    found = rows.filter(line__phone_number=asked).exclude(kind=PortRequest.Kind.ONE_STOP)
    return found.select_related(*_RELATED).order_by("-issued_at", "-pk")


def _seen(request: PortRequest) -> NumberSeen:
    assert request.expires_on is not None
    return NumberSeen(
        world=request.world,
        phone_number=request.line.phone_number,
        expires_on=request.expires_on,
    )


def refuse_if_dead(request: PortRequest, at: datetime) -> None:
    """Raise NumberNotReleased unless the number, and its line, can go now."""
    today, line = day_in_japan(at), request.line
    if request.state == PortRequest.State.PORTED or line.leaving_by == Line.Leaving.PORT_OUT:
        raise NumberNotReleased(WhyNotReleased.TAKEN)
    if line.status(today) == Line.Status.ENDED:
        raise NumberNotReleased(WhyNotReleased.ENDED)
    state = request.state_on(today)
    if state == PortRequest.State.EXPIRED:
        raise NumberNotReleased(WhyNotReleased.EXPIRED)
    if state != PortRequest.State.ISSUED:
        raise NumberNotReleased(WhyNotReleased.VOID)
    if leads_others(line, today):
        raise NumberNotReleased(WhyNotReleased.HAS_SECONDARIES)


def note_order(
    request: PortRequest, reference: str, operator: str, at: datetime, by: Actor
) -> PortOrder:
    """An operator has asked about a number, and may have it; the member sees who it was."""
    order, is_new = PortOrder.objects.get_or_create(
        reference=reference,
        defaults={
            "line": request.line,
            "world": request.world,
            "request": request,
            "operator": operator,
            "checked_at": at,
        },
    )
    if is_new:
        _audit(order, "check_port_out", at, by)
    return order


def open_order(*, reference: str, at: datetime, by: Actor) -> bool:
    """Carry out a port-out: the line ends, and with it what hangs on it (F-MNO-12).

    False when that was done before. Raises NumberNotReleased.
    """
    order = _order(reference)
    line, request = order.line, order.request
    with transaction.atomic():
        contracts.hold_lines(line.member)
        for row in (order, line, request):
            row.refresh_from_db()
        if order.state == PortOrder.State.OPENED:
            return False
        if order.state != PortOrder.State.CHECKED:
            raise NumberNotReleased(WhyNotReleased.VOID)
        refuse_if_dead(request, at)
        mail = emails.opened(order, queries.quote_for(line, at), at)
        _carry_out(order, at, by)
        outbox.put(
            world=order.world,
            user=line.member.user,
            mail=mail,
            key=f"{request.receipt_number}:opened",
            at=at,
            send_after=windows.night_ends_at(at),
        )
        _note(order, "opened", at)
        _audit(order, "open_port_out", at, by)
    return True


def _carry_out(order: PortOrder, at: datetime, by: Actor) -> None:
    line, request = order.line, order.request
    won = PortRequest.objects.filter(pk=request.pk, state=PortRequest.State.ISSUED).update(
        state=PortRequest.State.PORTED, ended_at=at, remind_on=None
    )
    if not won:
        raise NumberNotReleased(WhyNotReleased.VOID)
    try:
        contracts.port_out_line(line=line, at=at, by=by)
    except contracts.AlreadyLeaving as error:
        raise NumberNotReleased(WhyNotReleased.ENDED) from error
    PortOrder.objects.filter(pk=order.pk).update(state=PortOrder.State.OPENED, ended_at=at)
    others = PortOrder.objects.filter(line=line, state=PortOrder.State.CHECKED)
    others.update(state=PortOrder.State.CANCELLED, ended_at=at)
    PortRequest.objects.filter(line=line).waiting().update(
        state=PortRequest.State.CALLED_OFF, why_ended=PortRequest.Why.OTHER_WAY, ended_at=at
    )


def close_order(
    *, reference: str, state: PortOrder.State, note: str, at: datetime, by: Actor
) -> bool:
    """An order came to nothing: a number lives on (D-133), a consent to it ends (D-160).

    False when it was closed before. Raises NumberNotReleased once the number has gone.
    """
    order = _order(reference)
    with transaction.atomic():
        contracts.hold_lines(order.line.member)
        order.refresh_from_db()
        if order.state == PortOrder.State.OPENED:
            raise NumberNotReleased(WhyNotReleased.TAKEN)
        if order.state != PortOrder.State.CHECKED:
            return False
        PortOrder.objects.filter(pk=order.pk).update(state=state, ended_at=at, note=note)
        if order.request.is_one_stop:
            why = PortRequest.Why.ORDER_OVER
            issued, voided = PortRequest.State.ISSUED, PortRequest.State.VOIDED
            end(order.request, issued, voided, why, at, by)
        if state == PortOrder.State.FAILED:
            _note(order, "failed", at)
        _audit(order, f"{state}_port_out", at, by)
    return True


def _order(reference: str) -> PortOrder:
    related = [f"request__{each}" for each in _RELATED]
    rows = PortOrder.objects.select_related(*_RELATED, *related)
    order = rows.filter(reference=reference).first()
    if order is None:
        raise NumberNotReleased(WhyNotReleased.UNKNOWN)
    return order


def _note(order: PortOrder, what: str, at: datetime) -> None:
    receipt = order.request.receipt_number
    worlds.note(
        world=order.world,
        at=at,
        kind=f"port_out_{what}",
        title=NOTED[what] % {"line": order.line.label, "receipt": receipt},
        subject=order.line.code,
        link=f"/mnp/requests/{receipt}/",
    )


def _audit(order: PortOrder, verb: str, at: datetime, by: Actor) -> None:
    audit.record(
        world=order.world,
        at=at,
        by=by,
        verb=verb,
        subject=order.line.code,
        detail={
            "order": order.reference,
            "operator": order.operator,
            "receipt": order.request.receipt_number,
        },
    )
