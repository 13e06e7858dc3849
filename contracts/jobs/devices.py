"""Days on which devices are paid, and on which the end of a line makes their rest fall due."""

from datetime import date, datetime

from django.db.models import QuerySet

from contracts import services
from contracts.models import Device, Payment
from contracts.queries import charged_on
from mioportal.plumbing.actor import system
from mioportal.plumbing.jobs import Counts, Phase, each, job, parked_keys, starts
from mioportal.plumbing.models import World
from mioportal.rules.dates import day_in_japan

_LEAVE = "contracts.jobs.devices.carry_out_leaving"
_PAY = "contracts.jobs.devices.confirm_payments"


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


def _unpaid(world: World) -> QuerySet[Payment]:
    parked = parked_keys(world, _PAY)
    return Payment.objects.filter(world=world, paid_on=None).exclude(device__code__in=parked)


def _payments_due(world: World) -> datetime | None:
    first = _unpaid(world).order_by("month").values_list("month", flat=True).first()
    return starts(charged_on(first)) if first else None


@job(Phase.COLLECT, due=_payments_due)
def confirm_payments(world: World, at: datetime) -> Counts:
    """The day of the card run: what was due with the bills charged by now has been paid."""
    today = day_in_japan(at)
    owing = Device.objects.filter(payments__in=_unpaid(world)).distinct()
    devices = {device.pk: device for device in owing.select_related("member__user", "world")}
    due = _unpaid(world).values_list("device", "month").distinct().order_by("month", "device")
    items: list[tuple[Device, date]] = [
        (devices[pk], month) for pk, month in due if charged_on(month) <= today
    ]
    return each(
        items,
        lambda item: services.pay(device=item[0], month=item[1], at=at, by=system(_PAY)),
        key=lambda item: item[0].code,
        job_name=_PAY,
        world=world,
        at=at,
    )
