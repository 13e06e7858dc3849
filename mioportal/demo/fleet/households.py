"""Drawing a household: a member's lines, who shares, which have ended."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from mioportal.demo.fleet import shares
from mioportal.rules import limits, plans
from mioportal.rules.dates import ONE_DAY, add_months, month_end, month_start
from mioportal.rules.plans import GIGA_SINCE, Family, Function, Medium, Network
from mioportal.rules.quote import Way
from mioportal.rules.share import Place

LEGACY_SINCE = date(2012, 4, 1)


@dataclass(frozen=True, slots=True)
class Span:
    """The world's day, and the months of use that lie whole behind it."""

    today: date
    months: tuple[date, ...]

    @classmethod
    def before(cls, today: date, months: int) -> "Span":
        """So many months before that of a day."""
        this = month_start(today)
        return cls(today, tuple(add_months(this, back - months) for back in range(months)))

    @property
    def first(self) -> date:
        """The first day of use."""
        return self.months[0]


@dataclass(slots=True)
class DrawnLine:
    """A line, the plans it was on (with their first days), and whether it shares."""

    function: Function
    medium: Medium
    network: Network
    plans: list[tuple[date, str]]
    contracted_on: date
    started_on: date
    ends_on: date | None = None
    leaving_by: str = ""
    place: Place = Place.ALONE
    shares_from: date | None = None

    @property
    def plan(self) -> str:
        """The plan it is on now."""
        return self.plans[-1][1]

    @property
    def is_giga(self) -> bool:
        """Whether it may share."""
        return plans.plan(self.plan).family is Family.GIGA

    def lives_in(self, month: date) -> bool:
        """Whether it was in use on a day of a month."""
        is_over = self.ends_on is not None and self.ends_on < month
        return not is_over and self.started_on <= month_end(month)


@dataclass(slots=True)
class Household:
    """A member's lines. One that `has_left` has nothing but what is still to be paid."""

    lines: list[DrawnLine] = field(default_factory=list)
    has_left: bool = False

    @property
    def shares_from(self) -> date | None:
        """Since when some of the lines have been a group."""
        days = (line.shares_from for line in self.lines if line.shares_from is not None)
        return min(days, default=None)


def draw(rng: Random, span: Span) -> Household:
    """One household."""
    drawn = Household()
    voices = 0
    for place in range(shares.LINES.pick(rng)):
        is_voice_full = voices == limits.VOICE_LINES_MOST.rows[-1].value
        line = _line(rng, span, is_voice_full=is_voice_full)
        voices += line.function is Function.VOICE
        if place:
            _end(rng, span, line)
        drawn.lines.append(line)
    if len(drawn.lines) == 1 and rng.random() < shares.CLOSING:
        leave(rng, drawn.lines[0], span.months[-1])
        drawn.has_left = drawn.lines[0].ends_on is not None
    if rng.random() < shares.SHARING:
        _share(span, drawn.lines)
    for line in drawn.lines:
        if line.is_giga and line.shares_from is None and rng.random() < shares.PLAN_CHANGED:
            _change_plan(rng, span, line)
    return drawn


def some_day(rng: Random, first: date, last: date) -> date:
    """A day between two, both included; the first where there is none between."""
    return first + timedelta(days=int(rng.random() * max(1, (last - first).days + 1)))


def _line(rng: Random, span: Span, *, is_voice_full: bool) -> DrawnLine:
    is_legacy = rng.random() < shares.LEGACY
    function = Function.DATA if is_voice_full else shares.FUNCTIONS.pick(rng)
    medium, network, mix = Medium.SIM, Network.DOCOMO, shares.LEGACY_PLANS
    if is_legacy:
        contracted_on = some_day(rng, LEGACY_SINCE, GIGA_SINCE - ONE_DAY)
    else:
        mix, network = shares.GIGA_PLANS, shares.NETWORKS.pick(rng)
        medium = Medium.SIM if function is Function.SMS else shares.MEDIA.pick(rng)
        is_new = rng.random() < shares.BEGAN_IN_A_MONTH * len(span.months)
        since, until = (span.first, span.today) if is_new else (GIGA_SINCE, span.first - ONE_DAY)
        contracted_on = some_day(rng, since, until)
    started_on = contracted_on + timedelta(days=int(rng.random() * 4))
    return DrawnLine(
        function, medium, network, [(started_on, mix.pick(rng))], contracted_on, started_on
    )


def _end(rng: Random, span: Span, line: DrawnLine) -> None:
    chance = rng.random()
    if chance < shares.ENDED_BEFORE:
        day = some_day(rng, add_months(span.first, -12), span.first - ONE_DAY)
    elif chance < shares.ENDED_BEFORE + shares.ENDED_IN_A_MONTH * len(span.months):
        day = some_day(rng, span.first, month_end(span.months[-1]))
    else:
        return
    leave(rng, line, day)


def leave(rng: Random, line: DrawnLine, day: date) -> None:
    """The line leaves in the month of a day, unless it had only just begun."""
    is_port_out = rng.random() < shares.BY_PORT_OUT
    ends_on = day if is_port_out else month_end(day)
    if line.started_on < month_start(day):
        line.ends_on = ends_on
        line.leaving_by = (Way.PORT_OUT if is_port_out else Way.CANCELLATION).value


def _share(span: Span, lines: list[DrawnLine]) -> None:
    """Lines of ギガプラン that were there before the months of use; the primary one stays."""
    may = [line for line in lines if line.is_giga and line.started_on < add_months(span.first, -1)]
    may = [line for line in may if line.ends_on is None or line.ends_on >= span.first]
    may.sort(key=lambda line: line.ends_on is not None)
    if len(may) < 2 or may[0].ends_on is not None:
        return
    since = add_months(month_start(max(line.started_on for line in may)), 1)
    for line in may:
        line.shares_from = since
        line.place = Place.PRIMARY if line is may[0] else Place.SECONDARY
        if line is not may[0] and line.plan != may[0].plan:
            line.plans.append((since, may[0].plan))


def _change_plan(rng: Random, span: Span, line: DrawnLine) -> None:
    since = span.months[int(rng.random() * len(span.months))]
    plan = shares.GIGA_PLANS.pick(rng)
    is_over = line.ends_on is not None and line.ends_on < since
    if line.started_on < since and plan != line.plan and not is_over:
        line.plans.append((since, plan))
