"""Words for the reasons around papers, cards and the fee for a SIM card that was kept."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from mioportal.rules.cards import CardReason, RemovalReason
from mioportal.rules.identity import UploadReason
from mioportal.rules.sim_return import FeeReason
from mioportal.words.text import Refusal

_OTHER_CARD = _("ご本人名義の、ほかのクレジットカードを登録してください。")
_REPLACE = _("別のカードへの変更は、いつでもできます。")

REFUSALS: dict[type[StrEnum], dict[StrEnum, Refusal]] = {
    UploadReason: {
        UploadReason.NOT_AN_IMAGE: Refusal(
            title=_("JPEGでもPNGでもないファイルがあります"),
            text=_("名前ではなく中身で判断します。ほかの形式のファイルは受け取れません。"),
            cure=_("書類をJPEGかPNGで撮影または保存し直して、もう一度送ってください。"),
        ),
        UploadReason.TOO_BIG: Refusal(
            title=_("ファイルが大きすぎます"),
            text=_("1つのファイルの大きさは、5MB（5,242,880バイト）までです。"),
            cure=_("画像を小さくするか、画質を下げて撮り直してください。"),
        ),
        UploadReason.TOO_MANY: Refusal(
            title=_("ファイルが多すぎます"),
            text=_("一度に送れるのは4つまでです（書類の表と裏、補助書類の表と裏）。"),
            cure=_("必要な面だけを選んで、4つ以内にしてください。"),
        ),
        UploadReason.UNREADABLE: Refusal(
            title=_("書類を読み取れません"),
            text=_("ぼやけているか、光っているか、端が切れていて、内容を確認できません。"),
            cure=_("明るい場所で、四隅が入るように撮り直してください。"),
        ),
        UploadReason.EXPIRED: Refusal(
            title=_("書類の有効期限が切れています"),
            text=_("提出した日に有効な書類だけを受け付けています。"),
            cure=_("更新した書類か、別の書類を送ってください。"),
        ),
        UploadReason.NOT_OWN: Refusal(
            title=_("契約者ご本人の書類ではありません"),
            text=_("書類の氏名または生年月日が、ご登録の契約者と違います。"),
            cure=_(
                "契約者ご本人の書類を送ってください。氏名が変わったときは、先に登録の変更が必要です。"
            ),
        ),
        UploadReason.ADDRESS_DIFFERS: Refusal(
            title=_("書類の住所が、ご登録の住所と違います"),
            text=_("送られた書類のどれからも、いまの住所を確認できません。"),
            cure=_("いまの住所が載った補助書類を添えるか、登録している住所を直してください。"),
        ),
        UploadReason.PAPER_NOT_ACCEPTED: Refusal(
            title=_("この書類は受け付けていません"),
            text=_(
                "書類を使える期間の外であるか、お申し込みのサービスでは使えない書類です。"
                "音声eSIMで使える書類は限られています。"
            ),
            cure=_("受け付けている書類の一覧から、別の書類を選んでください。"),
        ),
        UploadReason.SUPPLEMENT_MISSING: Refusal(
            title=_("補助書類がありません"),
            text=_("この書類だけでは、いまの住所を確認できません。"),
            cure=_("いまの住所が載った補助書類を一緒に送ってください。"),
        ),
    },
    CardReason: {
        CardReason.UNKNOWN_NETWORK: Refusal(
            title=_("このブランドのカードは使えません"),
            text=_(
                "JCB、VISA、Mastercard、アメリカン・エキスプレス、ダイナースクラブの"
                "カードを受け付けています。"
            ),
            cure=_OTHER_CARD,
        ),
        CardReason.DEBIT: Refusal(
            title=_("デビットカードは使えません"),
            text=_("毎月のお支払いは、クレジットカードだけで承っています。"),
            cure=_OTHER_CARD,
        ),
        CardReason.PREPAID: Refusal(
            title=_("プリペイドカードは使えません"),
            text=_("残高を入れて使うカードでは、毎月の料金を引き落とせません。"),
            cure=_OTHER_CARD,
        ),
        CardReason.MANUAL_APPROVAL: Refusal(
            title=_("確認に人の判断が必要なカードです"),
            text=_("このカードは、その場で自動の承認を受けられません。"),
            cure=_OTHER_CARD,
        ),
        CardReason.EXPIRED: Refusal(
            title=_("カードの有効期限が切れています"),
            text=_("カードは、表示された月の末日まで使えます。"),
            cure=_("新しいカードの有効期限を入力するか、別のカードを登録してください。"),
        ),
        CardReason.NOT_OWN: Refusal(
            title=_("カードの名義が契約者と違います"),
            text=_("契約者ご本人の名義のカードだけを登録できます。"),
            cure=_OTHER_CARD,
        ),
        CardReason.DECLINED: Refusal(
            title=_("カード会社の承認が得られませんでした"),
            text=_("承認されなかった理由は、カード会社からこちらに知らされません。"),
            cure=_("カード会社に確認するか、別のカードを登録してください。"),
        ),
    },
    RemovalReason: {
        RemovalReason.OPEN_BALANCE: Refusal(
            title=_("端末代金の分割払いが残っています"),
            text=_("お支払いが終わるまで、カードをなくすことはできません。"),
            cure=_REPLACE,
        ),
        RemovalReason.UNPAID: Refusal(
            title=_("お支払いが済んでいない料金があります"),
            text=_("未払いの料金があるあいだは、カードをなくすことはできません。"),
            cure=_("お支払いが確認されると削除できます。別のカードへの変更は、いまでもできます。"),
        ),
        RemovalReason.FINAL_BILL_DUE: Refusal(
            title=_("最後の請求の引き落としが残っています"),
            text=_("解約した月の翌々月の末日まで、カードの登録が必要です。"),
            cure=_("翌々月が終わると削除できます。別のカードへの変更は、いまでもできます。"),
        ),
        RemovalReason.HAS_SERVICE: Refusal(
            title=_("ご利用中のサービスがあります"),
            text=_("毎月の料金を、このカードから引き落としています。"),
            cure=_REPLACE,
        ),
    },
    FeeReason: {
        FeeReason.NO_CARD: Refusal(
            title=_("返すカードがありません"),
            text=_("eSIMには、返却するSIMカードがありません。"),
            cure=_(
                "損害金はかかりません。端末のプロファイルは、利用が終わってから削除してください。"
            ),
        ),
        FeeReason.TOO_EARLY: Refusal(
            title=_("終了から3か月がたっていません"),
            text=_("損害金は、終了日から3か月がすべて過ぎるまで請求しません。"),
            cure=_("それまでにSIMカードを返却すれば、損害金はかかりません。"),
        ),
        FeeReason.RECEIVED: Refusal(
            title=_("SIMカードを受け取っています"),
            text=_("このカードの返却は済んでいます。"),
            cure=_("お手続きは必要ありません。"),
        ),
        FeeReason.NOT_REMINDED: Refusal(
            title=_("返却のお願いをまだ送っていません"),
            text=_("損害金は、返却のお願いを一度以上送った後でなければ請求しません。"),
            cure=_("返却のお願いが届いたら、SIMカードを送ってください。"),
        ),
        FeeReason.WAIVED: Refusal(
            title=_("損害金が免除されています"),
            text=_("紛失のお申し出などの事情を確認し、このカードの損害金を取りやめています。"),
            cure=_("お手続きは必要ありません。"),
        ),
        FeeReason.NOT_APPROVED: Refusal(
            title=_("担当者の承認を待っています"),
            text=_("損害金は、担当者が一件ずつ確かめてから請求します。"),
            cure=_("すでに返却したときは、追跡番号を添えてお知らせください。"),
        ),
    },
}
