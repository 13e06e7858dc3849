"""The mails of a cancellation."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from cancellation.models import Cancellation, CompanyRequest, InitialCancellation, Withdrawal
from cancellation.queries import Undoing
from contracts.models import Line
from contracts.queries.group_fees import GoesAlone
from mioportal.plumbing.outbox import Mail, from_template
from mioportal.rules.corporate import CorporatePaper, processed_by
from mioportal.rules.dates import day_in_japan, month_start
from mioportal.rules.payment import schedule
from mioportal.rules.quote import EventKind, Quote
from mioportal.rules.sim_return import RETURN_ADDRESSES, fee_risk_from
from mioportal.words import catalogue, charges


def accepted(cancellation: Cancellation, quote: Quote) -> Mail:
    """M-11 解約受付完了: line, last day, cautions, where the card goes, how to ask."""
    risk = quote.event(EventKind.SIM_FEE_RISK, cancellation.line.code)
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


def numbers_at_risk(cancellation: Cancellation, lines: Sequence[Line]) -> Mail:
    """M-29: numbers of secondary lines that end with their primary line, unless ported before."""
    return from_template(
        "M-29",
        _("副回線の電話番号は、主回線と一緒に使えなくなります"),
        "numbers_at_risk",
        cancellation=cancellation,
        lines=lines,
        member=cancellation.line.member,
    )


def completed(cancellation: Cancellation) -> Mail:
    """M-12 解約完了: last day, month of the final bill, duty to return the card."""
    shown = Quote.from_dict(cancellation.shown)
    fixed = shown.event(EventKind.BILL_FIXED)
    risk = shown.event(EventKind.SIM_FEE_RISK, cancellation.line.code)
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


def undone(made: InitialCancellation, now: Undoing) -> Mail:
    """M-38 初期契約解除: received and done at once, what is charged all the same, the card."""
    line = made.line
    card = line.sims.exclude(fee_risk_from=None).first()
    return from_template(
        "M-38",
        _("初期契約解除を受け付けました"),
        "contract_undone",
        made=made,
        line=line,
        member=line.member,
        now=now,
        months=[
            (each, [(charges.item(row.kind, row.code), row.amount) for row in each.rows])
            for each in now.months
        ],
        fee_risk_from=card.fee_risk_from if card else None,
        address=RETURN_ADDRESSES.on(day_in_japan(made.accepted_at)),
    )


def withdrawn(made: Withdrawal, alone: GoesAlone | None) -> Mail:
    """M-13 解約の取り下げ: the line goes on, perhaps `alone`, and what is not put back itself."""
    return _decided(made, _("解約を取り下げました"), "cancellation_withdrawn", alone=alone)


def withdrawal_refused(made: Withdrawal) -> Mail:
    """M-13, where the desk could not take it back: why, and when the line ends."""
    assert made.decided_at is not None
    is_over = made.cancellation.ends_on < day_in_japan(made.decided_at)
    title = _("解約の取り下げをお受けできませんでした")
    return _decided(made, title, "withdrawal_refused", is_over=is_over)


def _decided(made: Withdrawal, subject: str, template: str, **told: Any) -> Mail:
    line = made.cancellation.line
    return from_template(
        "M-13",
        subject,
        template,
        made=made,
        cancellation=made.cancellation,
        line=line,
        member=line.member,
        sent_away=line.sims.exclude(state__in=("lent", "no_return")).exists(),
        **told,
    )


def company_received(request: CompanyRequest, lines: Sequence[Line]) -> Mail:
    """M-33 法人の解約の受付: receipt number, the lines, how long it takes."""
    return from_template(
        "M-33",
        _("法人の解約のお申し込みを受け付けました"),
        "company_received",
        request=request,
        lines=lines,
        member=request.member,
        done_by=processed_by(day_in_japan(request.asked_at)),
    )


def company_papers_asked(request: CompanyRequest) -> Mail:
    """M-33 書類のお願い: which papers, and where they are sent."""
    return from_template(
        "M-33",
        _("法人の解約のお申し込みについて、書類のご提出をお願いします"),
        "company_papers_asked",
        request=request,
        member=request.member,
        papers=[catalogue.word(CorporatePaper(each)) for each in request.papers_asked],
    )


def company_called_off(
    request: CompanyRequest, lines: Sequence[Line], stay: Sequence[Line]
) -> Mail:
    """M-33 法人の解約の取り下げ: which lines are not cancelled, and which still are to be."""
    return from_template(
        "M-33",
        _("法人の解約のお申し込みを取り下げました"),
        "company_called_off",
        request=request,
        lines=lines,
        stay=stay,
        member=request.member,
    )


def company_done(
    request: CompanyRequest, lines: Sequence[Line], others: Sequence[Line]
) -> Mail:
    """M-34 法人の解約完了: the lines and their last day, the final invoice, the cards.

    `others` had their last day already; where nothing else was left, there is no more to say.
    """
    ends_on = request.ends_on
    cards = ends_on is not None and any(line.has_card for line in lines)
    return from_template(
        "M-34",
        _("法人の解約の手続きが完了しました"),
        "company_done",
        request=request,
        lines=lines,
        others=others,
        member=request.member,
        bill_fixed_on=schedule(month_start(ends_on)).confirmed_on if ends_on else None,
        fee_risk_from=fee_risk_from(ends_on) if ends_on and cards else None,
        address=RETURN_ADDRESSES.on(ends_on) if ends_on else (),
    )
