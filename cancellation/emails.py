"""The mails of a cancellation."""

from django.utils.translation import gettext as _

from cancellation.models import Cancellation
from mioportal.plumbing.outbox import Mail, from_template
from mioportal.rules.dates import day_in_japan
from mioportal.rules.quote import EventKind, Quote
from mioportal.rules.sim_return import RETURN_ADDRESSES


def accepted(cancellation: Cancellation, quote: Quote) -> Mail:
    """M-11 解約受付完了: line, last day, cautions, where the card goes, how to ask."""
    risk = quote.event(EventKind.SIM_FEE_RISK)
    return from_template(
        "M-11",
        _("解約のお申し込みを受け付けました"),
        "cancellation_accepted",
        cancellation=cancellation,
        line=cancellation.line,
        member=cancellation.line.member,
        fee_risk_from=risk.on if risk else None,
        address=RETURN_ADDRESSES.on(day_in_japan(cancellation.accepted_at)),
    )


def completed(cancellation: Cancellation) -> Mail:
    """M-12 解約完了: last day, month of the final bill, duty to return the card."""
    shown = Quote.from_dict(cancellation.shown)
    fixed = shown.event(EventKind.BILL_FIXED)
    risk = shown.event(EventKind.SIM_FEE_RISK)
    return from_template(
        "M-12",
        _("解約の手続きが完了しました"),
        "cancellation_completed",
        cancellation=cancellation,
        line=cancellation.line,
        member=cancellation.line.member,
        bill_month=shown.bill_month,
        bill_fixed_on=fixed.on if fixed else None,
        fee_risk_from=risk.on if risk else None,
    )
