"""Words for the reasons around what a member holds: joining a share group."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from mioportal.rules.share import JoinReason
from mioportal.words.text import Refusal

REFUSALS: dict[type[StrEnum], dict[StrEnum, Refusal]] = {
    JoinReason: {
        JoinReason.OTHER_MIOID: Refusal(
            title=_("別のmioIDの回線です"),
            text=_("シェアグループに入れるのは、同じmioIDの回線だけです。"),
            cure=_("同じmioIDで新しい回線を申し込むと、グループに加えられます。"),
        ),
        JoinReason.NOT_GIGA: Refusal(
            title=_("ギガプランの回線ではありません"),
            text=_("旧プランの回線は、シェアグループに入れません。"),
            cure=_("ギガプランへの変更が済んでから、もう一度お申し込みください。"),
        ),
        JoinReason.IN_A_GROUP: Refusal(
            title=_("すでにシェアグループに入っています"),
            text=_("一つの回線が入れるグループは、一つだけです。"),
            cure=_("いまのグループから外れると、別のグループに入れます。"),
        ),
        JoinReason.LEAVING: Refusal(
            title=_("解約か転出の手続き中です"),
            text=_("まもなく終わる回線は、シェアグループに加えられません。"),
            cure=_("使い続ける別の回線をお選びください。"),
        ),
        JoinReason.GROUP_FULL: Refusal(
            title=_("グループの回線が上限に達しています"),
            text=_("一つのシェアグループに入れるのは、主回線を含めて10回線までです。"),
            cure=_("グループの回線を減らすか、別のグループをお選びください。"),
        ),
    },
}
