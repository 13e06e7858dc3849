"""Lines as pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import DateField, Prefetch, QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Member
from contracts.models import Line, OptionPeriod, PlanPeriod, Seat, Sim
from mioportal.rules import plans
from mioportal.rules.dates import month_end
from mioportal.rules.plans import Function


def lines_of(member: Member, today: date) -> QuerySet[Line]:
    """A member's lines, oldest first, with plans, seats, options and cards already read."""
    return _with_periods(Line.objects.of(member), today).order_by("contracted_on", "code")


def line_of(member: Member, code: str, today: date) -> Line | None:
    """One of a member's lines by its public code; None when it is not theirs."""
    return _with_periods(Line.objects.of(member), today).filter(code=code).first()


def has_lines(member: Member) -> bool:
    """Whether a member has a line that has not ended."""
    return Line.objects.of(member).filter(ended_at=None).exists()


def billed_apart(line: Line, told: Iterable[str], month: date) -> bool:
    """Whether the bill of a month (its first day) holds lines of this member besides those told."""
    others = Line.objects.filter(member_id=line.member_id).exclude(code__in={line.code, *told})
    return others.live(month).filter(billing_started_on__lte=month_end(month)).exists()


def functions_held(member: Member, on: date) -> set[Function]:
    """What the lines can do that a member holds on a day, those that are to open among them."""
    held = Line.objects.of(member).live(on).values_list("function", flat=True)
    return {Function(value) for value in held}


def _with_periods(lines: QuerySet[Line], today: date) -> QuerySet[Line]:
    options = OptionPeriod.objects.order_by("starts_on", "pk")
    seats = Seat.objects.select_related("group").order_by("starts_on")
    return (
        lines.select_related("member__user", "member__standing", "world")
        .annotate(read_on=Value(today, output_field=DateField()))
        .prefetch_related(
            Prefetch("plan_periods", PlanPeriod.objects.order_by("starts_on"), to_attr="plans"),
            Prefetch("option_periods", options, to_attr="options_held"),
            Prefetch("seats", seats, to_attr="seats_held"),
            "sims",
        )
    )


def plan_code(line: Line) -> str:
    """The plan a prefetched line is on, was on last, or will be on first."""
    return plan_on(line, line.read_on)  # type: ignore[attr-defined]


def plan_on(line: Line, day: date) -> str:
    """The plan a prefetched line holds on a day; before its first day, what it will hold first."""
    periods: list[PlanPeriod] = line.plans  # type: ignore[attr-defined]
    held = [period for period in periods if period.starts_on <= day]
    return (held[-1] if held else periods[0]).plan_code


def next_plan(line: Line) -> PlanPeriod | None:
    """The plan that a prefetched line in use will change to; None where none is booked."""
    periods: list[PlanPeriod] = line.plans  # type: ignore[attr-defined]
    begins = max(line.started_on, line.read_on)  # type: ignore[attr-defined]
    return next((period for period in periods if period.starts_on > begins), None)


def seat_on(line: Line, day: date) -> Seat | None:
    """The place in a group that a prefetched line holds on a day; None when it is alone."""
    seats: list[Seat] = line.seats_held  # type: ignore[attr-defined]
    return next((seat for seat in seats if seat.holds_on(day)), None)


def option_periods(line: Line) -> list[OptionPeriod]:
    """The options a prefetched line holds on the day it was read for, or will hold first."""
    first: date = max(line.read_on, line.started_on)  # type: ignore[attr-defined]
    held = [period for period in periods_of(line) if period.holds_on(first)]
    return sorted(held, key=lambda period: (period.starts_on, period.option_code))


def periods_of(line: Line) -> list[OptionPeriod]:
    """Every period of an option of a prefetched line, oldest first."""
    periods: list[OptionPeriod] = line.options_held  # type: ignore[attr-defined]
    return periods


@dataclass(frozen=True, kw_only=True, slots=True)
class Tag:
    """A state in words, with the colour that goes with it."""

    label: str
    kind: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class LineRow:
    """One line as lists show it. `starts_on` is told only of a line that is not in use yet.

    `place` is its place in a share group, "" when it is alone; `next_plan` a plan that is booked.
    """

    code: str
    url: str
    label: str
    type: str
    plan: str
    status: Tag
    starts_on: date | None
    ends_on: date | None
    is_over: bool
    is_leaving: bool
    is_suspended: bool
    cancel_url: str
    # What the way out is called on this kind of contract (C-035), where that is not 解約する.
    cancel_name: str = ""
    user_name: str = ""
    place: str = ""
    next_plan: str = ""
    next_plan_on: date | None = None
    # By when the desk has decided whether it ends at all.
    held_through: date | None = None


_STATUS_KIND = {
    Line.Status.WAITING: "brand",
    Line.Status.ACTIVE: "ok",
    Line.Status.LEAVING: "warning",
    Line.Status.PORTING: "warning",
    Line.Status.SUSPENDED: "danger",
    Line.Status.ENDED: "",
}
_SIM_KIND = {
    Sim.State.LENT: "ok",
    Sim.State.AWAITED: "warning",
    Sim.State.POSTED: "brand",
    Sim.State.REMINDED: "warning",
    Sim.State.RECEIVED: "ok",
    Sim.State.CHARGED: "danger",
    Sim.State.WAIVED: "",
    Sim.State.NO_RETURN: "",
}


def line_row(line: Line, today: date) -> LineRow:
    """A prefetched line as lists show it."""
    status, seat, coming = line.status(today), seat_on(line, today), next_plan(line)
    is_over = status == Line.Status.ENDED
    is_suspended = line.member.standing.is_suspended and not is_over
    shown = Line.Status.SUSPENDED if is_suspended else status
    if shown == Line.Status.ACTIVE and line.is_number_live(today):
        shown = Line.Status.PORTING
    return LineRow(
        code=line.code,
        url=reverse("contracts:line", args=[line.code]),
        label=line.label,
        type=line.type_label,
        plan=plans.plan(plan_code(line)).label,
        status=Tag(label=str(shown.label), kind=_STATUS_KIND[shown]),
        starts_on=line.started_on if status == Line.Status.WAITING else None,
        ends_on=line.ends_on,
        is_over=is_over,
        is_leaving=status == Line.Status.LEAVING,
        is_suspended=is_suspended,
        cancel_url=reverse("cancellation:begin", args=[line.code]),
        cancel_name=_cancel_name(line),
        user_name=line.user_name,
        place=seat.get_place_display() if seat and not is_over else "",
        next_plan=plans.plan(coming.plan_code).label if coming else "",
        next_plan_on=coming.starts_on if coming else None,
        held_through=line.held_through if line.is_held(today) else None,
    )


def _cancel_name(line: Line) -> str:
    if plans.plan(plan_code(line)).family is plans.Family.LEGACY:
        return _("回線サービスの解約")
    return _("MNP予約番号発行・解約") if line.function == Line.Function.VOICE else ""


def line_rows(lines: Iterable[Line], today: date) -> tuple[list[LineRow], list[LineRow]]:
    """Prefetched lines as lists show them: those that serve today, and those that are over."""
    rows = [line_row(line, today) for line in lines]
    return [row for row in rows if not row.is_over], [row for row in rows if row.is_over]


def sim_tag(sim: Sim) -> Tag:
    """A card's state in words."""
    state = Sim.State(sim.state)
    return Tag(label=str(state.label), kind=_SIM_KIND[state])


def awaited_sims(lines: Iterable[Line]) -> list[Sim]:
    """Cards of prefetched lines that are to come back, the most pressing first.

    One that was sent before its line was taken back is on its way, and nobody asks for it.
    """
    leaving = [line for line in lines if line.ends_on is not None]
    sims = [sim for line in leaving for sim in line.sims.all() if sim.is_out]
    return sorted(sims, key=lambda sim: (sim.fee_risk_from or date.max, sim.pk))
