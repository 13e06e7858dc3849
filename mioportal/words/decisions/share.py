"""Lines that share a plan, and discounts for several."""

from django.utils.translation import gettext_lazy as _

from mioportal.words.decisions.guides import LEAVING
from mioportal.words.text import Decision

SHARE: tuple[Decision, ...] = (
    Decision(
        id="C-050",
        where=f"{LEAVING} §2②・§6③",
        weight="H",
        clash=_(
            "主回線を解約すると、副回線は自動解約の場合があるとも、必ず解約されるともされています。"
        ),
        decision=_(
            "副回線は同じ月末に必ず終わります。副回線があるうちは主回線だけの解約・転出はできず、"
            "主回線の変更、副回線からの解約、全番号を確かめての一括解約から選びます。"
        ),
    ),
    Decision(
        id="C-051",
        where=f"{LEAVING} §6③",
        weight="H",
        clash=_(
            "主回線の解約後は副回線の転出ができないとされますが、"
            "いつまでに番号が必要かはっきりしません。"
        ),
        decision=_(
            "回線が終わる直前まで、副回線は転出できます。"
            "有効なMNP予約番号のない副回線には警告します。"
        ),
    ),
    Decision(
        id="C-052",
        where=f"{LEAVING} §6③",
        weight="M",
        clash=_("主回線の変更はサポートに頼むとだけあり、費用・時期・申し込める人がありません。"),
        decision=_(
            "会員がフォームで申し込み、スタッフが処理した翌日の0:00に変わります。費用は0円です。"
        ),
    ),
    Decision(
        id="C-053",
        where=f"{LEAVING} §2②・§6③",
        weight="M",
        clash=_(
            "家族割、シェアプラン、データシェアが同じもののように書かれ、割引の額もありません。"
        ),
        decision=_(
            "シェアは、同じmioIDのギガプランから選んだ回線で料金とデータをまとめる仕組みです。"
            "家族割は別の割引（O-07）で、ふだんは適用しません。"
        ),
    ),
    Decision(
        id="C-054",
        where=f"{LEAVING} §6③",
        weight="L",
        clash=_(
            "モバイルが1回線でも残ればmio割は続くとだけあり、回線数で割引が増えるか分かりません。"
        ),
        decision=_("mio割は光回線1契約につき月660円で、モバイルの回線数では増えません。"),
    ),
)
