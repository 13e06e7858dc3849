"""When the site closes: the weekly window, the nightly hours and what they do to a month's end."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from mioportal.rules.checks import a_day, an_instant
from mioportal.rules.dates import (
    JST,
    ONE_DAY,
    ONE_SECOND,
    at_japan,
    day_in_japan,
    month_end,
)
from mioportal.rules.sources import Table, Unit, always, stated


class WindowKind(StrEnum):
    WEEKLY = "weekly"  # 定期: the whole site is closed
    NIGHTLY = "nightly"  # 夜間処理: reading and cancelling stay open (C-027)


@dataclass(frozen=True, kw_only=True, slots=True)
class Window:
    """From `starts_at` up to, not including, `ends_at`."""

    kind: WindowKind
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class WindowException:
    """Staff hold the weekly window on an `evening` that has none, or skip it (C-028)."""

    evening: date
    held: bool

    def __post_init__(self) -> None:
        a_day(self.evening, "evening")


@dataclass(frozen=True, kw_only=True, slots=True)
class Overnight:
    """Hours that begin on an evening and end the next morning."""

    starts: time
    ends: time


WEEKLY_HOURS: Table[Overnight] = always(
    "weekly_window_hours",
    Unit.TIME,
    Overnight(starts=time(23), ends=time(5)),
    "解約ガイド §4③ (C-027)",
)
# Monday is 0, as Python counts.
WEEKLY_EVENING: Table[int] = always(
    "weekly_window_weekday", Unit.WEEKDAY, 1, "解約ガイド §4③ (C-028)"
)
NIGHTLY_HOURS: Table[Overnight] = always(
    "nightly_hours", Unit.TIME, Overnight(starts=time(23, 30), ends=time(5)), "解約ガイド §4③"
)

STAFF_MAY_CHANGE: Table[bool] = stated("weekly_window_may_change", "解約ガイド §4③ (C-028)")
NIGHT_TAKES_REQUESTS: Table[bool] = stated("night_takes_requests", "解約ガイド §4③ (C-027)")
TOLD_DAYS_BEFORE: Table[int] = always("extra_window_told", Unit.DAYS, 1, "D-56")
MONTH_END_COLLISION: Table[bool] = stated("month_end_collision", "C-027")


def weekly_window_at(at: datetime, exceptions: Iterable[WindowException] = ()) -> Window | None:
    """The weekly window that is open at this instant (F-MNT-01)."""
    told = tuple(exceptions)
    for evening in _evenings(at):
        if _is_held(evening, told):
            window = _window(WindowKind.WEEKLY, evening, WEEKLY_HOURS.on(evening))
            if window.starts_at <= at < window.ends_at:
                return window
    return None


def nightly_window_at(at: datetime) -> Window | None:
    """The nightly hours that are running at this instant, weekly window or not (F-MNT-03)."""
    for evening in _evenings(at):
        window = _window(WindowKind.NIGHTLY, evening, NIGHTLY_HOURS.on(evening))
        if window.starts_at <= at < window.ends_at:
            return window
    return None


def same_month_cutoff(
    year: int, month: int, exceptions: Iterable[WindowException] = ()
) -> datetime:
    """The last second in which a cancellation still counts for the month (C-027).

    A request is in time while `at < cutoff + 1 second`.
    """
    last = month_end(date(year, month, 1))
    if collides_with_month_end(year, month, exceptions):
        return at_japan(last, WEEKLY_HOURS.on(last).starts) - ONE_SECOND
    return at_japan(last, time(23, 59, 59))


def collides_with_month_end(
    year: int, month: int, exceptions: Iterable[WindowException] = ()
) -> bool:
    """Whether the weekly window takes the month's last evening (F-MNT-05)."""
    return _is_held(month_end(date(year, month, 1)), tuple(exceptions))


def _evenings(at: datetime) -> tuple[date, date]:
    """The evenings whose window could hold this instant: today's and yesterday's."""
    today = an_instant(at, "at").astimezone(JST).date()
    return today, today - ONE_DAY


def _is_held(evening: date, exceptions: tuple[WindowException, ...]) -> bool:
    told = {exception.held for exception in exceptions if exception.evening == evening}
    if len(told) == 2:
        raise ValueError(f"exceptions both hold and skip the evening of {evening}")
    return told.pop() if told else evening.weekday() == WEEKLY_EVENING.on(evening)


def _window(kind: WindowKind, evening: date, hours: Overnight) -> Window:
    return Window(
        kind=kind,
        starts_at=at_japan(evening, hours.starts),
        ends_at=at_japan(evening + ONE_DAY, hours.ends),
    )


def told_on(starts_at: datetime) -> date:
    """The day on which members are told by mail of an extra window (M-28)."""
    day = day_in_japan(starts_at)
    return day - timedelta(days=TOLD_DAYS_BEFORE.on(day))
