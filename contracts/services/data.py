"""Buying data, and switching fast data on and off."""

import hashlib
from datetime import datetime

from django.db import transaction

from contracts import emails
from contracts.models import DataGrant, Line
from contracts.queries import buying as queries
from contracts.queries.buying import Offer
from mioportal.plumbing import audit, outbox, windows
from mioportal.plumbing.actor import Actor
from mioportal.plumbing.codes import readable
from mioportal.rules import data
from mioportal.rules.data import BuyReason
from mioportal.rules.dates import day_in_japan


class NotSold(Exception):
    """No data can be bought: `reasons` are all reasons against."""

    def __init__(self, reasons: tuple[BuyReason, ...]) -> None:
        super().__init__(", ".join(reasons))
        self.reasons = reasons


class OfferHasChanged(Exception):
    """The price or the day that was shown is no longer that of the offer."""


class NotInUse(Exception):
    """The line cannot be used today: its first day has not come, or its last is over."""


def buy_data(
    *, line: Line, parcels: int, shown: str, form: str, at: datetime, by: Actor
) -> DataGrant:
    """Buy data for a line, or for the group it is in (M-36); gives the parcel with the receipt.

    `shown` is `Offer.shown` of what was consented to. `form` names the form it came in: sent
    twice, it buys once. Raises NotSold, OfferHasChanged.
    """
    today = day_in_japan(at)
    key = hashlib.sha256(f"{form}\0{line.code}".encode()).hexdigest()
    with transaction.atomic():
        # Held until the end: of two purchases at once the second counts the first.
        line = Line.objects.select_for_update(of=("self",)).select_related(
            "member__user", "member__standing", "world"
        ).get(pk=line.pk)
        before = DataGrant.objects.filter(form_key=key).first()
        if before is not None:
            return before
        verdict = data.may_buy(queries.buy_facts(line, parcels, today))
        if not verdict.allowed:
            raise NotSold(verdict.reasons)
        offer = queries.offer(line, parcels, today)
        if offer.shown != shown:
            raise OfferHasChanged
        first = _write(line, offer, key, at)
        _tell_bought(line, first, offer, at, by)
    return first


def _write(line: Line, offer: Offer, key: str, at: datetime) -> DataGrant:
    """One row a parcel, as it is billed. The first has the receipt, the others its number's."""
    number = f"D{day_in_japan(at):%y%m%d}-{readable(5)}"
    one = offer.megabytes // offer.parcels
    rows = [
        DataGrant(
            line=None if offer.pool else line,
            group=offer.pool,
            kind=DataGrant.Kind.BOUGHT,
            granted_on=day_in_japan(at),
            expires_on=offer.expires_on,
            megabytes=one,
            left_mb=one,
            price_yen=offer.yen / offer.parcels,
            bought_by=line,
            bought_at=at,
            receipt_number=f"{number}-{place}" if place > 1 else number,
            form_key=key if place == 1 else None,
        )
        for place in range(1, offer.parcels + 1)
    ]
    return DataGrant.objects.bulk_create(rows)[0]


def _tell_bought(line: Line, first: DataGrant, offer: Offer, at: datetime, by: Actor) -> None:
    purchase = queries.purchase(first)
    audit.record(
        world=line.world,
        at=at,
        by=by,
        verb="buy_data",
        subject=purchase.receipt_number,
        detail={"line": line.code, "parcels": offer.parcels, "yen": str(offer.yen)},
    )
    outbox.put(
        world=line.world,
        user=line.member.user,
        mail=emails.data_bought(purchase),
        key=f"{purchase.receipt_number}:bought",
        at=at,
        send_after=windows.night_ends_at(at),
    )


def switch_fast_data(*, line: Line, on: bool, at: datetime, by: Actor) -> bool:
    """Let a line use fast data, or spare it (F-DAT-05); False when it was so already.

    Raises NotInUse.
    """
    today = day_in_japan(at)
    with transaction.atomic():
        usable = Line.objects.live(today).filter(pk=line.pk, started_on__lte=today)
        switched = usable.filter(fast_data=not on).update(fast_data=on)
        if not switched:
            if not usable.exists():
                raise NotInUse
            return False
        audit.record(
            world=line.world,
            at=at,
            by=by,
            verb="switch_fast_data",
            subject=line.code,
            detail={"on": on},
        )
    return True
