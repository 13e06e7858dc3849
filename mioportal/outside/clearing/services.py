"""The only writer of the operators' orders: each message is passed on once, however often sent."""

from datetime import datetime

from django.db import transaction

from mioportal.outside.clearing.models import OperatorOrder
from mioportal.plumbing.actor import Actor
from mioportal.plumbing.gateways import (
    NumberNotReleased,
    NumberSeen,
    WhyNotReleased,
    number_donor,
)
from mioportal.plumbing.models import World
from mioportal.rules import port_out
from mioportal.rules.dates import day_in_japan
from mioportal.rules.operators import Operator

State = OperatorOrder.State


class TooFewDays(Exception):
    """The number runs out too soon for this operator, which wants `needs` days left (C-068)."""

    def __init__(self, needs: int) -> None:
        super().__init__(str(needs))
        self.needs = needs


class NotNow(Exception):
    """The order is over, or its customer has not agreed yet."""


def find(*, number: str, phone_number: str) -> NumberSeen | None:
    """Which number is meant; None for one that is none."""
    return number_donor().find(number=number, phone_number=phone_number)


def check(
    *, operator: Operator, number: str, phone_number: str, at: datetime, by: Actor
) -> OperatorOrder:
    """Take an order with a reservation number. Raises NumberNotReleased, TooFewDays."""
    seen = find(number=number, phone_number=phone_number)
    if seen is None:
        raise NumberNotReleased(WhyNotReleased.UNKNOWN)
    today = day_in_japan(at)
    needs = port_out.required_days(operator, today)
    if 0 <= port_out.days_left(seen.expires_on, today) < needs:
        raise TooFewDays(needs)
    with transaction.atomic():
        order = OperatorOrder.objects.create(
            operator=operator,
            phone_number=seen.phone_number,
            number_tail=number[-4:],
            state=State.CHECKED,
            world=seen.world,
            expires_on=seen.expires_on,
            made_at=at,
        )
        number_donor().check(
            reference=order.reference,
            number=number,
            phone_number=phone_number,
            operator=operator.value,
            at=at,
            by=by,
        )
    return order


def begin_one_stop(*, operator: Operator, phone_number: str) -> OperatorOrder:
    """Take an order without a number: its customer has to agree on the other side first."""
    return OperatorOrder.objects.create(
        operator=operator, phone_number=phone_number, is_one_stop=True, state=State.WAITING
    )


def note_consent(*, reference: str, world: World, at: datetime) -> bool:
    """The customer of a one-stop order has agreed; False when the order is over by now.

    Said again it is only held, so that nobody ends the order while that is heard on the other side.
    """
    orders = OperatorOrder.objects.filter(reference=reference, is_one_stop=True)
    if orders.filter(state=State.WAITING).update(state=State.CHECKED, world=world, made_at=at):
        return True
    agreed = orders.filter(state=State.CHECKED).select_for_update().first()
    return agreed is not None


def open_order(*, order: OperatorOrder, at: datetime, by: Actor) -> bool:
    """It works here now; False when that was said before. Raises NotNow, NumberNotReleased."""
    with transaction.atomic():
        if not _move(order, State.OPENED, at):
            return False
        number_donor().open(reference=order.reference, at=at, by=by)
    return True


def fail_order(*, order: OperatorOrder, note: str, at: datetime, by: Actor) -> bool:
    """It did not work here; False when that was said before. Raises NotNow."""
    with transaction.atomic():
        if not _move(order, State.FAILED, at):
            return False
        number_donor().fail(reference=order.reference, note=note, at=at, by=by)
    return True


def cancel_order(*, order: OperatorOrder, at: datetime, by: Actor) -> bool:
    """The customer took the order back; False when that was said before. Raises NotNow."""
    with transaction.atomic():
        # Its customer may have agreed since it was read: then the other side has to hear of it.
        order = OperatorOrder.objects.select_for_update().get(pk=order.pk)
        waits = order.state == State.WAITING
        if not _move(order, State.CANCELLED, at, since=(State.WAITING, State.CHECKED)):
            return False
        if not waits:
            number_donor().cancel(reference=order.reference, at=at, by=by)
    return True


def _move(
    order: OperatorOrder,
    to: OperatorOrder.State,
    at: datetime,
    since: tuple[OperatorOrder.State, ...] = (State.CHECKED,),
) -> bool:
    """One conditional UPDATE; False when the order stands there already."""
    moved = OperatorOrder.objects.filter(pk=order.pk, state__in=since).update(
        state=to, ended_at=at
    )
    if moved:
        return True
    order.refresh_from_db()
    if order.state != to:
        raise NotNow
    return False
