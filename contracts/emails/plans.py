"""The mails about plan changes."""

from django.utils.translation import gettext as _

from contracts.models import PlanChange
from contracts.queries import sharing
from mioportal.plumbing.outbox import Mail, from_template
from mioportal.rules import plan_change, plans


def plan_change_step(change: PlanChange) -> Mail:
    """M-35 プラン変更: booked, taken back, dropped or applied; the plans and their prices."""
    state = PlanChange.State(change.state)
    subjects = {
        PlanChange.State.BOOKED: _("プラン変更の予約を受け付けました"),
        PlanChange.State.WITHDRAWN: _("プラン変更の予約を取り消しました"),
        PlanChange.State.DROPPED: _("プラン変更の予約は取りやめになりました"),
        PlanChange.State.APPLIED: _("プランが変わりました"),
    }
    line, month = change.line, change.takes_effect_on
    return from_template(
        "M-35",
        subjects[state],
        "plan_change",
        change=change,
        state=state.value,
        before=plans.plan(change.from_plan).label,
        after=plans.plan(change.to_plan).label,
        before_yen=plans.monthly_fee(change.from_plan, line.function, line.medium, month),
        after_yen=plans.monthly_fee(change.to_plan, line.function, line.medium, month),
        is_shared=len(sharing(line, month)) > 1,
        withdraw_through=plan_change.withdrawable_through(month),
        member=line.member,
    )
