"""Words for what a mioID goes through: help at the login box, applying, undoing."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from mioportal.rules.application import (
    ApplicationState,
    ApplicationStep,
    Choice,
    GuideStage,
    LineState,
    Need,
    NumberFrom,
    PreCheck,
)
from mioportal.rules.choosing import CallHabit
from mioportal.rules.contact import ContactField
from mioportal.rules.initial_cancel import InitialCancelWay, StillCharged
from mioportal.rules.mioid import KeepsOpen, MioIdState
from mioportal.rules.sign_in import LostMailProof, SignInRemedy, SignInTrouble
from mioportal.rules.sign_up import RecontractLoss, RegistrationStep
from mioportal.words.text import Text

TERMS: dict[type[StrEnum], dict[StrEnum, Text]] = {
    MioIdState: {
        MioIdState.PROVISIONAL: _("仮登録"),
        MioIdState.VALID: _("有効"),
        MioIdState.CLOSING: _("閉鎖予定"),
        MioIdState.INVALID: _("無効"),
    },
    KeepsOpen: {
        KeepsOpen.UNPAID: _("お支払いが済んでいない料金"),
        KeepsOpen.INSTALMENTS: _("端末の分割払いの残り"),
        KeepsOpen.SIM_CASE: _("SIM損害金の件"),
        KeepsOpen.APPLICATION: _("進行中のお申し込み"),
    },
    SignInTrouble: {
        SignInTrouble.FULL_WIDTH: _("全角で入力している"),
        SignInTrouble.CAPS_LOCK: _("Caps Lockがオン"),
        SignInTrouble.BROWSER: _("ブラウザーに古い情報が残っている"),
        SignInTrouble.OLD_PASSWORD: _("前のパスワードを使っている"),
    },
    SignInRemedy: {
        SignInRemedy.TYPE_HALF_WIDTH: _("半角の英数字で入力する"),
        SignInRemedy.RELEASE_CAPS_LOCK: _("Caps Lockをオフにする"),
        SignInRemedy.CLEAR_BROWSER: _("キャッシュとCookieを消す"),
        SignInRemedy.USE_NEWEST: _("いちばん新しいパスワードを入力する"),
    },
    LostMailProof: {
        LostMailProof.NAME: _("契約者氏名"),
        LostMailProof.BIRTH_DATE: _("生年月日"),
        LostMailProof.ADDRESS: _("契約住所"),
        LostMailProof.TELEPHONE: _("電話番号（音声の回線）"),
        LostMailProof.IDENTITY_PAPERS: _("本人確認書類の情報"),
    },
    ContactField: {
        ContactField.NAME: _("お名前"),
        ContactField.ADDRESS: _("住所"),
        ContactField.TELEPHONE: _("電話番号"),
        ContactField.DAYTIME: _("昼間の連絡先"),
        ContactField.MAIL: _("メールアドレス"),
        ContactField.PASSWORD: _("mioパスワード"),
    },
    RegistrationStep: {
        RegistrationStep.MAIL_VERIFIED: _("メールアドレスの確認"),
        RegistrationStep.MIOID_MAILED: _("mioIDのお知らせ（仮登録）"),
        RegistrationStep.APPLICATION_COMPLETED: _("お申し込みの完了"),
        RegistrationStep.MIOID_IN_FORCE: _("mioIDが有効に"),
    },
    RecontractLoss: {
        RecontractLoss.TELEPHONE_NUMBER: _("前の電話番号"),
        RecontractLoss.CARRIED_DATA: _("繰り越したデータ容量"),
        RecontractLoss.FIRST_TIMER_CAMPAIGNS: _("初めての契約者限定のキャンペーン"),
        RecontractLoss.HISTORY: _("前のmioIDの利用履歴（mioIDが新しくなる場合）"),
    },
    GuideStage: {
        GuideStage.CHECK_PRESENT_LINE: _("いまの回線の契約を確かめる"),
        GuideStage.DECIDE_DEVICE: _("端末を決める"),
        GuideStage.GATHER: _("必要なものをそろえる"),
        GuideStage.APPLY: _("サイトで申し込む"),
        GuideStage.WAIT: _("SIMカードか完了メールを待つ"),
    },
    PreCheck: {
        PreCheck.DEVICE_BALANCE: _("端末の分割払いの残り"),
        PreCheck.USE: _("通話とデータの使用状況"),
        PreCheck.CONTRACT_NAME: _("契約名義"),
    },
    CallHabit: {
        CallHabit.SELDOM: _("あまりかけない"),
        CallHabit.SHORT: _("5分以内の通話が多い"),
        CallHabit.MIDDLE: _("10分以内の通話が多い"),
        CallHabit.LONG: _("長い通話が多い"),
    },
    NumberFrom: {
        NumberFrom.NEW: _("新しい電話番号"),
        NumberFrom.RESERVATION: _("MNP予約番号で転入"),
        NumberFrom.ONE_STOP: _("ワンストップ方式で転入"),
    },
    Need: {
        Need.MAIL_ADDRESS: _("メールアドレス"),
        Need.PERSONAL_DETAILS: _("個人情報"),
        Need.CREDIT_CARD: _("クレジットカード"),
        Need.IDENTITY_PAPERS: _("本人確認書類"),
        Need.RESERVATION_NUMBER: _("MNP予約番号"),
        Need.PRESENT_OPERATOR: _("いまの通信サービスの名前"),
    },
    Choice: {
        Choice.CONTRACT_METHOD: _("契約方法"),
        Choice.SIM_TYPE: _("SIMタイプ"),
        Choice.PLAN: _("プラン"),
        Choice.DEVICE: _("端末"),
        Choice.NETWORK: _("回線種別（ドコモ網・au網）"),
        Choice.OPTIONS: _("オプション"),
        Choice.USER: _("利用者"),
    },
    ApplicationStep: {
        ApplicationStep.SELECTION: _("お申し込み内容の選択"),
        ApplicationStep.SUMMARY: _("お申し込み内容の確認"),
        ApplicationStep.PORT_IN: _("転入元の情報"),
        ApplicationStep.CONTRACTOR: _("契約者の情報"),
        ApplicationStep.CONSENT: _("重要説明事項などへの同意"),
        ApplicationStep.PORT_IN_USER: _("MNP利用者の情報"),
        ApplicationStep.PAPERS: _("本人確認書類の提出"),
    },
    ApplicationState: {
        ApplicationState.DRAFT: _("下書き"),
        ApplicationState.APPLIED: _("申込中"),
        ApplicationState.IDENTITY_AWAITED: _("本人確認待ち"),
        ApplicationState.IN_REVIEW: _("審査中"),
        ApplicationState.RETURNED: _("差し戻し"),
        ApplicationState.APPROVED: _("承認"),
        ApplicationState.SENT: _("発送済"),
        ApplicationState.OPENING: _("開通待ち"),
        ApplicationState.COMPLETED: _("完了"),
        ApplicationState.WITHDRAWN: _("取消"),
        ApplicationState.LAPSED: _("期限切れ"),
        ApplicationState.INITIALLY_CANCELLED: _("初期契約解除"),
    },
    LineState: {
        LineState.APPLIED: _("お申し込み中"),
        LineState.SENT: _("発送済"),
        LineState.OPENING: _("開通待ち"),
        LineState.OPENED: _("開通"),
        LineState.ENDED: _("取り消し"),
    },
    InitialCancelWay: {
        InitialCancelWay.SITE: _("会員サイトのフォーム"),
        InitialCancelWay.LETTER: _("書面（カスタマーサポートへ連絡）"),
    },
    StillCharged: {
        StillCharged.USE: _("解除までに使った分の料金"),
        StillCharged.CALLS: _("通話料"),
        StillCharged.INITIAL_FEE: _("初期費用（事務手数料）"),
        StillCharged.SIM_ISSUE_FEE: _("SIMカード発行手数料"),
        StillCharged.DEVICE: _("一緒に購入した端末の代金"),
    },
}
