"""A member's consent and the operator's own messages at the same moment (C-074, D-160)."""

from collections.abc import Callable

import pytest

from contracts.models import Line
from mioportal.outside.clearing import services as clearing
from mioportal.outside.models import OperatorOrder
from mioportal.plumbing.actor import system
from mioportal.plumbing.gateways import NumberNotReleased, OrderIsOver
from mioportal.plumbing.models import Outbox
from mnp import services
from mnp.models import PortOrder, PortRequest
from tests.factories import LineFactory, hold, jst
from tests.mnp.asking import agreed, asked, consenting, ordered
from tests.plumbing.races import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]
ROUNDS = 6
START = jst(2026, 10, 15, 10)
OTHER = system("operator")


def line_with_a_number() -> Line:
    line = LineFactory()
    hold(line.member, START)
    asked(line, START)
    return line


def saying(what: Callable[..., object], order: OperatorOrder) -> Callable[[], object]:
    return lambda: what(order=order, at=START, by=OTHER)


def done(do: Callable[[], object]) -> bool:
    try:
        do()
    except (OrderIsOver, clearing.NotNow, NumberNotReleased):
        return False
    return True


def test_a_consent_and_the_operator_taking_its_order_back() -> None:
    """The order is over either way; the number that was out lives on unless the consent came first.

    A consent never stands for an order that is over.
    """
    for _round in range(ROUNDS):
        line = line_with_a_number()
        order = ordered(line)
        consent = consenting(line, START, order)
        hands = [consent, saying(clearing.cancel_order, order)]
        at_once(2, lambda hands=hands: done(hands.pop()))  # type: ignore[misc]
        assert OperatorOrder.objects.get(pk=order.pk).state == "cancelled"
        known = PortOrder.objects.filter(reference=order.reference).first()
        live = PortRequest.objects.filter(line=line, state="issued")
        if known:
            assert (known.state, known.request.state) == ("cancelled", "voided")
            assert not live.exists()
        else:
            assert live.get().kind == "number"


def test_a_consent_said_by_many_clicks_is_one() -> None:
    for _round in range(ROUNDS):
        line = line_with_a_number()
        order = ordered(line)
        hands = [consenting(line, START, order) for _hand in range(4)]
        made = at_once(4, lambda hands=hands: hands.pop()())  # type: ignore[misc]
        assert len({each.pk for each in made}) == 1  # type: ignore[attr-defined]
        mails = Outbox.objects.filter(world=line.world, subject__contains="転出への同意")
        assert mails.count() == 1


def test_a_consent_given_anew_and_the_opening_never_wait_for_each_other() -> None:
    for _round in range(ROUNDS):
        line = line_with_a_number()
        order = ordered(line)
        first = agreed(line, START, order)
        consent = consenting(line, START, order)
        services.void(request=first, why=PortRequest.Why.MEMBER, at=START, by=OTHER)
        order.refresh_from_db()
        hands = [consent, saying(clearing.open_order, order)]
        came = at_once(2, lambda hands=hands: done(hands.pop()))  # type: ignore[misc]
        line.refresh_from_db()
        assert any(came)
        assert (line.leaving_by == Line.Leaving.PORT_OUT) == all(came)
