"""Words for the kinds of leaving, of events and of maintenance."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from mioportal.rules.cancellation import LeavingReason, RiskGrade, WithdrawGround, Wizard
from mioportal.rules.leaving import EventKind, Way
from mioportal.rules.maintenance import WindowKind
from mioportal.rules.quoted import Part
from mioportal.words.text import Text

TERMS: dict[type[StrEnum], dict[StrEnum, Text]] = {
    RiskGrade: {
        RiskGrade.NONE: _("なし"),
        RiskGrade.LOW: _("低い"),
        RiskGrade.MEDIUM: _("中程度"),
        RiskGrade.HIGH: _("高い"),
        RiskGrade.VERY_HIGH: _("非常に高い"),
    },
    WithdrawGround: {
        WithdrawGround.SAME_DAY: _("申し込みの日のうちのお申し出"),
        WithdrawGround.PROVEN_ERROR: _("確かめられたシステムの誤り・手違い"),
    },
    LeavingReason: {
        LeavingReason.SWITCHING: _("他社への乗り換え"),
        LeavingReason.PRICE: _("料金が高い"),
        LeavingReason.SPEED: _("通信速度に不満"),
        LeavingReason.SERVICE: _("サービス内容に不満"),
        LeavingReason.SUPPORT: _("サポート対応に不満"),
        LeavingReason.UNUSED: _("スマホを使わなくなった"),
        LeavingReason.OTHER: _("その他"),
    },
    Wizard: {
        Wizard.VOICE: _("音声の回線"),
        Wizard.DATA_AND_SMS: _("データ・SMSの回線"),
        Wizard.ESIM: _("eSIM"),
        Wizard.LEGACY: _("旧プラン"),
    },
    Way: {
        Way.CANCELLATION: _("解約"),
        Way.PORT_OUT: _("MNP転出"),
    },
    WindowKind: {
        WindowKind.WEEKLY: _("定期メンテナンス"),
        WindowKind.NIGHTLY: _("夜間処理"),
    },
    Part: {
        Part.ENDS_ON: _("解約日"),
        Part.BILL_MONTH: _("最後のご請求の月"),
        Part.EVENT: _("日程"),
        Part.CHARGE: _("料金"),
        Part.CONDITIONAL: _("条件つきの料金"),
        Part.TOTAL: _("ご請求の合計"),
        Part.OWED: _("以前からの未払い"),
    },
    EventKind: {
        EventKind.ACCEPTED: _("申し込みの受付"),
        EventKind.SIM_RETURN_OPENS: _("SIMカードの返却受付の開始"),
        EventKind.LINE_ENDS: _("回線の最終日"),
        EventKind.SECONDARY_ENDS: _("副回線の最終日"),
        EventKind.OPTION_ENDS: _("オプションの終了"),
        EventKind.NUMBER_LOST: _("電話番号の消滅"),
        EventKind.NUMBER_MOVES: _("電話番号の移動"),
        EventKind.RESERVATION_ENDS: _("MNP予約番号の失効"),
        EventKind.MAIL_ADDRESS_ENDS: _("メールアドレスの終了"),
        EventKind.DEVICE_DISCOUNT_ENDS: _("端末の割引の終了"),
        EventKind.OPTION_GOES_ON: _("続くオプション"),
        EventKind.OPTION_TO_CHECK: _("確認が必要なオプション"),
        EventKind.TRIAL_BECOMES_PAID: _("お試しから有料への切り替わり"),
        EventKind.SERVICE_GOES_ON: _("続く関連サービス"),
        EventKind.MIO_WARI_ENDS: _("mio割の終了"),
        EventKind.SHARE_FEE_CHANGES: _("シェアグループの料金の変更"),
        EventKind.BILL_FIXED: _("ご請求額の確定"),
        EventKind.CARD_CHARGED: _("カード会社への請求"),
        EventKind.BANK_DEBIT: _("銀行口座からの引き落とし"),
        EventKind.CLOUD_DELETED: _("クラウドのデータの削除"),
        EventKind.INSTALMENTS_END: _("端末の分割払いの完済"),
        EventKind.CARD_NEEDED_THROUGH: _("カードを有効にしておく最後の日"),
        EventKind.SIM_FEE_RISK: _("SIM損害金がかかりうる最初の日"),
        EventKind.MIOID_VALID_THROUGH: _("mioIDが使える最後の日"),
    },
}
