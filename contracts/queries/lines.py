"""Lines as pages show them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Prefetch, Q, QuerySet
from django.urls import reverse

from accounts.models import Member
from contracts.models import Line, OptionPeriod, PlanPeriod, Sim
from mioportal.rules import plans


def lines_of(member: Member, today: date) -> QuerySet[Line]:
    """A member's lines, oldest first, with the plan and options of a day already read."""
    return _with_periods(Line.objects.of(member), today).order_by("contracted_on", "code")


def line_of(member: Member, code: str, today: date) -> Line | None:
    """One of a member's lines by its public code; None when it is not theirs."""
    return _with_periods(Line.objects.of(member), today).filter(code=code).first()


def _with_periods(lines: QuerySet[Line], today: date) -> QuerySet[Line]:
    # An ended line shows what it held last, so nothing is cut off at the day itself; one that is
    # not in use yet shows what it will hold first.
    first = Q(line__started_on__gt=today, starts_on=F("line__started_on"))
    held_plans = PlanPeriod.objects.filter(Q(starts_on__lte=today) | first).order_by("starts_on")
    options = (OptionPeriod.objects.on(today) | OptionPeriod.objects.filter(first)).order_by(
        "starts_on", "option_code"
    )
    return lines.select_related("member__user", "member__standing", "world").prefetch_related(
        Prefetch("plan_periods", held_plans, to_attr="plans_so_far"),
        Prefetch("option_periods", options, to_attr="options_today"),
        "sims",
    )


def plan_code(line: Line) -> str:
    """The plan a prefetched line is on, was on last, or will be on first."""
    periods: list[PlanPeriod] = line.plans_so_far  # type: ignore[attr-defined]
    return periods[-1].plan_code


def option_periods(line: Line) -> list[OptionPeriod]:
    """The options a prefetched line holds on the day it was read for, or will hold first."""
    periods: list[OptionPeriod] = line.options_today  # type: ignore[attr-defined]
    return periods


@dataclass(frozen=True, kw_only=True, slots=True)
class Tag:
    """A state in words, with the colour that goes with it."""

    label: str
    kind: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class LineRow:
    """One line as lists show it. `starts_on` is told only of a line that is not in use yet."""

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
    cancel_url: str
    user_name: str = ""


_STATUS_KIND = {
    Line.Status.WAITING: "brand",
    Line.Status.ACTIVE: "ok",
    Line.Status.LEAVING: "warning",
    Line.Status.PORTING: "warning",
    Line.Status.ENDED: "",
}
_SIM_KIND = {
    Sim.State.LENT: "ok",
    Sim.State.AWAITED: "warning",
    Sim.State.RECEIVED: "ok",
    Sim.State.NO_RETURN: "",
}


def line_row(line: Line, today: date) -> LineRow:
    """A prefetched line as lists show it."""
    status = line.status(today)
    return LineRow(
        code=line.code,
        url=reverse("contracts:line", args=[line.code]),
        label=line.label,
        type=line.type_label,
        plan=plans.plan(plan_code(line)).label,
        status=Tag(label=str(status.label), kind=_STATUS_KIND[status]),
        starts_on=line.started_on if status == Line.Status.WAITING else None,
        ends_on=line.ends_on,
        is_over=status == Line.Status.ENDED,
        is_leaving=status in (Line.Status.LEAVING, Line.Status.PORTING),
        cancel_url=reverse("cancellation:begin", args=[line.code]),
        user_name=line.user_name,
    )


def line_rows(member: Member, today: date) -> tuple[list[LineRow], list[LineRow]]:
    """A member's lines as lists show them: those that serve today, and those that are over."""
    rows = [line_row(line, today) for line in lines_of(member, today)]
    return [row for row in rows if not row.is_over], [row for row in rows if row.is_over]


def sim_tag(sim: Sim) -> Tag:
    """A card's state in words."""
    state = Sim.State(sim.state)
    return Tag(label=str(state.label), kind=_SIM_KIND[state])


def awaited_sims(member: Member) -> QuerySet[Sim]:
    """Cards of a member that are to come back, the most pressing first."""
    awaited = Sim.objects.filter(line__member=member, state=Sim.State.AWAITED)
    return awaited.select_related("line").order_by("fee_risk_from", "pk")
