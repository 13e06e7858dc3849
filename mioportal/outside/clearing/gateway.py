"""The clearing house as the portal asks it (the setting CLEARING_HOUSE names this class)."""

from datetime import datetime

from django.urls import reverse

from mioportal.outside.clearing import services
from mioportal.outside.clearing.models import OperatorOrder
from mioportal.plumbing.gateways import OrderIsOver, OrderSeen
from mioportal.plumbing.models import World


class SimulatedClearingHouse:
    """Answers from the practice operators' orders."""

    def look(self, *, reference: str) -> OrderSeen | None:
        """An order without a number, whoever asks; None for one that is none, or is over."""
        still = (OperatorOrder.State.WAITING, OperatorOrder.State.CHECKED)
        orders = OperatorOrder.objects.filter(reference=reference, is_one_stop=True)
        order = orders.filter(state__in=still).first()
        if order is None:
            return None
        return OrderSeen(
            reference=order.reference,
            operator=order.operator,
            phone_number=order.phone_number,
            return_to=reverse("operator:order", args=[order.reference]),
        )

    def agree(self, *, reference: str, world: World, at: datetime) -> None:
        """The member agreed. Raises OrderIsOver."""
        if not services.note_consent(reference=reference, world=world, at=at):
            raise OrderIsOver
