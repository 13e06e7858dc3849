"""Devices in instalments: bought, paid month by month or at once, paid off."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Case, Value, When
from django.utils.translation import gettext as _

from accounts import services as accounts
from accounts.models import Member
from contracts import emails, queries
from contracts.models import Device, Line, Payment
from mioportal.plumbing import audit, outbox, windows, worlds
from mioportal.plumbing.actor import Actor
from mioportal.plumbing.codes import readable
from mioportal.plumbing.outbox import Mail
from mioportal.rules import instalments
from mioportal.rules.dates import day_in_japan, month_start
from mioportal.rules.instalments import Choice, DeviceKind, Instalments

_UNTOUCHED = {"paid_on": None, "way": ""}


class NothingLeft(Exception):
    """All that is left is charged with this month's bill anyway, or nothing is."""


class TooLate(Exception):
    """The line has ended, or the rest is charged already: there is nothing left to choose."""


class NotOffered(Exception):
    """The contract of this device does not leave this choice open."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NewDevice:
    """What was bought. `discount_yen` is what a purchase support takes off each payment."""

    name: str
    kind: DeviceKind
    total_yen: Decimal
    bought_on: date
    count: int = 24
    discount_yen: Decimal = Decimal(0)


def buy_device(*, line: Line, new: NewDevice, at: datetime, by: Actor) -> Device:
    """Write down a purchase in instalments, with its whole ledger (C-016, D-69).

    Raises ValueError for a price, count or discount that no such contract has.
    """
    Instalments(
        code="",
        line=line.code,
        kind=new.kind,
        total=new.total_yen,
        count=new.count,
        paid=0,
        discount=new.discount_yen,
    )
    payments = instalments.schedule(new.total_yen, new.count)
    months = instalments.months(new.bought_on, new.count)
    with transaction.atomic():
        device = Device.objects.create(
            code=f"T{new.bought_on:%y%m%d}-{readable(5)}",
            member=line.member,
            world=line.world,
            line=line,
            name=new.name,
            kind=new.kind,
            bought_on=new.bought_on,
            total_yen=new.total_yen,
            count=new.count,
            discount_yen=new.discount_yen,
        )
        Payment.objects.bulk_create(
            Payment(device=device, world=line.world, number=number, month=month, yen=yen)
            for number, (month, yen) in enumerate(zip(months, payments, strict=True), 1)
        )
        _balance_changed(device, None, at, by)
        _audit(device, "buy_device", at, by, {"yen": str(new.total_yen), "count": new.count})
    return device


def pay(*, device: Device, month: date, at: datetime, by: Actor) -> Decimal:
    """Confirm that what was due with a month's bill has been paid; 0 when that was done before.

    The last payment pays the device off (C-018, M-31).
    """
    today = day_in_japan(at)
    with transaction.atomic():
        _hold_ledgers(device)
        due = Payment.objects.filter(device=device, month=month, paid_on=None)
        yen = sum(due.values_list("yen", flat=True), Decimal(0))
        by_card = When(way="", then=Value(Payment.Way.CARD))
        if not due.update(paid_on=today, way=Case(by_card, default="way")):
            return Decimal(0)
        worlds.note(
            world=device.world,
            at=at,
            kind="instalment_paid",
            title=_("端末 %(name)s の%(month)s月分（%(yen)s円）のお支払いを確認しました")
            % {"name": device.name, "month": month.month, "yen": f"{yen:,.0f}"},
            subject=device.code,
            link=f"/devices/{device.code}/",
        )
        _audit(device, "pay_instalment", at, by, {"month": f"{month:%Y-%m}", "yen": str(yen)})
        _pay_off(device, today, at)
        _balance_changed(device, today, at, by)
    return yen


def pay_month(*, member: Member, month: date, at: datetime, by: Actor) -> Decimal:
    """A bill has been paid: what its month held of each device has been, too. The yen of them."""
    due = Device.objects.filter(member=member, payments__month=month, payments__paid_on=None)
    devices = due.select_related("member__user", "world").distinct().order_by("pk")
    with transaction.atomic():
        paid = (pay(device=device, month=month, at=at, by=by) for device in devices)
        return sum(paid, Decimal(0))


def choose_on_leaving(*, device: Device, choice: Choice, at: datetime, by: Actor) -> bool:
    """Keep what the member wants to become of the rest; False when that stood already (C-122).

    Raises NotOffered and, once the line has ended or the rest is charged, TooLate.
    """
    with transaction.atomic():
        _hold_ledgers(device)
        ledger = queries.ledger_of(device.member, device.code, day_in_japan(at))
        if ledger is None or not ledger.may_choose:
            raise TooLate
        if choice not in queries.choices(ledger.device, ledger.leaves_on):
            raise NotOffered
        chosen = (
            Device.objects.filter(pk=device.pk, left_on=None)
            .exclude(choice=choice)
            .update(choice=choice)
        )
        if chosen:
            _audit(device, "choose_on_leaving", at, by, {"choice": choice.value})
    return bool(chosen)


def repay_early(
    *, device: Device, at: datetime, by: Actor, asked_on: date | None = None
) -> Decimal:
    """Put all that is left on the next bill (C-021, D-70), and confirm it (M-31).

    `asked_on` is the day on which a member asked in writing; None for the telephone. Returns the
    yen that were moved there. Raises NothingLeft.
    """
    today = day_in_japan(at)
    month = instalments.early_month(asked_on or today, today)
    with transaction.atomic():
        _hold_ledgers(device)
        yen = _call_in(device, month, Payment.Way.EARLY, at)
        if not yen:
            raise NothingLeft
        _audit(device, "repay_early", at, by, {"month": f"{month:%Y-%m}", "yen": str(yen)})
    return yen


def carry_out_leaving(*, device: Device, at: datetime, by: Actor) -> bool:
    """The line has ended: the rest goes on, or falls due with the line's last bill (C-020, C-021).

    False when that was done before, or the line has not ended.
    """
    ended_on = device.line.ends_on
    if ended_on is None or device.line.ended_at is None:
        return False
    with transaction.atomic():
        _hold_ledgers(device)
        mine = Device.objects.filter(pk=device.pk, left_on=None).update(left_on=ended_on)
        if not mine:
            return False
        device.refresh_from_db()
        choice = queries.choice(device, ended_on)
        yen = Decimal(0)
        if choice is Choice.LUMP_SUM:
            yen = _call_in(device, month_start(ended_on), Payment.Way.LUMP_SUM, at)
        detail = {"choice": choice.value, "yen": str(yen)}
        _audit(device, "carry_out_leaving", at, by, detail)
    return True


def tell(device: Device, mail: Mail, occasion: str, at: datetime) -> None:
    """Tell the member something about a device, once for each occasion."""
    outbox.put(
        world=device.world,
        user=device.member.user,
        mail=mail,
        key=f"{device.code}:{occasion}",
        at=at,
        send_after=windows.night_ends_at(at),
    )


def _hold_ledgers(device: Device) -> None:
    """One hand at a time at the ledgers of a member: their sum is written down, too."""
    held = Device.objects.select_for_update().filter(member=device.member).order_by("pk")
    list(held.values_list("pk", flat=True))


def _call_in(device: Device, month: date, way: Payment.Way, at: datetime) -> Decimal:
    """Move every later payment to the bill of a month; the yen moved."""
    later = Payment.objects.filter(device=device, month__gt=month, **_UNTOUCHED)
    yen = sum(later.values_list("yen", flat=True), Decimal(0))
    if not later.update(month=month, way=way):
        return Decimal(0)
    mail = emails.rest_called_in(device, way, yen, month, queries.charged_on(month))
    tell(device, mail, f"rest:{way}", at)
    return yen


def _pay_off(device: Device, today: date, at: datetime) -> None:
    if Payment.objects.filter(device=device, paid_on=None).exists():
        return
    paid_off = Device.objects.filter(pk=device.pk, paid_off_on=None).update(paid_off_on=today)
    if paid_off:
        device.paid_off_on = today
        tell(device, emails.paid_off(device), "paid off", at)


def _balance_changed(device: Device, paid_on: date | None, at: datetime, by: Actor) -> None:
    """Card removal and the life of the mioID depend on what is left (C-022, C-024)."""
    accounts.note_instalments(
        member=device.member,
        left_yen=queries.owed(device.member),
        paid_on=paid_on,
        at=at,
        by=by,
    )


def _audit(
    device: Device, verb: str, at: datetime, by: Actor, detail: Mapping[str, object]
) -> None:
    audit.record(
        world=device.world, at=at, by=by, verb=verb, subject=device.code, detail=dict(detail)
    )
