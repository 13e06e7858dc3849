"""The books of data in memory: which parcels a line may use on a day, and what a day takes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db.models import Q, Sum

from contracts.models import DataGrant, DataUse, Line, PlanPeriod, Seat
from mioportal.plumbing.models import World
from mioportal.rules import data
from mioportal.rules.data import DataKind, Parcel
from mioportal.rules.dates import ONE_DAY, month_end, month_start


@dataclass(frozen=True, kw_only=True, slots=True)
class Share:
    """Who uses the same parcels: the lines of a group, or a line alone (group None)."""

    group: int | None
    lines: tuple[int, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Alert:
    """With `day`, use reached `percent` of what could be used in its month (F-DAT-06).

    `line` is the one told of: alone, or the primary line of the group whose code `code` is.
    """

    line: Line
    code: str
    is_of_group: bool
    day: date
    percent: int
    used_mb: int
    left_mb: int


@dataclass(kw_only=True)
class Books:
    """Everything that counting needs to know of some lines, and what it comes to."""

    lines: dict[int, Line]
    seats: list[Seat]
    # The parcels that are stored, each with what was left of it when it was read.
    stored: list[tuple[DataGrant, int]]
    # Megabytes of fast data by line, in the month of the day that is counted.
    used: dict[int, int]
    uses: list[DataUse] = field(default_factory=list)
    granted: list[DataGrant] = field(default_factory=list)
    alerts: list[Alert] = field(default_factory=list)
    _alive: list[DataGrant] = field(init=False)

    def __post_init__(self) -> None:
        self._alive = [parcel for parcel, _left in self.stored]

    @classmethod
    def read(cls, *, world: World, lines: Iterable[Line], first: date) -> "Books":
        """The books as they stand when `first` is the next day to be counted."""
        mine = {line.pk: line for line in lines}
        still = Q(ends_on=None) | Q(ends_on__gte=first)
        seats = list(
            Seat.objects.filter(still, group__world=world).select_related("group").order_by("pk")
        )
        rows = {*mine, *(seat.line_id for seat in seats)}
        held = Q(line__in=rows) | Q(group__in={seat.group_id for seat in seats})
        parcels = DataGrant.objects.filter(held, expires_on__gte=first)
        uses = DataUse.objects.filter(line__in=rows, day__gte=month_start(first), day__lt=first)
        used = {row["line"]: row["mb"] for row in uses.values("line").annotate(mb=Sum("fast_mb"))}
        return cls(
            lines=mine,
            seats=seats,
            stored=[(each, each.left_mb) for each in parcels.order_by("granted_on", "pk")],
            used=defaultdict(int, used),
        )

    @property
    def spent(self) -> list[DataGrant]:
        """The stored parcels of which less is left than when they were read."""
        return [parcel for parcel, left in self.stored if parcel.left_mb < left]

    def count(self, day: date, lines: Iterable[Line], used: Mapping[str, int]) -> None:
        """Count a day of these lines, and grant what they get on the day after."""
        if day.day == 1:
            self.used.clear()
            self._alive = [parcel for parcel in self._alive if parcel.expires_on >= day]
        by_share: dict[Share, list[Line]] = {}
        lines = list(lines)
        for line in lines:
            if line.started_on <= day:
                by_share.setdefault(self.share(line.pk, day), []).append(line)
        for share, members in by_share.items():
            self._count_share(day, share, members, used)
        for line in lines:
            self.grant(line, day + ONE_DAY)

    def _count_share(
        self, day: date, share: Share, lines: list[Line], used: Mapping[str, int]
    ) -> None:
        parcels = self._usable(share, day)
        before = sum(self.used[line] for line in share.lines)
        for line in lines:
            megabytes = used[line.code]
            fast = _take(parcels, megabytes) if line.fast_data else 0
            self.used[line.pk] += fast
            self.uses.append(
                DataUse(line_id=line.pk, day=day, fast_mb=fast, slow_mb=megabytes - fast)
            )
        if day == month_end(day):
            # It is told on the day after, when the next month's data is there.
            return
        after = sum(self.used[line] for line in share.lines)
        left = sum(parcel.left_mb for parcel in parcels)
        if after + left and (reached := data.alerts(after + left, before, after, day)):
            self.alerts.append(self._alert(share, lines, day, max(reached), after, left))

    def _alert(
        self, share: Share, lines: list[Line], day: date, percent: int, used: int, left: int
    ) -> Alert:
        told, code = lines[0], lines[0].code
        for seat in self.seats:
            if seat.group_id == share.group and _holds(seat, day):
                code = seat.group.code
                if seat.place == Seat.Where.PRIMARY:
                    told = self.lines.get(seat.line_id, told)
        return Alert(
            line=told,
            code=code,
            is_of_group=share.group is not None,
            day=day,
            percent=percent,
            used_mb=used,
            left_mb=left,
        )

    def grant(self, line: Line, day: date) -> None:
        """What the plan gives on a day: on the first of a month, and on a line's first day.

        In a group the primary line's plan gives to all (D-57).
        """
        over = line.ends_on is not None and line.ends_on < day
        if over or not (day == line.started_on or (day.day == 1 and line.started_on < day)):
            return
        seat = self._seat(line.pk, day)
        if seat is not None and seat.place != Seat.Where.PRIMARY:
            return
        group = seat.group_id if seat else None
        owner = None if seat else line.pk
        if any(
            (each.kind, each.granted_on, each.line_id, each.group_id)
            == (DataKind.PLAN.value, day, owner, group)
            for each in self._alive
        ):
            return
        megabytes = data.granted(self._plan(line, day), day, line.started_on)
        made = DataGrant(
            line_id=owner,
            group_id=group,
            kind=DataKind.PLAN.value,
            granted_on=day,
            expires_on=data.expires_on(DataKind.PLAN, day),
            megabytes=megabytes,
            left_mb=megabytes,
        )
        self.granted.append(made)
        self._alive.append(made)

    def share(self, line: int, day: date) -> Share:
        """Whom a line shares its data with on a day."""
        seat = self._seat(line, day)
        if seat is None:
            return Share(group=None, lines=(line,))
        together = (
            each.line_id
            for each in self.seats
            if each.group_id == seat.group_id and _holds(each, day)
        )
        return Share(group=seat.group_id, lines=tuple(together))

    def _seat(self, line: int, day: date) -> Seat | None:
        held = (seat for seat in self.seats if seat.line_id == line and _holds(seat, day))
        return next(held, None)

    def _usable(self, share: Share, day: date) -> list[DataGrant]:
        """What may be used on a day: no later than it expires, no earlier than it was granted."""
        return [
            each
            for each in self._alive
            if each.granted_on <= day <= each.expires_on
            and (
                each.line_id in share.lines
                if each.group_id is None
                else each.group_id == share.group
            )
        ]

    def _plan(self, line: Line, day: date) -> str:
        held = (each for each in self._plans if each.line_id == line.pk and _holds(each, day))
        return next(held).plan_code

    @cached_property
    def _plans(self) -> list[PlanPeriod]:
        """Read on the first of a month only."""
        return list(PlanPeriod.objects.filter(line__in=self.lines).order_by("starts_on"))


def _holds(period: Seat | PlanPeriod, day: date) -> bool:
    return period.starts_on <= day and (period.ends_on is None or day <= period.ends_on)


def _take(parcels: list[DataGrant], megabytes: int) -> int:
    """Take what was used, soonest to expire first; gives how much of it there was."""
    held = [
        Parcel(kind=DataKind(each.kind), megabytes=each.left_mb, expires_on=each.expires_on)
        for each in parcels
    ]
    taken = data.shares(held, megabytes)
    for parcel, gone in zip(parcels, taken, strict=True):
        parcel.left_mb -= gone
    return sum(taken)
