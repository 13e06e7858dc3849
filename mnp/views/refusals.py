"""Every reason against a number, in words and with a link to the page that clears it (F-MNO-05)."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from contracts.models import Line
from mioportal.rules.port_out import IssueReason
from mioportal.words import catalogue
from mioportal.words.text import Text
from mnp import queries

_DESK = _("電話番号と受付時間を見る")
_LINKS: dict[IssueReason, tuple[str, Text]] = {
    IssueReason.UNPAID: ("billing:unpaid", _("お支払いの方法を見る")),
    IssueReason.IDENTITY: ("accounts:papers", _("本人確認書類のアップロードへ")),
    IssueReason.FAULTY_DATA: ("accounts:profile", _("お客様情報を確認・変更する")),
    IssueReason.MAIN_WITH_SUBS: ("contracts:groups", _("シェアグループを見る")),
    IssueReason.CORPORATE: ("accounts:contact", _DESK),
    IssueReason.REISSUED_TODAY: ("accounts:contact", _DESK),
    IssueReason.REISSUED_LATELY: ("accounts:contact", _DESK),
    IssueReason.NOT_PORTABLE: ("cancellation:choose", _("サービスのご解約へ")),
}
_OF_THE_REQUEST = {IssueReason.ALREADY_WAITING, IssueReason.LIVE_NUMBER}
_OF_THE_LINE = {IssueReason.PORTING, IssueReason.ENDED}


def refusals(reasons: Iterable[IssueReason], line: Line) -> list[dict[str, object]]:
    """Reasons in words, each with a link that leads on where there is one."""
    return [_in_words(reason, line) for reason in reasons]


def _in_words(reason: IssueReason, line: Line) -> dict[str, object]:
    words = catalogue.refusal(reason)
    url, label = _link(reason, line)
    return {
        "code": reason.value,
        "title": words.title,
        "text": words.text,
        "cure": words.cure,
        "link_url": url,
        "link_label": label,
    }


def _link(reason: IssueReason, line: Line) -> tuple[str, Text]:
    if reason in _OF_THE_REQUEST:
        latest = queries.latest_of(line)
        if latest is not None:
            url = reverse("mnp:request", args=[latest.receipt_number])
            return url, _("申し込みの内容を見る")
    if reason in _OF_THE_LINE:
        return reverse("contracts:line", args=[line.code]), _("ご契約内容を見る")
    if reason in _LINKS:
        name, label = _LINKS[reason]
        return reverse(name), label
    return "", ""
