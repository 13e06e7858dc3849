"""Words for what stands against cancelling a line, and against taking a cancellation back."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from mioportal.rules.cancellation import Reason, WithdrawReason
from mioportal.words.text import Refusal

_BY_PHONE = _("お電話で解約を受け付けます")

_AGAINST: dict[StrEnum, Refusal] = {
    Reason.UNPAID: Refusal(
        title=_("お支払いが済んでいない料金があります"),
        text=_("未払いの料金があるあいだは、会員サイトで解約できません。"),
        cure=_("お支払いの確認後（1〜3営業日）に、解約できるようになります。"),
    ),
    Reason.IDENTITY: Refusal(
        title=_("本人確認が完了していません"),
        text=_("本人確認が「完了」になるまでは、会員サイトで解約できません。"),
        cure=_("会員サイトから本人確認書類を送り、審査の結果をお待ちください。"),
    ),
    Reason.BLOCKING_OPTION: Refusal(
        title=_("先に解約が必要なオプションがあります"),
        text=_("このオプションを契約しているあいだは、回線を解約できません。"),
        cure=_("オプションを解約すると、回線も解約できるようになります。"),
    ),
    Reason.MAINTENANCE: Refusal(
        title=_("メンテナンス中です"),
        text=_("いまは解約の手続きを止めています。"),
        cure=_("メンテナンスが終わってから、もう一度お試しください。"),
    ),
    Reason.CORPORATE: Refusal(
        title=_("法人のご契約です"),
        text=_("法人契約の解約は、会員サイトではできません。"),
        cure=_(
            "ご担当者様から、法人の窓口へお申し込みください"
            "（お電話は平日9:00〜17:00、フォームはいつでも）。"
        ),
    ),
    Reason.PHONE_ONLY: Refusal(
        title=_BY_PHONE,
        text=_(
            "この回線は、会員サイトの手続きの対象外です"
            "（2015年までのご契約、一部のキャンペーンのプラン）。"
        ),
        cure=_("カスタマーサポートにお電話ください。その場で最終日と料金をご案内します。"),
    ),
    Reason.MAIN_WITH_SUBS: Refusal(
        title=_("この回線は、ほかの回線の主回線です"),
        text=_("副回線が残っているあいだは、主回線を解約できません。"),
        cure=_(
            "主回線を変更する、副回線を先に解約する、すべてまとめて解約する、のどれかを選べます。"
        ),
    ),
    Reason.ALREADY_LEAVING: Refusal(
        title=_("解約を受け付け済みです"),
        text=_("この回線の解約は、すでに受け付けています。もう一度申し込む必要はありません。"),
        cure=_("受付の内容と最終日は、受付の控えで確認できます。"),
    ),
    Reason.ENDED: Refusal(
        title=_("この回線は解約済みです"),
        text=_("すでに契約が終わっているため、手続きは必要ありません。"),
        cure=_("SIMカードの返却の状況は、ご契約内容で確認できます。"),
    ),
}

REFUSALS: dict[type[StrEnum], dict[StrEnum, Refusal]] = {
    Reason: _AGAINST,
    WithdrawReason: {
        WithdrawReason.ASKED_LATER: Refusal(
            title=_("取り消しの申し出が、申し込みの日を過ぎています"),
            text=_("解約の取り消しは、申し込んだ日の23:59までに申し出があったときに限ります。"),
            cure=_("システムの誤りと思われるときは、分かるものを添えてお問い合わせください。"),
        ),
        WithdrawReason.IN_EFFECT: Refusal(
            title=_("解約の効力が生じています"),
            text=_("終わった契約と電話番号は、元に戻せません。"),
            cure=_("もう一度お使いになるときは、新しい番号でお申し込みください。"),
        ),
        WithdrawReason.REFUSED: Refusal(
            title=_("この解約の取り下げは、お受けできないとお伝えしています"),
            text=_("窓口が確かめて決めたため、同じ解約の取り下げは、もう一度は申し出られません。"),
            cure=_("新しく分かったことがあるときは、お電話かお問い合わせでお知らせください。"),
        ),
    },
}
