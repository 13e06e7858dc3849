"""The mails of leaving with the number."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mioportal.plumbing.outbox import Mail, from_template
from mioportal.rules import operators, port_out
from mioportal.rules.dates import day_in_japan
from mioportal.rules.port_out import IssueReason
from mioportal.rules.quote import EventKind, Quote
from mioportal.rules.sim_return import RETURN_ADDRESSES
from mioportal.words import catalogue
from mnp import queries
from mnp.models import PortOrder, PortRequest


def issued(request: PortRequest) -> Mail:
    """M-14 MNP予約番号発行のお知らせ: number, last day, telephone number, cautions (F-MNO-04)."""
    return from_template(
        "M-14",
        _("MNP予約番号発行のお知らせ"),
        "port_number_issued",
        request=request,
        line=request.line,
        member=request.line.member,
    )


def waiting(request: PortRequest, against: Iterable[IssueReason]) -> Mail:
    """M-15: the request is taken, and when the number comes, or what it waits for."""
    reasons = [catalogue.refusal(reason) for reason in against]
    subject = (
        _("MNP予約番号の発行を保留しています")
        if reasons
        else _("MNP予約番号のお申し込みを受け付けました")
    )
    return from_template(
        "M-15",
        subject,
        "port_number_waits",
        request=request,
        line=request.line,
        member=request.line.member,
        reasons=reasons,
    )


def agreed(
    request: PortRequest, operator: str, replaced: PortRequest | None, called_off: bool
) -> Mail:
    """M-14 of the one-stop way: no number, and what died with the consent (C-074, D-130)."""
    return from_template(
        "M-14",
        _("転出への同意を受け付けました"),
        "one_stop_agreed",
        request=request,
        line=request.line,
        member=request.line.member,
        operator=operators.label(operator),
        replaced=replaced,
        called_off=called_off,
    )


def runs_out(request: PortRequest, today: date) -> Mail:
    """M-16: the number runs out soon; until when operators still take it, and 再発行する."""
    assert request.expires_on is not None and request.good_through is not None
    return from_template(
        "M-16",
        _("転出への同意の期限が近づいています")
        if request.is_one_stop
        else _("MNP予約番号の期限が近づいています"),
        "one_stop_runs_out" if request.is_one_stop else "port_number_runs_out",
        request=request,
        line=request.line,
        member=request.line.member,
        days=port_out.days_left(request.good_through, today),
        operators=queries.operators(request.expires_on, request.good_through, today),
        today=today,
    )


_ENDED = {
    PortRequest.State.EXPIRED: gettext_lazy("MNP予約番号の期限が切れました"),
    PortRequest.State.VOIDED: gettext_lazy("MNP予約番号を無効にしました"),
    PortRequest.State.CALLED_OFF: gettext_lazy("MNP予約番号のお申し込みを取りやめました"),
}
_CONSENT_ENDED = {
    PortRequest.State.EXPIRED: gettext_lazy("転出への同意の期限が切れました"),
    PortRequest.State.VOIDED: gettext_lazy("転出への同意は終わりました"),
}


def ended(request: PortRequest) -> Mail:
    """M-16: the number has expired or was voided, or the request was taken back."""
    words = _CONSENT_ENDED if request.is_one_stop else _ENDED
    subject = str(words[PortRequest.State(request.state)])
    return from_template(
        "M-16",
        subject,
        "one_stop_ended" if request.is_one_stop else "port_number_ended",
        request=request,
        line=request.line,
        member=request.line.member,
        said=subject,
        with_line=request.why_ended == PortRequest.Why.LINE_ENDED,
    )


def opened(order: PortOrder, quote: Quote, at: datetime) -> Mail:
    """M-12: the number works over there; last day, month of the final bill, duty to return."""
    fixed, risk = (quote.event(kind) for kind in (EventKind.BILL_FIXED, EventKind.SIM_FEE_RISK))
    return from_template(
        "M-12",
        _("MNP転出が完了しました"),
        "port_out_completed",
        order=order,
        operator=operators.label(order.operator),
        line=order.line,
        member=order.line.member,
        opened_at=at,
        bill_month=quote.bill_month,
        bill_fixed_on=fixed.on if fixed else None,
        fee_risk_from=risk.on if risk else None,
        address=RETURN_ADDRESSES.on(day_in_japan(at)),
    )
