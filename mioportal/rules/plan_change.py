"""Changing the plan of a line: booked now, in effect from the first of the next month."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from mioportal.rules import plans
from mioportal.rules.checks import a_day, a_month, listed, member, settle
from mioportal.rules.dates import ONE_DAY, add_months, month_end, month_start
from mioportal.rules.plans import GIGA_SINCE, Family, Function, Medium
from mioportal.rules.sources import BEGINNING, Dated, Table, Unit, always, stated
from mioportal.rules.verdict import Verdict, against


class PlanChangeReason(StrEnum):
    """Why a plan change cannot be booked."""

    LAST_DAY = "last_day"
    SIM_ORDER_PENDING = "sim_order_pending"
    LEAVING = "leaving"
    ALREADY_BOOKED = "already_booked"
    SAME_PLAN = "same_plan"
    NOT_SOLD = "not_sold"
    TO_LEGACY = "to_legacy"
    ENDED = "ended"
    NOT_IN_USE = "not_in_use"
    SECONDARY = "secondary"
    SUSPENDED = "suspended"


class WithdrawalReason(StrEnum):
    """Why a booked plan change cannot be withdrawn."""

    TOO_LATE = "too_late"


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanChangeFacts:
    """A line, its plan, and the plan that is wished for."""

    booked_on: date
    plan_code: str
    new_plan_code: str
    function: Function
    medium: Medium
    has_pending_sim_order: bool = False
    is_leaving: bool = False
    has_booking: bool = False
    has_ended: bool = False
    is_not_in_use: bool = False
    is_secondary: bool = False
    is_suspended: bool = False

    def __post_init__(self) -> None:
        a_day(self.booked_on, "booked_on")
        _a_plan(self.plan_code, "plan_code")
        _a_plan(self.new_plan_code, "new_plan_code")
        settle(self, "function", member(Function, self.function, "function"))
        settle(self, "medium", member(Medium, self.medium, "medium"))


FEE: Table[Decimal] = always(
    "plan_change_fee", Unit.YEN, Decimal(0), "解約ガイド §2④ (C-013, O-11)"
)
FROM_NEXT_MONTH: Table[bool] = stated("plan_change_from_next_month", "解約ガイド §6③ (O-11)")
CLOSED_DAYS: Table[int] = always("plan_change_closed_days", Unit.DAYS, 1, "C-104 (O-11)")
WITHDRAWABLE: Table[bool] = stated("plan_change_withdrawable", "O-11 (D-34)")
NOT_BEFORE_USE: Table[bool] = stated("plan_change_not_before_use", "D-65")
DROPPED_BY_LEAVING: Table[bool] = stated("plan_change_dropped_by_leaving", "D-36")
# No day is documented: the new plans took the place of the old ones.
LEGACY_SOLD: Table[bool] = Table(
    "legacy_plans_sold",
    Unit.WORD,
    (
        Dated(since=BEGINNING, value=True, source="解約ガイド §2④ (C-093)"),
        Dated(since=GIGA_SINCE, value=False, source="O-08 (D-35)"),
    ),
)


def fee(booked_on: date) -> Decimal:
    """What a change costs: an explicit zero."""
    return FEE.on(booked_on)


def takes_effect_on(booked_on: date) -> date:
    """The first day of the new plan."""
    return add_months(month_start(a_day(booked_on, "booked_on")), 1)


def bookable_through(day: date) -> date:
    """The last day of this month on which a change for the next one is booked (C-104)."""
    last = month_end(day)
    return last - timedelta(days=CLOSED_DAYS.on(last))


def may_change_plan(facts: PlanChangeFacts) -> Verdict[PlanChangeReason]:
    """Whether the change may be booked, with every reason against."""
    day, wished = facts.booked_on, plans.plan(facts.new_plan_code)
    is_sold = plans.is_sold(wished.code, facts.function, facts.medium)
    holds = {
        PlanChangeReason.LAST_DAY: day > bookable_through(day),
        PlanChangeReason.SIM_ORDER_PENDING: facts.has_pending_sim_order,
        PlanChangeReason.LEAVING: facts.is_leaving,
        PlanChangeReason.ALREADY_BOOKED: facts.has_booking,
        PlanChangeReason.SAME_PLAN: facts.plan_code == wished.code,
        PlanChangeReason.NOT_SOLD: not is_sold,
        PlanChangeReason.TO_LEGACY: wished.family is Family.LEGACY and not LEGACY_SOLD.on(day),
        PlanChangeReason.ENDED: facts.has_ended,
        PlanChangeReason.NOT_IN_USE: facts.is_not_in_use,
        PlanChangeReason.SECONDARY: facts.is_secondary,
        PlanChangeReason.SUSPENDED: facts.is_suspended,
    }
    return against(holds)


def withdrawable_through(takes_effect_on: date) -> date:
    """The last day on which a booked change may be withdrawn: as long as one may be booked."""
    return bookable_through(a_month(takes_effect_on, "takes_effect_on") - ONE_DAY)


def may_withdraw(takes_effect_on: date, asked_on: date) -> Verdict[WithdrawalReason]:
    """Whether a booked change may still be withdrawn."""
    if a_day(asked_on, "asked_on") > withdrawable_through(takes_effect_on):
        return Verdict(reasons=(WithdrawalReason.TOO_LATE,))
    return Verdict()


def _a_plan(code: str, name: str) -> str:
    if code not in plans.PLANS:
        raise ValueError(f"{name} must be one of {listed(plans.PLANS)}, not {code!r}")
    return code
