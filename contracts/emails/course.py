"""The mails of an application on its way to running lines, and the contract notice."""

from datetime import date

from django.utils.translation import gettext as _

from contracts.models import AppliedLine, ContractNotice
from mioportal.plumbing.outbox import Mail, from_template
from mioportal.rules import application, plans
from mioportal.rules.dates import day_in_japan
from mioportal.rules.initial_cancel import STILL_CHARGED
from mioportal.words import catalogue


def contract_notice(notice: ContractNotice) -> Mail:
    """M-03 契約締結通知: all terms, the right to undo it within eight days, and how."""
    line = notice.line
    return from_template(
        "M-03",
        _("ご契約の内容のお知らせ（契約締結通知）"),
        "contract_notice",
        notice=notice,
        line=line,
        member=line.member,
        still_charged=[catalogue.word(each) for each in STILL_CHARGED.on(line.started_on)],
    )


def card_sent(applied: AppliedLine) -> Mail:
    """M-02 SIMカードの発送: when it is there, and what happens then."""
    assert applied.sent_at is not None
    there_on = application.card_there_on(day_in_japan(applied.sent_at))
    return _about(applied, _("SIMカードを発送しました"), "card_sent", there_on=there_on)


def port_in_waits(applied: AppliedLine, today: date) -> Mail:
    """M-02 開通の手続きのお願い: the number comes over when the member says so (D-95)."""
    is_last = applied.mnp_expires_on == today
    return _about(applied, _("開通の手続きをお願いします"), "port_in_waits", is_last=is_last)


def reservation_lapsed(applied: AppliedLine) -> Mail:
    """M-02 MNP予約番号の期限切れ: another number is needed."""
    subject = _("新しいMNP予約番号をお知らせください")
    return _about(applied, subject, "reservation_lapsed")


def application_called_off(applied: AppliedLine, why: str) -> Mail:
    """M-02 お申し込みの取り消し: which line, and why."""
    return _about(applied, _("お申し込みを取り消しました"), "application_called_off", why=why)


def _about(applied: AppliedLine, subject: str, template: str, **more: object) -> Mail:
    held = applied.application
    return from_template(
        "M-02",
        subject,
        template,
        applied=applied,
        application=held,
        member=held.member,
        plan=plans.plan(applied.plan_code).label,
        **more,
    )
