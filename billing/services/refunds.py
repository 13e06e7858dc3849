"""A bill was wrong: some or all of it is given back (F-BIL-13, D-83)."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum

from billing import emails
from billing.models import Bill, CardCharge, Refund
from billing.services.telling import tell
from mioportal.plumbing import audit
from mioportal.plumbing.actor import Actor
from mioportal.plumbing.gateways import Answer, card_processor

_PAID = (Bill.State.PAID, Bill.State.REFUNDED)


class NotPaidYet(Exception):
    """What was not paid cannot be given back."""


class TooMuch(Exception):
    """More than was paid; `left_yen` is what could still be given back."""

    def __init__(self, left_yen: Decimal) -> None:
        super().__init__(f"{left_yen} left")
        self.left_yen = left_yen


def refund(
    *, bill: Bill, yen: Decimal, reason: str, at: datetime, by: Actor, form: str
) -> Refund:
    """Give back some yen of a paid bill: to the card that paid it, else to the bank account.

    `form` names the form it was asked on: sent twice, it gives back once. Raises NotPaidYet,
    TooMuch; ValueError for no yen, or no reason.
    """
    if yen < 1 or yen != int(yen) or not reason.strip():
        raise ValueError("a refund has whole yen and a reason")
    key = f"{bill.number}:{form}"
    with transaction.atomic():
        now = Bill.objects.select_for_update(no_key=True).get(pk=bill.pk)
        made = Refund.objects.filter(key=key).first()
        if made is not None:
            return made
        if now.state not in _PAID:
            raise NotPaidYet
        left = now.total_yen - refunded_yen(now)
        if yen > left:
            raise TooMuch(left)
        charge = CardCharge.objects.filter(bill=now, said=Answer.ACCEPTED.value).first()
        made = Refund.objects.create(
            bill=now,
            world=bill.world,
            key=key,
            yen=yen,
            way=Refund.Way.CARD if charge else Refund.Way.TRANSFER,
            reason=reason.strip(),
            refunded_at=at,
        )
        if yen == left:
            Bill.objects.filter(pk=now.pk).update(state=Bill.State.REFUNDED)
        audit.record(
            world=bill.world,
            at=at,
            by=by,
            verb="refund_bill",
            subject=bill.member.mio_id,
            detail={"month": f"{bill.month:%Y-%m}", "yen": str(yen), "reason": made.reason},
        )
        tell(bill.member, emails.refunded(bill, made), key, at)
        if charge is not None:
            # Last: what the database refuses is never given back.
            card_processor().refund(key=charge.key, yen=yen, refund_key=key, at=at)
    return made


def refunded_yen(bill: Bill) -> Decimal:
    """What has been given back of a bill."""
    return Refund.objects.filter(bill=bill).aggregate(yen=Sum("yen"))["yen"] or Decimal(0)
