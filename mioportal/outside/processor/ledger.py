"""The processor's ledger: charges and refunds, each made once for its key."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum

from mioportal.outside.processor.models import CardCharge, CardRefund, VaultedCard
from mioportal.outside.processor.numbers import Later
from mioportal.plumbing.gateways import Answer, Charged, Decline, NotRefundable
from mioportal.rules.dates import day_in_japan

_SAYS = {
    Later.PAYS: Charged(answer=Answer.ACCEPTED),
    Later.DECLINES: Charged(answer=Answer.DECLINED, reason=Decline.REFUSED),
    Later.LACKS_BALANCE: Charged(answer=Answer.DECLINED, reason=Decline.BALANCE),
    Later.ANSWERS_LATE: Charged(answer=Answer.LATE),
}


def charge(*, token: str, yen: Decimal, key: str, at: datetime) -> Charged:
    """Charge a card as its company decides; a known key answers for the charge made under it.

    One that answers late accepts on the next day. Raises ValueError for less than a yen.
    """
    if yen < 1 or yen != int(yen):
        raise ValueError(f"yen: {yen} is no sum to charge")
    with transaction.atomic():
        card = VaultedCard.objects.filter(token=token).first()
        said = _decide(card, at)
        made, _is_new = CardCharge.objects.get_or_create(
            key=key,
            defaults={
                "last_four": card.last_four if card else "",
                "yen": yen,
                "asked_at": at,
                "answer": said.answer.value,
                "reason": said.reason,
            },
        )
        if made.answer == Answer.LATE and day_in_japan(made.asked_at) < day_in_japan(at):
            made.answer = CardCharge.Said.ACCEPTED
            CardCharge.objects.filter(pk=made.pk).update(answer=made.answer)
    return Charged(answer=Answer(made.answer), reason=made.reason)


def _decide(card: VaultedCard | None, at: datetime) -> Charged:
    if card is None:
        return Charged(answer=Answer.DECLINED, reason=Decline.UNKNOWN_CARD)
    if card.expires_on < day_in_japan(at):
        return Charged(answer=Answer.DECLINED, reason=Decline.EXPIRED)
    return _SAYS[Later(card.later)]


def refund(*, key: str, yen: Decimal, refund_key: str, at: datetime) -> None:
    """Give back some of an accepted charge, never more than it came to. Raises NotRefundable."""
    with transaction.atomic():
        accepted = CardCharge.objects.select_for_update().filter(answer=Answer.ACCEPTED.value)
        made = accepted.filter(key=key).first()
        if made is None:
            raise NotRefundable
        if made.refunds.filter(key=refund_key).exists():
            return
        given = made.refunds.aggregate(yen=Sum("yen"))["yen"] or Decimal(0)
        if yen < 1 or given + yen > made.yen:
            raise NotRefundable
        CardRefund.objects.create(key=refund_key, charge=made, yen=yen, asked_at=at)
