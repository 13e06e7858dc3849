"""The return of SIM cards."""

from datetime import datetime

from django.db import transaction

from contracts.models import Sim
from mioportal.plumbing import audit
from mioportal.plumbing.actor import Actor
from mioportal.rules.dates import day_in_japan


class NotAwaited(Exception):
    """The card is not on its way back."""


def receive_sim(*, sim: Sim, at: datetime, by: Actor) -> None:
    """A card came back (受領済). No mail is sent: the member sees it on the site (C-057).

    Raises NotAwaited.
    """
    with transaction.atomic():
        received = Sim.objects.filter(pk=sim.pk, state=Sim.State.AWAITED).update(
            state=Sim.State.RECEIVED, received_on=day_in_japan(at)
        )
        if not received:
            raise NotAwaited
        audit.record(world=sim.world, at=at, by=by, verb="receive_sim", subject=sim.line.code)
