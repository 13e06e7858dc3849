"""Reservation numbers, and orders at other operators."""

from datetime import date

import factory
from factory import django

from mioportal.outside.models import OperatorOrder
from mnp.models import PortOrder, PortRequest
from tests.factories.clocks import MID_MONTH


class PortRequestFactory(django.DjangoModelFactory[PortRequest]):
    """A number issued in the middle of October 2026; `waiting=True` gives one that waits."""

    class Meta:
        model = PortRequest

    class Params:
        waiting = factory.Trait(
            state=PortRequest.State.QUEUED, number="", issued_at=None, expires_on=None
        )

    receipt_number = factory.Sequence(lambda n: f"M261015-AAAA{n:03d}")
    line = factory.SubFactory("tests.factories.lines.LineFactory")
    world = factory.SelfAttribute("line.world")
    channel = PortRequest.Channel.SITE
    state = PortRequest.State.ISSUED
    requested_at = MID_MONTH
    due_at = factory.SelfAttribute("requested_at")
    number = factory.Sequence(lambda n: f"{5_000_000_000 + n}")
    issued_at = MID_MONTH
    expires_on = date(2026, 10, 29)


class PortOrderFactory(django.DjangoModelFactory[PortOrder]):
    """An operator has asked about a number."""

    class Meta:
        model = PortOrder

    reference = factory.Sequence(lambda n: f"order-{n}")
    request = factory.SubFactory(PortRequestFactory)
    line = factory.SelfAttribute("request.line")
    world = factory.SelfAttribute("request.world")
    operator = "au"
    checked_at = MID_MONTH


class OperatorOrderFactory(django.DjangoModelFactory[OperatorOrder]):
    """An order without a number, whose customer has not agreed yet."""

    class Meta:
        model = OperatorOrder

    operator = "ahamo"
    phone_number = "090-0000-7777"
    is_one_stop = True
    state = OperatorOrder.State.WAITING
