"""Words for the reasons around what a member holds: who joins, leaves and leads a share group."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from mioportal.rules.share import JoinReason, PartReason, PrimaryReason
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
        JoinReason.LAST_DAY: Refusal(
            title=_("月の最後の日は、グループを変えられません"),
            text=_("翌月のシェアグループの変更は、月末の前日で締め切りました。"),
            cure=_("明日からは、その翌月1日の変更を申し込めます。"),
        ),
        JoinReason.NOT_IN_USE: Refusal(
            title=_("この回線は利用開始日の前です"),
            text=_("使い始める前の回線は、シェアグループに加えられません。"),
            cure=_("使い始めてから、グループに加えてください。"),
        ),
        JoinReason.PLAN_CHANGE_BOOKED: Refusal(
            title=_("この回線のプラン変更を予約済みです"),
            text=_("副回線のプランは、主回線と同じになります。予約があるうちは加えられません。"),
            cure=_("プラン変更の予約を取り消してから、グループに加えてください。"),
        ),
    },
    PartReason: {
        PartReason.LAST_DAY: Refusal(
            title=_("今日は月の最後の日です"),
            text=_("翌月からグループを外れる申し込みは、月末の前日で締め切りました。"),
            cure=_("明日からは、その翌月1日に外れる申し込みができます。"),
        ),
        PartReason.MAIN_WITH_SUBS: Refusal(
            title=_("副回線のある主回線です"),
            text=_("グループの料金とデータは主回線がまとめているため、主回線だけは外れられません。"),
            cure=_("ほかの回線を主回線にするか、副回線を先に外してください。"),
        ),
        PartReason.LEAVING: Refusal(
            title=_("この回線は終わることが決まっています"),
            text=_("解約か転出で回線が終わると、グループからも同時に外れます。"),
            cure=_("グループのお手続きは要りません。"),
        ),
        PartReason.NOT_IN_GROUP: Refusal(
            title=_("翌月はグループに入っていません"),
            text=_("この回線は、翌月1日の時点でどのシェアグループにも入っていません。"),
            cure=_("シェアグループの画面で、いまの状態を確かめてください。"),
        ),
    },
    PrimaryReason: {
        PrimaryReason.NOT_SECONDARY: Refusal(
            title=_("変わる日に副回線ではありません"),
            text=_("主回線になれるのは、同じシェアグループの副回線だけです。"),
            cure=_("グループの副回線の中からお選びください。"),
        ),
        PrimaryReason.LEAVING: Refusal(
            title=_("解約か転出が決まった回線です"),
            text=_("まもなく終わる回線は、主回線にできません。"),
            cure=_("使い続ける副回線をお選びください。"),
        ),
        PrimaryReason.PARTING: Refusal(
            title=_("グループを外れる予定の回線です"),
            text=_("翌月からグループを外れる回線は、主回線にできません。"),
            cure=_("外れる予定を取り消すか、ほかの副回線をお選びください。"),
        ),
    },
}
