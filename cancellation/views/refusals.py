"""Every reason against cancelling a line, in words and with a link that leads on (F-CAN-10)."""

from collections.abc import Sequence
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cancellation import queries
from contracts.models import Line
from mioportal.plumbing.templatetags.ui import jdate, yen
from mioportal.rules.cancellation import Reason
from mioportal.rules.dates import day_in_japan
from mioportal.rules.verdict import Verdict
from mioportal.words import catalogue
from mioportal.words.text import Refusal, Text

LINKS: dict[Reason, Text] = {
    Reason.UNPAID: _("お支払いが済んでいない料金を見る"),
    Reason.IDENTITY: _("本人確認書類のアップロードへ"),
    Reason.BLOCKING_OPTION: _("オプションサービスの確認・変更へ"),
    Reason.CORPORATE: _("法人の解約のお申し込みへ"),
    Reason.PHONE_ONLY: _("お電話の前に用意するものを見る"),
    Reason.MAIN_WITH_SUBS: _("主回線を解約する方法を選ぶ"),
    Reason.ALREADY_LEAVING: _("受付の控えを見る"),
    Reason.ENDED: _("ご契約内容を見る"),
}
# The pages that clear a reason, whatever the line.
_PLACES = {
    Reason.UNPAID: "billing:unpaid",
    Reason.IDENTITY: "accounts:papers",
    Reason.BLOCKING_OPTION: "contracts:options",
    Reason.CORPORATE: "cancellation:company",
}
# What may be so of one of several lines, and not of the next.
_OF_ONE_LINE = (
    Reason.BLOCKING_OPTION,
    Reason.PHONE_ONLY,
    Reason.ALREADY_LEAVING,
    Reason.ENDED,
)
# The desk answers for a line that is not in use yet: not of how to cancel it, but from when on.
_NOT_OPEN = Refusal(
    title=_("この回線は、まだ開通していません"),
    text=_("%sの利用開始予定日から、解約の手続きができます。"),
    cure=_("お申し込みを取り消したいときは、カスタマーサポートにお電話ください。"),
)


def refusals(verdict: Verdict[Reason], line: Line, today: date) -> list[dict[str, object]]:
    """Every reason of a verdict in words, with a link that leads on."""
    return [_in_words(reason, line, today) for reason in verdict.reasons]


def refusals_of_all(lines: Sequence[Line], at: datetime) -> list[dict[str, object]]:
    """Everything against ending lines at once; what is of one line names it and leads to it.

    The line that leads the others is the last; that it does is no reason here.
    """
    told: list[dict[str, object]] = []
    for line in lines:
        for reason in queries.may_cancel(line, at).reasons:
            if reason is Reason.MAIN_WITH_SUBS:
                continue
            words = _in_words(reason, line, day_in_japan(at))
            if reason in _OF_ONE_LINE:
                told.append(words | {"title": f"{line.label}：{words['title']}"})
            elif all(each["code"] != reason.value for each in told):
                told.append(words)
    return told


def _in_words(reason: Reason, line: Line, today: date) -> dict[str, object]:
    words = catalogue.refusal(reason)
    text, url, label = words.text, _link(reason, line), LINKS.get(reason, "")
    if reason is Reason.PHONE_ONLY and line.status(today) == Line.Status.WAITING:
        words, text = _NOT_OPEN, str(_NOT_OPEN.text) % jdate(line.started_on)
        url, label = reverse("accounts:contact"), _("電話番号と受付時間を見る")
    elif reason is Reason.UNPAID:
        owed = yen(line.member.standing.owed_yen)
        text = _("未払いの料金%sのお支払いが済むまで、会員サイトで解約できません。") % owed
    return {
        "code": reason.value,
        "title": words.title,
        "text": text,
        "cure": words.cure,
        "link_url": url,
        "link_label": label,
    }


def _link(reason: Reason, line: Line) -> str:
    if reason is Reason.MAINTENANCE:
        return ""
    if reason in _PLACES:
        return reverse(_PLACES[reason])
    return reverse(_of_line(reason, line), args=[line.code])


def _of_line(reason: Reason, line: Line) -> str:
    if reason is Reason.PHONE_ONLY:
        return "cancellation:by_phone"
    if reason is Reason.MAIN_WITH_SUBS:
        return "cancellation:group"
    cancelled = line.leaving_by == Line.Leaving.CANCELLATION
    if reason is Reason.ALREADY_LEAVING and cancelled:
        return "cancellation:receipt_of_line"
    return "contracts:line"
