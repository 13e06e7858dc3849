"""Data as pages show it: what is left, what was used, what can be bought."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal

from django.db.models import F, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth

from accounts.models import Member
from contracts.models import DataGrant, DataUse, Line, PlanPeriod, Seat, ShareGroup
from mioportal.rules import data, plans
from mioportal.rules.data import BuyFacts, DataKind
from mioportal.rules.dates import JST, ONE_DAY, add_months, month_end, month_start
from mioportal.rules.plans import Plan


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """What expires together; `is_carried` is what a plan gave in an earlier month."""

    kind: DataKind
    is_carried: bool
    expires_on: date
    given_mb: int
    left_mb: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Use:
    """Megabytes used in a month or on a day."""

    fast_mb: int = 0
    slow_mb: int = 0

    def __add__(self, other: "Use") -> "Use":
        return Use(fast_mb=self.fast_mb + other.fast_mb, slow_mb=self.slow_mb + other.slow_mb)


@dataclass(kw_only=True, slots=True)
class Balance:
    """What lines that share their data have left, and used this month; `group` None: a line alone.

    Use is counted through the day before `as_of`, which is None where nothing is metered.
    """

    group: ShareGroup | None
    lines: list[Line]
    places: dict[int, str]
    parts: list[Part] = field(default_factory=list)
    use_of: dict[int, Use] = field(default_factory=dict)
    as_of: date | None = None

    @property
    def left_mb(self) -> int:
        """What can be used now."""
        return sum(part.left_mb for part in self.parts)

    @property
    def use(self) -> Use:
        """What all of them used this month."""
        return sum((self.use_of[line.pk] for line in self.lines), Use())

    @property
    def held_mb(self) -> int:
        """What could be used this month in all: alerts are a share of it."""
        return self.left_mb + self.use.fast_mb

    def is_low(self, today: date) -> bool:
        """Whether the first threshold of the alerts is reached."""
        return self.use.fast_mb * 100 >= min(data.ALERTS.on(today)) * self.held_mb


def balances(lines: Iterable[Line], today: date) -> list[Balance]:
    """The balances of some lines of one member, those of a group together, in their order."""
    mine = {line.pk: line for line in lines}
    seats = {
        seat.line_id: seat
        for seat in Seat.objects.on(today).filter(line__in=mine).select_related("group")
    }
    together: dict[tuple[str, int], Balance] = {}
    for pk, line in mine.items():
        seat = seats.get(pk)
        key = ("group", seat.group_id) if seat else ("line", pk)
        balance = together.setdefault(
            key, Balance(group=seat.group if seat else None, lines=[], places={})
        )
        balance.lines.append(line)
        balance.places[pk] = seat.place if seat else ""
    _add_parts(together, seats, mine, today)
    _add_use(together.values(), mine, today)
    return list(together.values())


def _add_parts(
    together: dict[tuple[str, int], Balance],
    seats: dict[int, Seat],
    lines: dict[int, Line],
    today: date,
) -> None:
    held = Q(line__in=lines) | Q(group__in={seat.group_id for seat in seats.values()})
    rows = DataGrant.objects.filter(held, granted_on__lte=today, expires_on__gte=today)
    found: dict[tuple[str, int], dict[tuple[str, bool, date], list[DataGrant]]] = {}
    for row in rows:
        if row.line_id is not None and lines[row.line_id].status(today) == Line.Status.ENDED:
            continue
        seat = seats.get(row.line_id) if row.line_id is not None else None
        group = row.group_id or (seat.group_id if seat else None)
        owner = ("group", group) if group else ("line", row.line_id or 0)
        carried = row.kind == DataKind.PLAN and row.granted_on < month_start(today)
        kind = (row.kind, carried, row.expires_on)
        found.setdefault(owner, {}).setdefault(kind, []).append(row)
    for owner, kinds in found.items():
        together[owner].parts = [
            Part(
                kind=DataKind(kind),
                is_carried=carried,
                expires_on=expires_on,
                given_mb=sum(row.megabytes for row in of_kind),
                left_mb=sum(row.left_mb for row in of_kind),
            )
            for (kind, carried, expires_on), of_kind in sorted(
                kinds.items(), key=lambda item: (item[0][2], list(DataKind).index(DataKind(item[0][0])))
            )
        ]


def _add_use(found: Iterable[Balance], lines: dict[int, Line], today: date) -> None:
    rows = DataUse.objects.filter(line__in=lines, day__gte=month_start(today)).values("line")
    used = {
        row["line"]: Use(fast_mb=row["fast"], slow_mb=row["slow"])
        for row in rows.annotate(fast=Sum("fast_mb"), slow=Sum("slow_mb"))
    }
    for balance in found:
        balance.use_of = {line.pk: used.get(line.pk, Use()) for line in balance.lines}
        metered = [line.metered_through for line in balance.lines if line.metered_through]
        balance.as_of = min(metered) + ONE_DAY if metered else None


def daily_use(line: Line, first: date, last: date) -> dict[date, Use]:
    """What a line used on each day of a span that is counted."""
    rows = DataUse.objects.filter(line=line, day__gte=first, day__lte=last).order_by("day")
    return {row.day: Use(fast_mb=row.fast_mb, slow_mb=row.slow_mb) for row in rows}


def monthly_use(line: Line, today: date) -> dict[date, Use]:
    """What a line used in each month: the documented ones, and before them as far as is known."""
    first = data.longest_history_from(today)
    rows = (
        DataUse.objects.filter(line=line, day__gte=first, day__lte=today)
        .annotate(month=TruncMonth("day"))
        .values("month")
        .annotate(fast=Sum("fast_mb"), slow=Sum("slow_mb"))
    )
    known = {
        row["month"]: Use(fast_mb=row["fast"], slow_mb=row["slow"]) for row in rows
    }
    month = min(known, default=data.history_from(today))
    month = min(month, max(data.history_from(today), month_start(line.started_on)))
    months = {}
    while month <= today:
        months[month] = known.get(month, Use())
        month = add_months(month, 1)
    return months


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
