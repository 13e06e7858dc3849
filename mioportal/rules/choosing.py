"""Choosing before applying: what is sold, and what fits how a telephone is used now (F-APP-02)."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from mioportal.rules import billing, plan_change, plans
from mioportal.rules.billed import BilledLine
from mioportal.rules.billing import Totals
from mioportal.rules.checks import a_count, member
from mioportal.rules.dates import month_start
from mioportal.rules.options import OptionCode
from mioportal.rules.plans import Family, Function, Medium, Network, Plan
from mioportal.rules.sources import Table, Unit, always, stated


class CallHabit(StrEnum):
    """How somebody telephones, as they would say it themselves."""

    SELDOM = "seldom"
    SHORT = "short"  # within the free minutes of the smallest call option
    MIDDLE = "middle"
    LONG = "long"


PLAN_BY_USE: Table[bool] = stated("advice_plan", "申込ガイド §h (D-101)")
CALLS_BY_HABIT: Table[bool] = stated("advice_calls", "申込ガイド §h (D-101)")
# What a device is told by hand if it does not find it by itself: a practice value (D-102).
APN: Table[str] = always("apn", Unit.WORD, "practice.example.jp", "C-108 (D-102)")
FIRST_SETUP: Table[bool] = stated("first_setup", "申込ガイド §a (C-108)")

_OPTION = {
    CallHabit.SHORT: OptionCode.CALL_5,
    CallHabit.MIDDLE: OptionCode.CALL_10,
    CallHabit.LONG: OptionCode.CALL_UNLIMITED,
}


def plans_sold(on: date) -> tuple[Plan, ...]:
    """The plans that can be applied for on a day, from small to large."""
    family = Family.LEGACY if plan_change.LEGACY_SOLD.on(on) else Family.GIGA
    return tuple(plan for plan in plans.PLANS.values() if plan.family is family)


def smallest_plan(gigabytes: int, on: date) -> Plan | None:
    """The smallest plan on sale that holds so much a month; None if none does."""
    a_count(gigabytes, "gigabytes")
    return next((plan for plan in plans_sold(on) if plan.gigabytes >= gigabytes), None)


def call_option(habit: CallHabit | str) -> OptionCode | None:
    """The call option that such calls are free with; None where paying by the call is cheaper."""
    return _OPTION.get(member(CallHabit, habit, "habit"))


def first_fees(on: date, network: Network | str, medium: Medium | str) -> Totals:
    """What the fees of one new line come to on its first bill, as that bill adds them up."""
    line = BilledLine(
        line="",
        plan=plans_sold(on)[0].code,
        function=Function.DATA,
        medium=member(Medium, medium, "medium"),
        network=member(Network, network, "network"),
        billing_started_on=on,
    )
    return billing.totals(billing.first_rows(line, month_start(on)))


def monthly_fee(plan: Plan, function: Function, medium: Medium, on: date) -> Decimal | None:
    """月額基本料 on a day, tax included; None if it is not sold so."""
    if not plans.is_sold(plan.code, function, medium):
        return None
    return plans.monthly_fee(plan.code, function, medium, month_start(on))
