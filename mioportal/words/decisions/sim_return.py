"""Sending SIM cards back."""

from django.utils.translation import gettext_lazy as _

from mioportal.words.decisions.guides import LEAVING
from mioportal.words.text import Decision

SIM_RETURN: tuple[Decision, ...] = (
    Decision(
        id="C-055",
        where=f"{LEAVING} §1⑤・§3④・§5①・§8⑧",
        weight="H",
        clash=_(
            "SIMカードの返却期限はないとされる一方、3か月ほどで損害金がかかり得るとされています。"
        ),
        decision=_(
            "期限は定めず、損害金がかかり得る日（終了日の3か月後の翌日）を示します。請求は、"
            "未着・催促済み・免除なしをスタッフが確かめてからです。"
        ),
    ),
    Decision(
        id="C-056",
        where=f"{LEAVING} §2①・§5①",
        weight="M",
        clash=_(
            "SIMカードは解約を確かめてから送るとも、月末を待たずに送るともされていますが、"
            "回線は月末まで使えます。"
        ),
        decision=_(
            "返却の案内は受付のときから見られ、抜くと使えなくなると警告します。"
            "損害金までの期間は終了日から数えます。"
        ),
    ),
    Decision(
        id="C-057",
        where=f"{LEAVING} §3④・§5①",
        weight="M",
        clash=_("SIMカードの受け取りは知らされないのに、損害金は届いたかどうかで決まります。"),
        decision=_("返却状況は会員サイトで確かめられます。受け取りのメールはお約束しません。"),
    ),
    Decision(
        id="C-058",
        where=f"{LEAVING} §1⑤・§3④・§5①・§9",
        weight="L",
        clash=_("返送先の「A-2棟」「IIJモバイル」に、空白を入れる箇所と入れない箇所があります。"),
        decision=_(
            "棟の前とIIJモバイルの中には空白を入れず、"
            "「〒143-0006 東京都大田区平和島3-6-1 東京団地倉庫A-2棟 住友倉庫内 "
            "IIJモバイル解約受付センター」とします。"
        ),
    ),
    Decision(
        id="C-059",
        where=f"{LEAVING} §8⑧",
        weight="M",
        clash=_(
            "海外からの返却の遅れや紛失で、損害金がかかるのか免除されるのか、はっきりしません。"
        ),
        decision=_(
            "免除はスタッフが理由を付けて行います。理由は、紛失の申告、海外、請求の誤りです。"
        ),
    ),
    Decision(
        id="C-060",
        where=f"{LEAVING} §5①",
        weight="L",
        clash=_("特定記録が、追跡できるとも、配達の記録はないともされています。"),
        decision=_(
            "どの追跡番号も登録できます。「配達完了」まで分かるのは、"
            "簡易書留とレターパックだけです。"
        ),
    ),
    Decision(
        id="C-061",
        where=f"{LEAVING} §1⑤",
        weight="M",
        clash=_(
            "返さないと2,000円（税抜）とされますが、請求されないとする情報（O-23）もあります。"
        ),
        decision=_("損害金の決まりは残し、スタッフが承認するまで請求しません。"),
    ),
)
