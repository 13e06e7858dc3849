"""Words for operators, answers to "why", zones and kinds of data."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from mioportal.rules.data import DataKind
from mioportal.rules.operators import LABELS, Operator
from mioportal.rules.overseas import Pattern, Zone
from mioportal.rules.port_out import SurveyAnswer
from mioportal.words.text import Text

TERMS: dict[type[StrEnum], dict[StrEnum, Text]] = {
    Operator: {
        each: _("その他の事業者") if each is Operator.OTHER else LABELS[each] for each in Operator
    },
    SurveyAnswer: {
        SurveyAnswer.PRICE: _("料金を安くしたい"),
        SurveyAnswer.SPEED: _("通信速度を改善したい"),
        SurveyAnswer.DEVICE: _("端末を変更したい"),
        SurveyAnswer.SERVICE: _("サービス内容に不満"),
        SurveyAnswer.OTHER: _("その他"),
    },
    Pattern: {
        Pattern.END: _("解約する（電話番号はなくなります）"),
        Pattern.PORT_OUT: _("維持費の安い他社に転出して、電話番号を残す"),
        Pattern.PAUSE: _("休止する"),
    },
    Zone: {
        Zone.HONOLULU: _("ホノルル"),
        Zone.LOS_ANGELES: _("ロサンゼルス（米国太平洋時間）"),
        Zone.CHICAGO: _("シカゴ（米国中部時間）"),
        Zone.NEW_YORK: _("ニューヨーク（米国東部時間）"),
        Zone.SAO_PAULO: _("サンパウロ"),
        Zone.LONDON: _("ロンドン"),
        Zone.PARIS: _("パリ"),
        Zone.DUBAI: _("ドバイ"),
        Zone.DELHI: _("デリー"),
        Zone.BANGKOK: _("バンコク"),
        Zone.SINGAPORE: _("シンガポール"),
        Zone.SHANGHAI: _("上海"),
        Zone.TAIPEI: _("台北"),
        Zone.PERTH: _("パース"),
        Zone.SEOUL: _("ソウル"),
        Zone.BRISBANE: _("ブリスベン"),
        Zone.SYDNEY: _("シドニー"),
        Zone.AUCKLAND: _("オークランド"),
    },
    DataKind: {
        DataKind.PLAN: _("プランのデータ"),
        DataKind.BOUGHT: _("追加データ"),
    },
}
