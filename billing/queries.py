"""What a month's bill is made from: the same facts for a quote beforehand and for the bill."""

from datetime import date

from django.db.models import Prefetch

from accounts.models import Member
from contracts.models import Line, OptionPeriod, PlanPeriod
from mioportal.rules.billing import BilledLine, BillFacts
from mioportal.rules.dates import month_end
from mioportal.rules.options import OptionCode
from mioportal.rules.plans import Function, Medium


def bill_facts(member: Member, month: date, *, only: Line | None = None) -> BillFacts:
    """The facts of a member's bill for a month of use (its first day); `only` narrows to a line."""
    last = month_end(month)
    lines = Line.objects.of(member).filter(billing_started_on__lte=last).live(month)
    if only is not None:
        lines = lines.filter(pk=only.pk)
    held = lines.prefetch_related(
        Prefetch(
            "plan_periods",
            PlanPeriod.objects.between(month, last).order_by("starts_on"),
            to_attr="plans_of_month",
        ),
        Prefetch(
            "option_periods",
            OptionPeriod.objects.between(month, last).order_by("starts_on", "option_code"),
            to_attr="options_of_month",
        ),
    )
    return BillFacts(
        month=month, lines=tuple(_billed(line, last) for line in held.order_by("pk"))
    )


def _billed(line: Line, last: date) -> BilledLine:
    plans: list[PlanPeriod] = line.plans_of_month  # type: ignore[attr-defined]
    periods: list[OptionPeriod] = line.options_of_month  # type: ignore[attr-defined]
    codes = dict.fromkeys(period.option_code for period in periods)
    return BilledLine(
        line=line.code,
        plan=plans[-1].plan_code,
        function=Function(line.function),
        medium=Medium(line.medium),
        options=tuple(OptionCode(code) for code in codes),
        billing_started_on=line.billing_started_on,
    )
