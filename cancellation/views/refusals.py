"""Words for every reason against cancelling, each with the way out (F-CAN-10)."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from contracts.models import Line
from mioportal.plumbing.templatetags.ui import yen
from mioportal.rules.cancellation import Reason
from mioportal.rules.verdict import Verdict

Text = str | Promise


@dataclass(frozen=True, kw_only=True, slots=True)
class Refusal:
    """A reason as the member reads it: what stands in the way, and what clears it."""

    title: Text
    text: Text
    cure: Text
    link_url: str = ""
    link_label: Text = ""


_BY_PHONE = _("お電話で解約を受け付けます")

WORDS: dict[Reason, Refusal] = {
    Reason.UNPAID: Refusal(
        title=_("お支払いが済んでいない料金があります"),
        text=_("未払いの料金があるあいだは、会員サイトで解約できません。"),
        cure=_("お支払いの確認後（1〜3営業日）に、解約できるようになります。"),
        link_label=_("お支払いについて電話で聞く"),
    ),
    Reason.IDENTITY: Refusal(
        title=_("本人確認が完了していません"),
        text=_("本人確認が「完了」になるまでは、会員サイトで解約できません。"),
        cure=_("本人確認書類の提出について、カスタマーサポートにお電話ください。"),
        link_label=_("電話番号と受付時間を見る"),
    ),
    Reason.BLOCKING_OPTION: Refusal(
        title=_("先に解約が必要なオプションがあります"),
        text=_("このオプションを契約しているあいだは、回線を解約できません。"),
        cure=_("オプションの解約について、カスタマーサポートにお電話ください。"),
        link_label=_("電話番号と受付時間を見る"),
    ),
    Reason.MAINTENANCE: Refusal(
        title=_("メンテナンス中です"),
        text=_("いまは解約の手続きを止めています。"),
        cure=_("メンテナンスが終わってから、もう一度お試しください。"),
    ),
    Reason.CORPORATE: Refusal(
        title=_("法人のご契約です"),
        text=_("法人契約の解約は、会員サイトではできません。"),
        cure=_("ご担当者様から、お電話でお申し込みください（平日9:00〜17:00）。"),
        link_label=_("電話番号と受付時間を見る"),
    ),
    Reason.PHONE_ONLY: Refusal(
        title=_BY_PHONE,
        text=_(
            "この回線は、会員サイトの手続きの対象外です"
            "（2015年までのご契約、旧プラン、eSIM、データ・SMSの回線、一部のキャンペーン）。"
        ),
        cure=_("カスタマーサポートにお電話ください。その場で最終日と料金をご案内します。"),
        link_label=_("電話番号と受付時間を見る"),
    ),
    Reason.MAIN_WITH_SUBS: Refusal(
        title=_("この回線は、ほかの回線の主回線です"),
        text=_("副回線が残っているあいだは、主回線を解約できません。"),
        cure=_("主回線の変更について、カスタマーサポートにお電話ください。"),
        link_label=_("電話番号と受付時間を見る"),
    ),
    Reason.ALREADY_LEAVING: Refusal(
        title=_("解約を受け付け済みです"),
        text=_("この回線の解約は、すでに受け付けています。もう一度申し込む必要はありません。"),
        cure=_("受付の内容と最終日は、受付の控えで確認できます。"),
        link_label=_("受付の控えを見る"),
    ),
    Reason.ENDED: Refusal(
        title=_("この回線は解約済みです"),
        text=_("すでに契約が終わっているため、手続きは必要ありません。"),
        cure=_("SIMカードの返却の状況は、ご契約内容で確認できます。"),
        link_label=_("ご契約内容を見る"),
    ),
}


def refusals(verdict: Verdict[Reason], line: Line) -> list[dict[str, object]]:
    """Every reason of a verdict in words, with a link that leads on."""
    return [
        {
            "code": reason.value,
            "title": WORDS[reason].title,
            "text": _text(reason, line),
            "cure": WORDS[reason].cure,
            "link_url": _link(reason, line),
            "link_label": WORDS[reason].link_label,
        }
        for reason in verdict.reasons
    ]


def _text(reason: Reason, line: Line) -> Text:
    if reason is Reason.UNPAID:
        owed = yen(line.member.standing.owed_yen)
        return _("未払いの料金%sのお支払いが済むまで、会員サイトで解約できません。") % owed
    return WORDS[reason].text


def _link(reason: Reason, line: Line) -> str:
    if reason is Reason.MAINTENANCE:
        return ""
    if reason is Reason.ENDED:
        return reverse("contracts:line", args=[line.code])
    if reason is Reason.ALREADY_LEAVING:
        cancelled = line.leaving_by == Line.Leaving.CANCELLATION
        name = "cancellation:receipt_of_line" if cancelled else "contracts:line"
        return reverse(name, args=[line.code])
    return reverse("accounts:contact")
