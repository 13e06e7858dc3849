"""Words for what a member holds and what stands on a bill."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from mioportal.rules.charges import ChargeKind
from mioportal.rules.device_shop import SHOP, ShopDevice
from mioportal.rules.hikari import HomeType
from mioportal.rules.instalments import Advice, Choice, DeviceKind, OnLeaving
from mioportal.rules.option_changes import Check, Forgotten
from mioportal.rules.options import OPTIONS, Category, EndsAlone, OnLineEnd, OptionCode, Provider
from mioportal.rules.payment import CardBrand
from mioportal.rules.plans import Family, Function, Generation, Medium, Network
from mioportal.rules.related import LABELS, EndedBy, Service
from mioportal.rules.share import FeePart, Place
from mioportal.words.text import Text

_PLANS: dict[type[StrEnum], dict[StrEnum, Text]] = {
    Family: {
        Family.GIGA: _("新プラン(ギガプラン)"),
        Family.LEGACY: _("旧プラン(mioモバイル)"),
    },
    Function: {
        Function.VOICE: _("音声"),
        Function.SMS: _("SMS"),
        Function.DATA: _("データ"),
    },
    Medium: {
        Medium.SIM: _("SIMカード"),
        Medium.ESIM: _("eSIM"),
    },
    Network: {
        Network.DOCOMO: _("タイプD（ドコモ網）"),
        Network.AU: _("タイプA（au網）"),
    },
    Generation: {
        Generation.OLD: _("古い契約"),
        Generation.NEW: _("新しい契約"),
    },
    Place: {
        Place.ALONE: _("シェアなし"),
        Place.PRIMARY: _("主回線"),
        Place.SECONDARY: _("副回線"),
    },
    FeePart: {
        FeePart.BASE: _("基本料金"),
        FeePart.ADDED_SIMS: _("追加SIM料金"),
        FeePart.OPTIONS: _("オプション料金"),
        FeePart.TOTAL: _("合計"),
    },
}

_OPTIONS: dict[type[StrEnum], dict[StrEnum, Text]] = {
    OptionCode: {code: OPTIONS[code].label for code in OptionCode},
    Category: {
        Category.CALLS: _("通話定額"),
        Category.DIAL: _("みおふぉんダイアル"),
        Category.DATA: _("データの追加"),
        Category.COVER: _("端末補償"),
        Category.SECURITY: _("セキュリティ"),
        Category.CONTENT: _("コンテンツ"),
    },
    EndsAlone: {
        EndsAlone.AT_ONCE: _("すぐに終わる"),
        EndsAlone.MONTH_END: _("月末に終わる"),
    },
    OnLineEnd: {
        OnLineEnd.ENDS: _("回線と一緒に終わる"),
        OnLineEnd.GOES_ON: _("続く（別に解約が必要）"),
        OnLineEnd.MAY_GO_ON: _("続くことがある（確認が必要）"),
    },
    Provider: {
        Provider.HERE: _("会員サイト"),
        Provider.TABUHO: _("タブホの公式サイト"),
        Provider.DIGITAL_ARTS: _("デジタルアーツのマイページ"),
        Provider.TREND_MICRO: _("トレンドマイクロのマイページ"),
    },
    Forgotten: {
        Forgotten.TRIAL: _("無料で試して、そのまま有料になったもの"),
        Forgotten.COVER: _("端末と一緒に入った端末補償"),
        Forgotten.SECURITY: _("キャンペーンなどで入ったセキュリティのオプション"),
        Forgotten.SEVERAL: _("いくつも入っているうちの一つ"),
    },
    Check: {
        Check.LISTED: _("契約中のオプションをすべて確かめた"),
        Check.CHOSEN: _("要らないオプションを書き出した"),
        Check.CANCELLED: _("要らないオプションを一つずつ解約した"),
        Check.MAILED: _("解約完了のメールが届いた"),
        Check.SHOWN_ENDED: _("会員サイトの表示が「解約済み」になった"),
        Check.NOT_BILLED: _("次のご請求に、やめたオプションの料金がない"),
        Check.LOOKED_AGAIN: _("解約の1か月後に、もう一度会員サイトを見た"),
    },
}

_DEVICES_AND_SERVICES: dict[type[StrEnum], dict[StrEnum, Text]] = {
    ShopDevice: {code: SHOP[code].name for code in ShopDevice},
    DeviceKind: {
        DeviceKind.ORDINARY: _("通常の分割購入の端末"),
        DeviceKind.CAMPAIGN: _("特定キャンペーンの端末"),
        DeviceKind.SUPPORT: _("端末購入サポートの端末"),
    },
    OnLeaving: {
        OnLeaving.CONTINUE: _("分割払いを続ける"),
        OnLeaving.LUMP_SUM: _("残りを一括で支払う"),
        OnLeaving.CONTINUE_DISCOUNT_ENDS: _("分割払いを続け、割引だけが終わる"),
    },
    Choice: {
        Choice.CONTINUE: _("分割継続"),
        Choice.LUMP_SUM: _("一括"),
    },
    Advice: {
        Advice.SMALL: _("少なめ（分割継続でも一括でもよい）"),
        Advice.MIDDLE: _("中くらい（乗り換え先の特典と比べて決める）"),
        Advice.LARGE: _("多め（完済してからの解約が安心）"),
    },
    Service: {service: LABELS[service] for service in Service},
    HomeType: {
        HomeType.APARTMENT: _("マンション"),
        HomeType.HOUSE: _("ファミリー（戸建て）"),
    },
    EndedBy: {
        EndedBy.PHONE: _("電話"),
        EndedBy.SITE: _("会員サイト"),
    },
}

_BILL: dict[type[StrEnum], dict[StrEnum, Text]] = {
    ChargeKind: {
        ChargeKind.PLAN: _("月額基本料"),
        ChargeKind.ADDED_SIM: _("追加SIM料金"),
        ChargeKind.OPTION: _("オプション料金"),
        ChargeKind.FAMILY_DISCOUNT: _("家族割引"),
        ChargeKind.CALLS: _("音声通話料"),
        ChargeKind.SMS: _("SMS送信料"),
        ChargeKind.DATA: _("追加データ"),
        ChargeKind.UNIVERSAL_SERVICE: _("ユニバーサルサービス料"),
        ChargeKind.RELAY_SERVICE: _("電話リレーサービス料"),
        ChargeKind.INITIAL_FEE: _("初期費用（事務手数料）"),
        ChargeKind.SIM_ISSUE: _("SIM発行手数料"),
        ChargeKind.CANCELLATION_FEE: _("解約手数料"),
        ChargeKind.PORT_OUT_FEE: _("MNP転出手数料"),
        ChargeKind.RELEASE_FEE: _("音声通話機能解除調定金"),
        ChargeKind.INSTALMENT: _("端末の分割払い"),
        ChargeKind.DEVICE_DISCOUNT: _("端末購入サポートの割引"),
        ChargeKind.INSTALMENT_REST: _("端末の残債（一括）"),
        ChargeKind.RELATED: _("関連サービスの料金"),
        ChargeKind.MIO_WARI: _("mio割"),
        ChargeKind.HIKARI_EARLY_END: _("IIJmioひかりの途中解約金"),
        ChargeKind.SIM_DAMAGE: _("SIM損害金"),
    },
    CardBrand: {
        CardBrand.RAKUTEN: _("楽天カード"),
        CardBrand.AEON: _("イオンカード"),
        CardBrand.MITSUI_SUMITOMO: _("三井住友カード"),
        CardBrand.JCB: _("JCBカード"),
        CardBrand.SAISON: _("セゾンカード"),
        CardBrand.AMEX: _("アメックス"),
        CardBrand.OTHER: _("その他のカード"),
    },
}

TERMS: dict[type[StrEnum], dict[StrEnum, Text]] = {
    **_PLANS,
    **_OPTIONS,
    **_DEVICES_AND_SERVICES,
    **_BILL,
}
