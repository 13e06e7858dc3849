"""Which day to choose: how safe each of the last days is, when the site is closed (F-CAN-09)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from contracts.models import Line
from mioportal.plumbing import windows
from mioportal.plumbing.templatetags.ui import jdate_short
from mioportal.rules import cancellation as rules
from mioportal.rules import maintenance
from mioportal.rules.cancellation import RiskGrade
from mioportal.rules.dates import ONE_DAY, at_japan, day_in_japan, month_end, month_start
from mioportal.words import catalogue

_KINDS = {
    RiskGrade.NONE: "ok",
    RiskGrade.LOW: "ok",
    RiskGrade.MEDIUM: "warning",
    RiskGrade.HIGH: "danger",
    RiskGrade.VERY_HIGH: "danger",
}
_STARS = {
    RiskGrade.NONE: "★★★★★",
    RiskGrade.LOW: "★★★★☆",
    RiskGrade.MEDIUM: "★★★☆☆",
    RiskGrade.HIGH: "★★☆☆☆",
    RiskGrade.VERY_HIGH: "★☆☆☆☆",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class GuideRow:
    """Some days of the month, or hours of the last, and how likely they slip into the next."""

    when: str
    grade: RiskGrade
    is_now: bool

    @property
    def label(self) -> str:
        """The grade in words."""
        return str(catalogue.word(self.grade))

    @property
    def kind(self) -> str:
        """The colour that goes with it."""
        return _KINDS[self.grade]

    @property
    def stars(self) -> str:
        """How much a day is recommended, of five."""
        return _STARS[self.grade]

    @property
    def stars_in_words(self) -> str:
        """The same, read aloud."""
        return _("5段階の%s") % _STARS[self.grade].count("★")


@dataclass(frozen=True, kw_only=True, slots=True)
class Guide:
    """The month as someone sees it who wants its end to be theirs."""

    now: GuideRow
    rows: list[GuideRow]
    safe_until: date
    ends_on: date
    next_ends_on: date
    cutoff: datetime
    collides: bool
    by_extra: bool
    closed: list[date]

    @property
    def is_late(self) -> bool:
        """Whether today is one of the days that may slip."""
        return self.now.grade is not RiskGrade.NONE


def guide(line: Line, at: datetime) -> Guide:
    """The month of an instant, for a member of the line's world."""
    today, world = day_in_japan(at), line.world
    told = windows.exceptions(world)
    last = month_end(today)
    rows = list(_rows(at, last))
    return Guide(
        now=next(row for row in rows if row.is_now),
        rows=rows,
        safe_until=rules.safe_until(today),
        ends_on=rules.ends_on(at),
        next_ends_on=month_end(last + ONE_DAY),
        cutoff=windows.cutoff(world, today),
        collides=windows.early_cutoff(world, today) is not None,
        by_extra=windows.closes_by_extra(world, today),
        closed=list(_closed_evenings(today, last, told)),
    )


def _rows(at: datetime, last: date) -> Iterator[GuideRow]:
    """The days that are alike stand in one row; the last hour of the month in its own."""
    grade_now, safe = rules.risk(at), rules.safe_until(last)
    first = month_start(last)
    span = {"first": jdate_short(first), "last": jdate_short(safe)}
    yield GuideRow(
        when=_("%(first)s〜%(last)s") % span,
        grade=RiskGrade.NONE,
        is_now=grade_now is RiskGrade.NONE,
    )
    day = safe + ONE_DAY
    while day <= last:
        grade = rules.risk(at_japan(day, maintenance.NIGHTLY_HOURS.on(day).ends))
        yield GuideRow(when=jdate_short(day), grade=grade, is_now=grade_now is grade)
        day += timedelta(days=1)
    late = rules.VERY_LATE_FROM.on(last)
    yield GuideRow(
        when=_("%(day)s %(hour)s以降")
        % {"day": jdate_short(last), "hour": f"{late.hour}:{late.minute:02}"},
        grade=RiskGrade.VERY_HIGH,
        is_now=grade_now is RiskGrade.VERY_HIGH,
    )


def _closed_evenings(
    today: date, last: date, told: tuple[maintenance.WindowException, ...]
) -> Iterator[date]:
    """The evenings up to the month's last on which the site closes for the weekly window."""
    day = today
    while day <= last:
        hour = maintenance.WEEKLY_HOURS.on(day).starts
        window = maintenance.weekly_window_at(at_japan(day, hour), told)
        if window is not None and day_in_japan(window.starts_at) == day:
            yield day
        day += ONE_DAY
