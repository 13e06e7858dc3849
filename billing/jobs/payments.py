"""The nights on which bills are charged, payments confirmed, and debts chased."""

from datetime import date, datetime

from django.db.models import QuerySet

from billing import queries, services
from billing.models import Dunning, Slip
from contracts import services as contracts
from contracts.models import Device, Payment
from contracts.queries import charged_on
from mioportal.plumbing.actor import system
from mioportal.plumbing.jobs import Counts, Phase, RestsOn, each, job, parked_keys, starts
from mioportal.plumbing.models import World
from mioportal.rules.dates import ONE_DAY, day_in_japan

_ROOM = "billing.jobs.payments"
_CONFIRM, _CHASE = f"{_ROOM}.confirm_slips", f"{_ROOM}.chase_debts"
_MISS, _DEVICES = f"{_ROOM}.miss_transfers", f"{_ROOM}.pay_before_the_books"


def _at(day: date | None) -> datetime | None:
    return starts(day) if day else None


def _paid_slips(world: World) -> QuerySet[Slip]:
    parked = parked_keys(world, _CONFIRM)
    return queries.slips_to_confirm(world).exclude(number__in=parked)


@job(
    Phase.COLLECT,
    due=lambda world: _at(_paid_slips(world).values_list("confirm_on", flat=True).first()),
)
def confirm_slips(world: World, at: datetime) -> Counts:
    """What was paid at a store is confirmed (F-BIL-11): before anything else follows."""
    due = _paid_slips(world).filter(confirm_on__lte=day_in_japan(at))
    return each(
        due.select_related("member__user", "world"),
        lambda slip: services.confirm(slip=slip, at=at, by=system(_CONFIRM)),
        key=lambda slip: slip.number,
        job_name=_CONFIRM,
        world=world,
        at=at,
    )


@job(
    Phase.COLLECT,
    due=lambda world: _at(queries.next_charge_on(world)),
    rests_on=RestsOn.TIME,
)
def collect_bills(world: World, at: datetime) -> Counts:
    """Bills go to the card company on the 25th (C-084); a late answer is asked for again."""
    return services.collect(world=world, at=at, by=system(f"{_ROOM}.collect_bills"))


def _invoices(world: World) -> QuerySet[Slip]:
    parked = parked_keys(world, _MISS)
    return queries.invoices_open(world).exclude(number__in=parked)


def _missed_due(world: World) -> datetime | None:
    last = _invoices(world).values_list("due_on", flat=True).first()
    return starts(last + ONE_DAY) if last else None


@job(Phase.COLLECT, due=_missed_due)
def miss_transfers(world: World, at: datetime) -> Counts:
    """Invoices whose last day has passed without a transfer (D-82)."""
    over = _invoices(world).filter(due_on__lt=day_in_japan(at))
    return each(
        over.select_related("member__user", "world"),
        lambda slip: services.miss_transfer(slip=slip, at=at, by=system(_MISS)),
        key=lambda slip: slip.number,
        job_name=_MISS,
        world=world,
        at=at,
    )


def _debts(world: World) -> QuerySet[Dunning]:
    parked = [int(key) for key in parked_keys(world, _CHASE)]
    return queries.debts_due(world).exclude(pk__in=parked)


@job(
    Phase.COLLECT,
    due=lambda world: _at(_debts(world).values_list("next_on", flat=True).first()),
)
def chase_debts(world: World, at: datetime) -> Counts:
    """Whatever follows today from a bill that is not paid (F-BIL-17)."""
    due = _debts(world).filter(next_on__lte=day_in_japan(at))
    return each(
        due.select_related("member__user", "world"),
        lambda debt: services.chase(debt=debt, at=at, by=system(_CHASE)),
        key=lambda debt: f"{debt.pk}",
        job_name=_CHASE,
        world=world,
        at=at,
    )


def _old_payments(world: World) -> QuerySet[Payment]:
    parked = parked_keys(world, _DEVICES)
    return queries.before_the_books(world).exclude(device__code__in=parked)


def _old_due(world: World) -> datetime | None:
    first = _old_payments(world).values_list("month", flat=True).first()
    return starts(charged_on(first)) if first else None


@job(Phase.COLLECT, due=_old_due, rests_on=RestsOn.TIME)
def pay_before_the_books(world: World, at: datetime) -> Counts:
    """Payments for devices of months that no bill holds count as made on their day (D-83)."""
    today = day_in_japan(at)
    due = _old_payments(world).values_list("device", "month").distinct()
    keys = [(pk, month) for pk, month in due if charged_on(month) <= today]
    found = Device.objects.filter(pk__in={pk for pk, _month in keys})
    devices = {device.pk: device for device in found.select_related("member__user", "world")}
    return each(
        keys,
        lambda key: contracts.pay(
            device=devices[key[0]], month=key[1], at=at, by=system(_DEVICES)
        ),
        key=lambda key: devices[key[0]].code,
        job_name=_DEVICES,
        world=world,
        at=at,
    )
