"""The mails about paying: asked for, suspended, confirmed, given back."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Member
from billing.models import Bill, CardCharge, Dunning, Refund, Slip
from contracts.models import Line
from mioportal.plumbing.outbox import Mail, from_template


def please_pay(debt: Dunning, charge: CardCharge | None) -> Mail:
    """M-24 支払い催促の通知: how much, why it failed, until when, and both ways to pay."""
    subject = _("【重要】%(month)s月ご利用分の料金をお支払いください")
    reason = charge.get_reason_display() if charge and charge.reason else debt.get_why_display()
    return _about(debt, "M-24", subject, "please_pay", reason=reason)


def slip_sent(slip: Slip, bills: Sequence[Bill]) -> Mail:
    """M-25 コンビニ払い用紙: what is to be paid with it, and until when."""
    subject = _("【重要】コンビニ払い用紙をお送りします")
    return from_template(
        "M-25", subject, "slip_sent", slip=slip, bills=bills, member=slip.member
    )


def invoice_sent(slip: Slip, bill: Bill) -> Mail:
    """M-25, to a company: its invoice, and until when it is to be transferred (F-COR-03)."""
    subject = _("%(month)s月ご利用分の請求書をお送りします") % {"month": bill.month.month}
    return from_template(
        "M-25", subject, "invoice_sent", slip=slip, bill=bill, member=slip.member
    )


def will_be_suspended(debt: Dunning, *, has_lines: bool) -> Mail:
    """M-26 in advance: from which day on the lines cannot be used."""
    subject = _("【重要】サービスの一時停止に関するお知らせ")
    return _about(debt, "M-26", subject, "will_be_suspended", has_lines=has_lines)


def suspended(debt: Dunning) -> Mail:
    """M-26: the lines cannot be used, and when the contract would end."""
    return _about(debt, "M-26", _("【重要】サービスを一時停止しました"), "suspended")


def contract_ends(debt: Dunning, lines: Sequence[Line]) -> Mail:
    """M-26: the contract of every line ends today."""
    subject = _("【重要】未払いのため、回線の契約が終わります")
    return _about(debt, "M-26", subject, "contract_ends", lines=lines)


def resumed(member: Member, day: date) -> Mail:
    """M-26: the lines can be used again."""
    subject = _("サービスの一時停止を解除しました")
    return from_template("M-26", subject, "service_resumed", member=member, day=day)


def payment_confirmed(bills: Sequence[Bill], left: int) -> Mail:
    """M-27 お支払いの確認: what was paid, and whether something is still owed."""
    return from_template(
        "M-27",
        _("お支払いを確認しました"),
        "payment_confirmed",
        bills=bills,
        yen=sum((bill.total_yen for bill in bills), Decimal(0)),
        left=left,
        member=bills[0].member,
    )


def refunded(bill: Bill, made: Refund) -> Mail:
    """M-27, the other way round: how much is given back, why, and where to."""
    subject = _("%(month)s月ご利用分の返金のお知らせ") % {"month": bill.month.month}
    return from_template("M-27", subject, "bill_refunded", bill=bill, made=made, member=bill.member)


def _about(debt: Dunning, code: str, subject: str, template: str, **context: Any) -> Mail:
    subject = subject % {"month": debt.bill.month.month} if "%(" in subject else subject
    return from_template(
        code, subject, template, debt=debt, bill=debt.bill, member=debt.member, **context
    )
