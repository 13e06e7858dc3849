"""What a share group costs a month: now, with other lines, and without one of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from contracts.models import Line, Seat
from contracts.queries.groups import (
    PRIMARY,
    SECONDARY,
    Group,
    group_of,
    is_led,
    seat_cut_short,
)
from contracts.queries.lines import option_periods, plan_on
from mioportal.rules import plans, share
from mioportal.rules.dates import ONE_DAY, month_end
from mioportal.rules.options import AgreedFee, OptionCode
from mioportal.rules.share import Consequences, GroupFacts, GroupLine


@dataclass(frozen=True, kw_only=True, slots=True)
class GroupOffer:
    """Lines that join a primary line and those that are with it already, from a day on.

    Yen a month, tax included, options left out: if nothing is done, and in the group.
    """

    on: date
    primary: Line
    newcomers: tuple[Line, ...]
    now_yen: Decimal
    yen: Decimal

    @property
    def plan(self) -> plans.Plan:
        """The plan that all share by then."""
        return plans.plan(plan_on(self.primary, self.on))

    @property
    def difference(self) -> Decimal:
        """Below zero where it becomes cheaper."""
        return self.yen - self.now_yen

    @property
    def shown(self) -> str:
        """What a member consents to, in one word: another price or another day is another."""
        return f"{self.on}:{self.plan.code}:{self.now_yen}:{self.yen}"


@dataclass(frozen=True, kw_only=True, slots=True)
class GoesAlone:
    """A secondary line without its group from a day on: yen a month without options, and before."""

    line: Line
    on: date
    before_yen: Decimal
    yen: Decimal


def group_offer(
    primary: Line, newcomers: Sequence[Line], on: date, *, there: int = 1
) -> GroupOffer:
    """What it means when prefetched lines join a primary line's group of `there` lines."""
    base = plan_fee(primary, on)
    alone = sum((plan_fee(line, on) for line in newcomers), Decimal(0))
    return GroupOffer(
        on=on,
        primary=primary,
        newcomers=tuple(newcomers),
        now_yen=share.monthly_fee(base, there, on) + alone,
        yen=share.monthly_fee(base, there + len(newcomers), on),
    )


def plan_fee(line: Line, month: date) -> Decimal:
    """What a prefetched line's plan costs in a month, were it alone."""
    return plans.monthly_fee(plan_on(line, month), line.function, line.medium, month)


def goes_alone(line: Line, on: date) -> GoesAlone:
    """What a prefetched secondary line costs when its group is gone from a first of month on."""
    place = share.ADDED_SIM_FEE.on(on)
    return GoesAlone(line=line, on=on, before_yen=place, yen=plan_fee(line, on))


def left_alone(line: Line, today: date) -> list[Line]:
    """The secondary lines that have no group any more when their primary line ends at once (D-144).

    Prefetched; none where another line becomes the primary one, nor those that leave themselves.
    """
    group = group_of(line, today)
    if group is None or group.place_of(line, today) != PRIMARY:
        return []
    others = [each for each in group.on(today) if each.pk != line.pk and not each.leaving_by]
    coming = any(each.place == PRIMARY and each.line_id != line.pk for each in group.seats)
    return [] if coming else others


def loses_place(line: Line) -> GoesAlone | None:
    """What a prefetched secondary line costs if its leaving is taken back: its group has ended.

    None where it is in no group, or its primary line stays. A place that its primary line has left
    is not to be had again.
    """
    seat = seat_cut_short(line)
    if seat is None or line.ends_on is None or is_led(seat):
        return None
    return goes_alone(line, line.ends_on + ONE_DAY)


def lost_place(line: Line, ended_on: date) -> GoesAlone | None:
    """The same of a line that has been taken back, whose group ended on a day."""
    seats = Seat.objects.filter(line=line, place=SECONDARY, ends_on=ended_on)
    if line.leaving_by or not seats.exists():
        return None
    return goes_alone(line, ended_on + ONE_DAY)


def group_fee(group: Group, month: date) -> Decimal:
    """What the group pays for its plan and its SIMs in a month, without options."""
    lines = group.on(month)
    return share.monthly_fee(plan_fee(lines[0], month), len(lines), month) if lines else Decimal(0)


def consequences(group: Group, leaver: Line, month: date) -> Consequences:
    """What the group pays from a month on, with a line and without it (F-SHR-03)."""
    lines = group.on(month)
    return share.consequences_of_leaving(
        GroupFacts(
            month=month,
            plan_fee=plan_fee(lines[0], month),
            lines=tuple(_group_line(line, month) for line in lines),
            leaver=leaver.code,
        )
    )


def _group_line(line: Line, month: date) -> GroupLine:
    """What a line holds in a month and pays for: a trial that lasts through it costs nothing."""
    last = month_end(month)
    held = [
        period
        for period in option_periods(line)
        if (period.ends_on is None or period.ends_on >= month)
        and not (period.trial_through and period.trial_through >= last)
    ]
    return GroupLine(
        line=line.code,
        options=tuple(dict.fromkeys(OptionCode(period.option_code) for period in held)),
        agreed=tuple(
            AgreedFee(OptionCode(period.option_code), period.agreed_yen)
            for period in held
            if period.agreed_yen is not None
        ),
    )
