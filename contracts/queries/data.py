"""Data as pages show it: what is left, and what was used."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, Sum
from django.db.models.functions import TruncMonth
from django.urls import reverse
from django.utils.translation import gettext as _

from contracts.models import DataGrant, DataUse, Line, Seat, ShareGroup
from contracts.queries.lines import seat_on
from mioportal.rules import data
from mioportal.rules.data import DataKind
from mioportal.rules.dates import ONE_DAY, add_months, month_start


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """What expires together; `is_carried` is what a plan gave in an earlier month."""

    kind: DataKind
    is_carried: bool
    expires_on: date
    given_mb: int
    left_mb: int

    @property
    def label(self) -> str:
        """Where it comes from, in words."""
        if self.kind is DataKind.BOUGHT:
            return _("追加データ")
        return _("前月からの繰り越し") if self.is_carried else _("今月のプラン分")


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
    places: dict[int, Seat.Where | None]
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

    @property
    def label(self) -> str:
        """What a member calls it."""
        return _("シェアグループ") if self.group else self.lines[0].label

    def is_low(self, today: date) -> bool:
        """Whether the first threshold of the alerts is reached."""
        return self.use.fast_mb * 100 >= min(data.ALERTS.on(today)) * self.held_mb


@dataclass(frozen=True, kw_only=True, slots=True)
class BalanceRow:
    """A balance as lists show it, with the lines that share it."""

    label: str
    is_group: bool
    left_mb: int
    held_mb: int
    is_low: bool
    as_of: date | None
    parts: list[Part]
    lines: list[dict[str, object]]


def balance_rows(lines: Iterable[Line], today: date) -> list[BalanceRow]:
    """What each of a member's prefetched lines, or each group of them, has left this month."""
    in_use = [line for line in lines if _has_begun(line, today)]
    return [
        BalanceRow(
            label=balance.label,
            is_group=balance.group is not None,
            left_mb=balance.left_mb,
            held_mb=balance.held_mb,
            is_low=balance.is_low(today),
            as_of=balance.as_of,
            parts=[part for part in balance.parts if part.left_mb],
            lines=[
                {
                    "label": line.label,
                    "user_name": line.user_name,
                    "url": reverse("contracts:line_data", args=[line.code]),
                    "use": balance.use_of[line.pk],
                    "is_fast": line.fast_data,
                }
                for line in balance.lines
            ],
        )
        for balance in balances(in_use, today)
    ]


def _has_begun(line: Line, today: date) -> bool:
    return line.status(today) not in (Line.Status.WAITING, Line.Status.ENDED)


def balances(lines: Iterable[Line], today: date) -> list[Balance]:
    """The balances of prefetched lines of one member, those of a group together, in their order."""
    mine = {line.pk: line for line in lines}
    seats = {pk: seat for pk, line in mine.items() if (seat := seat_on(line, today))}
    together: dict[tuple[str, int], Balance] = {}
    for pk, line in mine.items():
        seat = seats.get(pk)
        key = ("group", seat.group_id) if seat else ("line", pk)
        balance = together.setdefault(
            key, Balance(group=seat.group if seat else None, lines=[], places={})
        )
        balance.lines.append(line)
        balance.places[pk] = Seat.Where(seat.place) if seat else None
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
            for (kind, carried, expires_on), of_kind in kinds.items()
        ]
        together[owner].parts.sort(key=_rank)


def _rank(part: Part) -> tuple[date, int]:
    return part.expires_on, list(DataKind).index(part.kind)


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
