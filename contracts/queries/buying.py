"""Buying data: what is offered for how much, what stands against it, what was bought."""

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from django.db.models import F, Q, QuerySet, Sum

from accounts.models import Member
from contracts.models import DataGrant, Line, PlanPeriod, Seat, ShareGroup
from mioportal.rules import data, plans
from mioportal.rules.data import BuyFacts, DataKind
from mioportal.rules.dates import JST, ONE_DAY, month_end, month_start
from mioportal.rules.plans import Plan


@dataclass(frozen=True, kw_only=True, slots=True)
class Offer:
    """So much data for so many yen (tax included), on the bill of a month, to be used until then.

    `pool` is the group it goes to; None: the line itself.
    """

    parcels: int
    megabytes: int
    yen: Decimal
    month: date
    expires_on: date
    pool: ShareGroup | None

    @property
    def shown(self) -> str:
        """What a member consents to, in one word: another price or another day is another."""
        return f"{self.parcels}:{self.megabytes}:{self.yen}:{self.expires_on}"


def offer(line: Line, parcels: int, today: date) -> Offer:
    """What buying so many parcels for a line would mean today."""
    family = held_plan(line, today).family
    seat = Seat.objects.on(today).filter(line=line).select_related("group").first()
    return Offer(
        parcels=parcels,
        megabytes=data.megabytes(family, parcels, today),
        yen=data.price(family, parcels, today),
        month=month_start(today),
        expires_on=data.expires_on(DataKind.BOUGHT, today),
        pool=seat.group if seat else None,
    )


def held_plan(line: Line, today: date) -> Plan:
    """The plan a line is on, was on last, or will be on first."""
    begun = Q(starts_on__lte=today)
    periods = PlanPeriod.objects.filter(line=line)
    newest = periods.filter(begun).order_by("-starts_on").first()
    first = newest or periods.order_by("starts_on").first()
    if first is None:
        raise ValueError(f"line {line.code} has no plan")
    return plans.plan(first.plan_code)


def buy_facts(line: Line, parcels: int, today: date) -> BuyFacts:
    """What is true of a line when data is to be bought for it."""
    status = line.status(today)
    return BuyFacts(
        bought_on=today,
        parcels=parcels,
        bought_this_month=bought_in_month(line, today),
        is_not_yet_in_use=status == Line.Status.WAITING,
        is_suspended=line.member.standing.is_suspended,
        has_ended=status == Line.Status.ENDED,
    )


def bought_in_month(line: Line, today: date) -> int:
    """How many parcels were bought for a line in the month of a day."""
    begins = datetime.combine(month_start(today), time(0), tzinfo=JST)
    ends = datetime.combine(month_end(today) + ONE_DAY, time(0), tzinfo=JST)
    bought = DataGrant.objects.filter(bought_by=line, bought_at__gte=begins, bought_at__lt=ends)
    return bought.count()


@dataclass(frozen=True, kw_only=True, slots=True)
class Purchase:
    """What was bought at once: a receipt over one or several parcels."""

    receipt_number: str
    line: Line
    bought_at: datetime
    megabytes: int
    yen: Decimal
    expires_on: date
    pool: ShareGroup | None


def purchases(member: Member) -> QuerySet[DataGrant]:
    """The first parcel of each purchase of a member, which carries its receipt; newest first."""
    rows = DataGrant.objects.filter(bought_by__member=member, form_key__isnull=False)
    return rows.select_related("bought_by__member", "group").order_by(F("bought_at").desc(), "-pk")


def purchase(first: DataGrant) -> Purchase:
    """The whole of a purchase, by its first parcel."""
    assert first.bought_by is not None and first.bought_at is not None and first.receipt_number
    more = Q(receipt_number__startswith=f"{first.receipt_number}-")
    whole = DataGrant.objects.filter(more | Q(pk=first.pk)).aggregate(
        megabytes=Sum("megabytes"), yen=Sum("price_yen")
    )
    return Purchase(
        receipt_number=first.receipt_number,
        line=first.bought_by,
        bought_at=first.bought_at,
        megabytes=whole["megabytes"],
        yen=whole["yen"],
        expires_on=first.expires_on,
        pool=first.group,
    )
