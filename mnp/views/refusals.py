"""Every reason against a number, in words and with a link to the page that clears it (F-MNO-05)."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from contracts.models import Line
from mioportal.plumbing import clock
from mioportal.rules.port_out import IssueReason
from mioportal.words import catalogue
from mioportal.words.text import Refusal, Text
from mnp import queries
from mnp.models import PortRequest

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
# What is live without a number on paper: the member has agreed on another way (C-074).
_OF_A_CONSENT = Refusal(
    title=_("番号なしの転出（ワンストップ方式）に同意しています"),
    text=_("同意が有効なあいだは、この回線のMNP予約番号を発行できません。"),
    cure=_("予約番号で転出するときは、先に同意を取り消してください。"),
)
_OF_THE_LINE = {IssueReason.PORTING, IssueReason.ENDED}


def refusals(reasons: Iterable[IssueReason], line: Line) -> list[dict[str, object]]:
    """Reasons in words, each with a link that leads on where there is one."""
    return [_in_words(reason, line) for reason in reasons]


def _in_words(reason: IssueReason, line: Line) -> dict[str, object]:
    live = queries.live_of(line, clock.today()) if reason is IssueReason.LIVE_NUMBER else None
    words = _OF_A_CONSENT if live is not None and live.is_one_stop else catalogue.refusal(reason)
    url, label = _link(reason, line, live)
    return {
        "code": reason.value,
        "title": words.title,
        "text": words.text,
        "cure": words.cure,
        "link_url": url,
        "link_label": label,
    }


def _link(reason: IssueReason, line: Line, live: PortRequest | None) -> tuple[str, Text]:
    if live is not None:
        said = _("転出への同意を見る") if live.is_one_stop else _("いまの番号を見る")
        return reverse("mnp:request", args=[live.receipt_number]), said
    if reason is IssueReason.ALREADY_WAITING and (waiting := queries.waiting_of(line)):
        return reverse("mnp:request", args=[waiting.receipt_number]), _("申し込みの内容を見る")
    if reason in _OF_THE_LINE:
        return reverse("contracts:line", args=[line.code]), _("ご契約内容を見る")
    if reason in _LINKS:
        name, label = _LINKS[reason]
        return reverse(name), label
    return "", ""
