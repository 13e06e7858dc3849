"""The days on which the end of a line makes the rest of its devices fall due."""

from datetime import datetime

from django.db.models import QuerySet

from contracts import services
from contracts.models import Device
from mioportal.plumbing.actor import system
from mioportal.plumbing.jobs import Counts, Phase, each, job, parked_keys
from mioportal.plumbing.models import World

_LEAVE = "contracts.jobs.devices.carry_out_leaving"


def _left_behind(world: World) -> QuerySet[Device]:
    return Device.objects.filter(
        world=world, left_on=None, paid_off_on=None, line__ended_at__isnull=False
    ).exclude(code__in=parked_keys(world, _LEAVE))


def _leaving_due(world: World) -> datetime | None:
    ends = _left_behind(world).order_by("line__ended_at")
    return ends.values_list("line__ended_at", flat=True).first()


@job(Phase.CHARGE, due=_leaving_due)
def carry_out_leaving(world: World, at: datetime) -> Counts:
    """What the end of a line does to its devices, the same night."""
    devices = _left_behind(world).filter(line__ended_at__lte=at).order_by("pk")
    return each(
        devices.select_related("line", "member__user", "world"),
        lambda device: services.carry_out_leaving(device=device, at=at, by=system(_LEAVE)),
        key=lambda device: device.code,
        job_name=_LEAVE,
        world=world,
        at=at,
    )
