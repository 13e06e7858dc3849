"""Words for identity papers, cards, debts, the post, companies, minors and the desks."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from mioportal.rules.cards import CardNetwork
from mioportal.rules.corporate import CorporateField, CorporatePaper, CorporateRequestStatus
from mioportal.rules.dunning import DunningStatus, Payer, PaymentWay
from mioportal.rules.identity import (
    IdentityStatus,
    ImageFormat,
    Paper,
    PaperRule,
    RefusedPaper,
)
from mioportal.rules.minors import Acts, MinorCase, ParentDuty
from mioportal.rules.pictures import Side
from mioportal.rules.post import AbroadPrice, AbroadWay, PackingStep, Tracing, TrackingWord, Way
from mioportal.rules.sim_return import WaiverReason
from mioportal.rules.spans import Bound
from mioportal.rules.support_hours import BusyDays, Desk, PhoneTime, ProofFact
from mioportal.words.text import Text

TERMS: dict[type[StrEnum], dict[StrEnum, Text]] = {
    Bound: {
        Bound.LEAST: _("下限"),
        Bound.MOST: _("上限"),
    },
    IdentityStatus: {
        IdentityStatus.NOT_SUBMITTED: _("未提出"),
        IdentityStatus.IN_REVIEW: _("審査中"),
        IdentityStatus.RETURNED: _("差し戻し"),
        IdentityStatus.COMPLETE: _("完了"),
    },
    Paper: {
        Paper.DRIVING_LICENCE: _("運転免許証"),
        Paper.MY_NUMBER_CARD: _("マイナンバーカード"),
        Paper.PASSPORT: _("パスポート"),
        Paper.HEALTH_CARD: _("健康保険証"),
        Paper.ELIGIBILITY_CERTIFICATE: _("資格確認書"),
        Paper.RESIDENCE_CARD: _("在留カード"),
        Paper.DRIVING_HISTORY: _("運転経歴証明書"),
    },
    RefusedPaper: {
        RefusedPaper.NOTIFICATION_CARD: _("通知カード"),
        RefusedPaper.RECORD_WITH_NUMBER: _("個人番号の載った住民票"),
    },
    PaperRule: {
        PaperRule.IN_DATE: _("有効期限が切れていない"),
        PaperRule.FOUR_CORNERS: _("四隅まで写っている"),
        PaperRule.LEGIBLE: _("文字がはっきり読める"),
        PaperRule.OWN: _("契約者ご本人のもの"),
        PaperRule.PRESENT_ADDRESS: _("いまの住所が分かる（転居後は補助書類を添える）"),
    },
    ImageFormat: {
        ImageFormat.JPEG: "JPEG",
        ImageFormat.PNG: "PNG",
    },
    Side: {
        Side.FRONT: _("表面"),
        Side.BACK: _("裏面"),
        Side.SUPPLEMENT_FRONT: _("補助書類（表面）"),
        Side.SUPPLEMENT_BACK: _("補助書類（裏面）"),
    },
    CardNetwork: {
        CardNetwork.JCB: "JCB",
        CardNetwork.VISA: "VISA",
        CardNetwork.MASTERCARD: "Mastercard",
        CardNetwork.AMEX: _("アメリカン・エキスプレス"),
        CardNetwork.DINERS: _("ダイナースクラブ"),
    },
    DunningStatus: {
        DunningStatus.UNPAID: _("未払い"),
        DunningStatus.REMINDED: _("催促"),
        DunningStatus.SUSPENDED: _("利用停止"),
        DunningStatus.CONFIRMING: _("支払確認中"),
        DunningStatus.CLEARED: _("解消"),
        DunningStatus.NO_RECONTRACT: _("再契約不可"),
    },
    Payer: {
        Payer.INDIVIDUAL: _("個人のお客様"),
        Payer.COMPANY: _("法人のお客様"),
        Payer.DEBTOR: _("引き落とせなかった料金、または解約後の料金"),
    },
    PaymentWay: {
        PaymentWay.CARD: _("クレジットカード"),
        PaymentWay.SLIP: _("コンビニ払い用紙"),
        PaymentWay.POSTED_INVOICE: _("郵送の請求書"),
        PaymentWay.COMPANY_INVOICE: _("法人の請求書払い"),
    },
    Way: {
        Way.LETTER: _("普通郵便（定形）"),
        Way.REGISTERED: _("簡易書留"),
        Way.RECORDED: _("特定記録郵便"),
        Way.LETTER_PACK: _("レターパックライト"),
        Way.PARCEL: _("宅配便"),
    },
    Tracing: {
        Tracing.NOT_TRACED: _("なし"),
        Tracing.POSTING_ONLY: _("差出の記録だけ"),
        Tracing.TO_THE_DOOR: _("届くまで"),
    },
    TrackingWord: {
        TrackingWord.ACCEPTED: _("引受"),
        TrackingWord.ON_THE_WAY: _("輸送中"),
        TrackingWord.DELIVERED: _("配達完了"),
        TrackingWord.SENT_BACK: _("差出人に返送"),
    },
    AbroadWay: {
        AbroadWay.AIRMAIL: _("国際郵便（エアメール）"),
        AbroadWay.COURIER: _("国際宅配便"),
        AbroadWay.BRING_HOME: _("帰国のときに持ち帰って送る"),
        AbroadWay.FAMILY: _("日本の家族から送ってもらう"),
    },
    AbroadPrice: {
        AbroadPrice.UP_TO_1000: _("数百円〜1,000円"),
        AbroadPrice.SOME_THOUSANDS: _("数千円"),
        AbroadPrice.NOTHING: _("0円"),
        AbroadPrice.DOMESTIC_POSTAGE: _("国内の送料だけ"),
    },
    PackingStep: {
        PackingStep.WRAP: _("カードを紙で包み、返却と分かるメモを添える"),
        PackingStep.ENVELOPE: _("定形の封筒に入れる"),
        PackingStep.ADDRESS: _("宛先と、ご自分の住所・氏名を書く"),
        PackingStep.POST: _("郵便局かポストから出す（簡易書留は窓口から）"),
    },
    WaiverReason: {
        WaiverReason.LOST_DECLARED: _("紛失のお申し出があった"),
        WaiverReason.ABROAD: _("海外からの返却"),
        WaiverReason.CHARGED_IN_ERROR: _("誤請求"),
    },
    CorporateRequestStatus: {
        CorporateRequestStatus.RECEIVED: _("受付"),
        CorporateRequestStatus.WAITING_FOR_PAPERS: _("書類待ち"),
        CorporateRequestStatus.IN_PROGRESS: _("処理中"),
        CorporateRequestStatus.DONE: _("完了"),
        CorporateRequestStatus.CALLED_OFF: _("取下げ"),
    },
    CorporateField: {
        CorporateField.COMPANY_NAME: _("法人名"),
        CorporateField.PERSON_IN_CHARGE: _("担当者名"),
        CorporateField.LINES: _("解約する回線"),
        CorporateField.REASON: _("解約の理由"),
    },
    CorporatePaper: {
        CorporatePaper.CANCELLATION_FORM: _("解約申込書"),
        CorporatePaper.COMPANY_SEAL: _("法人の印鑑"),
        CorporatePaper.PERSON_PAPERS: _("担当者の本人確認書類"),
    },
    MinorCase: {
        MinorCase.PARENT_PAYS: _("親権者が契約し、お子様が使っている"),
        MinorCase.PUPIL_OF_18: _("18歳の高校生が、本人の名義で契約している"),
        MinorCase.LOGIN_LOST: _("ログインの情報が分からない"),
    },
    Acts: {
        Acts.PARENT_ON_SITE: _("親権者が会員サイトで"),
        Acts.PUPIL_ON_SITE: _("ご本人が会員サイトで"),
        Acts.CONTRACTOR_BY_PHONE: _("契約者（親権者またはご本人）が電話で"),
    },
    ParentDuty: {
        ParentDuty.PORT_OUT: _("MNP転出の手続き"),
        ParentDuty.FINAL_BILL: _("最後の請求のお支払い"),
        ParentDuty.SIM_RETURN: _("SIMカードの返却"),
    },
    Desk: {
        Desk.PHONE: _("電話"),
        Desk.CHAT: _("チャットサポート"),
        Desk.CORPORATE: _("法人窓口"),
    },
    PhoneTime: {
        PhoneTime.MORNING: _("午前"),
        PhoneTime.AFTERNOON: _("午後"),
        PhoneTime.LUNCH: _("昼休み"),
        PhoneTime.EVENING: _("夕方"),
    },
    BusyDays: {
        BusyDays.MONTH_END: _("月末"),
        BusyDays.MONTH_START: _("月初"),
    },
    ProofFact: {
        ProofFact.MIO_ID: "mioID",
        ProofFact.NAME: _("契約者氏名"),
        ProofFact.BIRTH_DATE: _("生年月日"),
        ProofFact.ADDRESS: _("登録している住所"),
        ProofFact.PHONE_NUMBER: _("電話番号（音声の回線）"),
        ProofFact.CANCELLED_AT: _("手続きをした日時"),
        ProofFact.MAIL_ADDRESS: _("登録メールアドレス"),
        ProofFact.QUESTION: _("お問い合わせの内容"),
    },
}
