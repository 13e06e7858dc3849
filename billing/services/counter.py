"""Payments that come from outside: at the store's till, and by bank transfer."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from billing.models import Bill, Dunning, Slip, SlipBill
from billing.services import chasing
from billing.services.holding import hold_bills
from billing.services.settling import settle
from mioportal.plumbing import audit, worlds
from mioportal.plumbing.actor import Actor
from mioportal.plumbing.gateways import SlipRefused, SlipSeen, WhySlipRefused
from mioportal.rules.dates import day_in_japan
from mioportal.rules.dunning import confirmed_on, match_payment


class AlreadyConfirmed(Exception):
    """This payment has been confirmed, or nothing is to be paid with this sheet any more."""


class Counter:
    """What the stores' company asks the operator (the setting SLIP_ISSUER names this class)."""

    def look(self, *, number: str) -> SlipSeen | None:
        """What is to be paid with a slip; None for a number that is none."""
        slips = Slip.objects.filter(number=number, kind=Slip.Kind.SLIP)
        slip = slips.select_related("world").first()
        if slip is None:
            return None
        return SlipSeen(
            number=slip.number,
            yen=slip.yen,
            due_on=slip.due_on,
            world=slip.world,
            refused=_refused(slip),
            return_to=reverse("billing:slip", args=[slip.number]),
        )

    def take(self, *, number: str, yen: Decimal, at: datetime, by: Actor) -> None:
        """It was paid at a till. Raises SlipRefused with the reason."""
        pay_at_store(number=number, yen=yen, at=at, by=by)


def _refused(slip: Slip) -> WhySlipRefused | None:
    if slip.state == Slip.State.REPLACED:
        return WhySlipRefused.REPLACED
    return None if slip.state == Slip.State.OPEN else WhySlipRefused.PAID


def pay_at_store(*, number: str, yen: Decimal, at: datetime, by: Actor) -> Slip:
    """A slip was paid at a store: nothing more follows from its bills, and it is confirmed later.

    Raises SlipRefused: paid before, replaced by another, or not the sum that stands on it.
    """
    slip = Slip.objects.select_related("member__user", "world").get(
        number=number, kind=Slip.Kind.SLIP
    )
    today = day_in_japan(at)
    with transaction.atomic():
        hold_bills(slip.member)
        slip.refresh_from_db(fields=["state"])
        refused = _refused(slip)
        if refused is not None:
            raise SlipRefused(refused)
        if yen != slip.yen:
            raise SlipRefused(WhySlipRefused.OTHER_SUM)
        Slip.objects.filter(pk=slip.pk, state=Slip.State.OPEN).update(
            state=Slip.State.PAID, paid_at=at, confirm_on=confirmed_on(today)
        )
        Dunning.objects.filter(bill__in=_bills_of(slip), cleared_at=None).update(
            paid_on=today, next_on=None
        )
        _audit(slip, "pay_at_store", at, by)
        worlds.note(
            world=slip.world,
            at=at,
            kind="paid_at_store",
            title=_("コンビニで %s円をお支払いいただきました。確認まで1〜3営業日かかります")
            % f"{slip.yen:,.0f}",
            subject=slip.number,
            link=f"/bills/slips/{slip.number}/",
        )
    slip.refresh_from_db()
    return slip


def confirm(*, slip: Slip, at: datetime, by: Actor) -> Decimal:
    """A payment has come in: at a store, or by transfer. The yen of the bills it clears.

    The oldest bill first, each whole (D-24). Raises AlreadyConfirmed.
    """
    with transaction.atomic():
        held = {bill.pk: bill for bill in hold_bills(slip.member)}
        won = Slip.objects.filter(
            pk=slip.pk, state__in=(Slip.State.OPEN, Slip.State.PAID)
        ).update(state=Slip.State.CONFIRMED, confirmed_on=day_in_japan(at))
        if not won:
            raise AlreadyConfirmed
        slip.refresh_from_db()
        bills = [held[pk] for pk in _bills_of(slip) if pk in held]
        debts = {bill.month: bill.total_yen for bill in bills}
        cleared = match_payment(slip.bills_yen, debts).cleared
        paid = [bill for bill in bills if bill.month in cleared]
        settle(bills=paid, paid_on=_paid_on(slip, at), at=at, by=by)
        SlipBill.objects.filter(slip=slip).update(stands=False)
        _audit(slip, "confirm_slip", at, by)
    return sum((bill.total_yen for bill in paid), Decimal(0))


def miss_transfer(*, slip: Slip, at: datetime, by: Actor) -> bool:
    """A company's invoice was not paid in time: its bill is a debt (D-82); False if it was."""
    with transaction.atomic():
        held = {bill.pk: bill for bill in hold_bills(slip.member)}
        waiting = [held[pk] for pk in _bills_of(slip) if pk in held]
        missed = [bill for bill in waiting if bill.state == Bill.State.INVOICED]
        for bill in missed:
            chasing.fail(bill=bill, why=Dunning.Why.NOT_TRANSFERRED, at=at, by=by)
    return bool(missed)


def _bills_of(slip: Slip) -> list[int]:
    covers = SlipBill.objects.filter(slip=slip, stands=True).order_by("bill__month")
    return list(covers.values_list("bill", flat=True))


def _paid_on(slip: Slip, at: datetime) -> date:
    return day_in_japan(slip.paid_at or at)


def _audit(slip: Slip, verb: str, at: datetime, by: Actor) -> None:
    audit.record(
        world=slip.world,
        at=at,
        by=by,
        verb=verb,
        subject=slip.member.mio_id,
        detail={"slip": slip.number, "yen": str(slip.yen)},
    )
