"""The contract notice of a line (契約締結通知): written once, when the line is contracted."""

from datetime import datetime

from contracts import emails
from contracts.models import ContractNotice, Line
from mioportal.plumbing import outbox, windows
from mioportal.plumbing.codes import readable
from mioportal.rules import fees, initial_cancel, options, plans
from mioportal.rules.dates import day_in_japan, month_start


def give_notice(*, line: Line, at: datetime) -> ContractNotice:
    """Put the notice of a new line on the site, and mail it (M-03).

    From now on it can be read: that is its receipt, which the eight days count from (C-106). The
    mail may wait for the morning.
    """
    received_on = day_in_japan(at)
    notice = ContractNotice.objects.create(
        number=f"N{received_on:%y%m%d}-{readable(5)}",
        line=line,
        world=line.world,
        received_at=at,
        undo_through=initial_cancel.last_day(received_on, line.started_on),
        terms=_terms(line),
    )
    outbox.put(
        world=line.world,
        user=line.member.user,
        mail=emails.contract_notice(notice),
        key=line.code,
        at=at,
        send_after=windows.night_ends_at(at),
    )
    return notice


def _terms(line: Line) -> dict[str, object]:
    """What was contracted, in codes and yen, tax included."""
    begun, month = line.started_on, month_start(line.started_on)
    plan = line.plan_periods.earliest("starts_on").plan_code
    held = line.option_periods.order_by("option_code")
    return {
        "plan": plan,
        "monthly": str(plans.monthly_fee(plan, line.function, line.medium, month)),
        "initial_fee": "0" if line.initial_fee_prepaid else str(fees.initial_fee(begun)),
        "sim_issue": str(fees.sim_issue_fee(begun, line.network, line.medium)),
        "options": [
            {
                "code": period.option_code,
                "monthly": str(
                    options.monthly_fee(period.option_code, month, period.agreed_yen)
                ),
                "trial_through": str(period.trial_through or ""),
            }
            for period in held
        ],
    }
