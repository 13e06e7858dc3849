"""The networks whose sign-ins are looked at twice (C-117): staff keep the list, in real time."""

from datetime import datetime

from django.db import transaction

from accounts.models import WatchedNetwork
from mioportal.plumbing import audit
from mioportal.plumbing.actor import Actor


def save_network(*, network: WatchedNetwork, at: datetime, by: Actor) -> None:
    """Watch a network, or change what is known of one."""
    with transaction.atomic():
        network.save()
        _audit(network, "watch_network", at, by)


def drop_network(*, network: WatchedNetwork, at: datetime, by: Actor) -> None:
    """Watch a network no longer."""
    with transaction.atomic():
        _audit(network, "unwatch_network", at, by)
        network.delete()


def _audit(network: WatchedNetwork, verb: str, at: datetime, by: Actor) -> None:
    audit.record(
        world=None,
        at=at,
        by=by,
        verb=verb,
        subject=network.network,
        detail={"kind": network.kind, "note": network.note},
    )
