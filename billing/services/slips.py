"""Sheets to pay with: one コンビニ払い用紙 for all that a member owes; companies' invoices."""

import secrets
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from accounts.models import Member
from billing import emails
from billing.models import Bill, Dunning, Slip, SlipBill
from billing.queries.collecting import without_slip
from billing.services.holding import hold_bills
from billing.services.telling import tell
from mioportal.plumbing import audit
from mioportal.plumbing.actor import Actor
from mioportal.rules.dates import day_in_japan, month_end
from mioportal.rules.dunning import company_due_on, slip_fee

_DIGITS = 14


def issue(*, member: Member, due_on: date, at: datetime, by: Actor) -> Slip | None:
    """Send a member one slip for every debt that is to be paid by slip (M-25, D-80).

    It takes the place of the slip that was open. What is being confirmed is left out; None where
    nothing is left. For the transaction that holds the bills.
    """
    asked = Dunning.objects.filter(member=member, cleared_at=None, slip_at__isnull=False)
    bills = [
        each.bill
        for each in asked.select_related("bill").order_by("bill__month")
        if each.paid_on is None and each.bill.state != Bill.State.CHARGING
    ]
    _replace(member)
    if not bills:
        return None
    slip = _make(member, Slip.Kind.SLIP, bills, due_on, at, by)
    tell(member, emails.slip_sent(slip, bills), slip.number, at)
    return slip


def invoice(*, bill: Bill, at: datetime, by: Actor) -> Slip:
    """Send a company the invoice of a bill (F-COR-03, D-82)."""
    due_on = company_due_on(day_in_japan(at))
    slip = _make(bill.member, Slip.Kind.INVOICE, [bill], due_on, at, by)
    tell(bill.member, emails.invoice_sent(slip, bill), slip.number, at)
    return slip


def withdraw(*, bills: Sequence[Bill]) -> None:
    """No open slip asks for bills that are paid. What else it covered waits for `mend`."""
    covers = SlipBill.objects.filter(bill__in=bills, stands=True)
    keys = list(covers.filter(slip__state=Slip.State.OPEN).values_list("slip", flat=True))
    covers.update(stands=False)
    SlipBill.objects.filter(slip__in=keys).update(stands=False)
    Slip.objects.filter(pk__in=keys).update(state=Slip.State.REPLACED)


def mend(*, member: Member, at: datetime, by: Actor) -> Slip | None:
    """Send another slip where the last one also covered what has been paid; None where none did."""
    today = day_in_japan(at)
    with transaction.atomic():
        hold_bills(member)
        due_on = without_slip(member.world, member).values_list("due_on", flat=True).first()
        if due_on is None:
            return None
        return issue(member=member, due_on=max(due_on, month_end(today)), at=at, by=by)


def _replace(member: Member) -> None:
    before = Slip.objects.filter(member=member, kind=Slip.Kind.SLIP)
    covers = SlipBill.objects.filter(slip__member=member, slip__kind=Slip.Kind.SLIP)
    covers.filter(slip__state=Slip.State.OPEN).update(stands=False)
    before.filter(state=Slip.State.OPEN).update(state=Slip.State.REPLACED)


def _make(
    member: Member, kind: Slip.Kind, bills: list[Bill], due_on: date, at: datetime, by: Actor
) -> Slip:
    today = day_in_japan(at)
    with transaction.atomic():
        slip = Slip.objects.create(
            number=_number(),
            member=member,
            world=member.world,
            kind=kind,
            bills_yen=sum((bill.total_yen for bill in bills), Decimal(0)),
            fee_yen=slip_fee(today) if kind == Slip.Kind.SLIP else Decimal(0),
            issued_on=today,
            due_on=due_on,
        )
        SlipBill.objects.bulk_create(SlipBill(slip=slip, bill=bill) for bill in bills)
        months = [f"{bill.month:%Y-%m}" for bill in bills]
        detail = {"kind": kind.value, "months": months, "yen": str(slip.yen)}
        audit.record(
            world=member.world,
            at=at,
            by=by,
            verb="send_slip",
            subject=member.mio_id,
            detail=detail,
        )
    return slip


def _number() -> str:
    """Random: whoever knows the number of a slip may ask a store what is to be paid with it."""
    return "".join(secrets.choice("0123456789") for _digit in range(_DIGITS))
