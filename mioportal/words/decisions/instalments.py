"""Paying for a device in instalments."""

from django.utils.translation import gettext_lazy as _

from mioportal.words.decisions.guides import JOINING, LEAVING
from mioportal.words.text import Decision

INSTALMENTS: tuple[Decision, ...] = (
    Decision(
        id="C-016",
        where=f"{LEAVING} §6④",
        weight="H",
        clash=_(
            "57,800円の24回払いで、月2,408円では合計が8円足りず、"
            "12回後の支払済と残債もちょうど半額の28,900円とされています。"
        ),
        decision=_(
            "月額は1円未満を切り捨て、端数の8円を初回に加えて2,416円とします。"
            "12回後は支払済28,904円、残債28,896円です。"
        ),
    ),
    Decision(
        id="C-017",
        where=f"{LEAVING} §6④",
        weight="H",
        clash=_(
            "39,800円の24回払いで、6回後が支払済9,950円・残債29,850円とされ、"
            "1円単位の月額と合いません。"
        ),
        decision=_(
            "初回は1,666円、2回目からは1,658円です。6回後は支払済9,956円、残債29,844円です。"
        ),
    ),
    Decision(
        id="C-018",
        where=f"{LEAVING} §6④",
        weight="H",
        clash=_(
            "残り6回で10月に解約する例で、支払いが翌年3月までとも、解約後6か月ともされ、"
            "完済は4月とされています。"
        ),
        decision=_(
            "残り回数には解約した月を含めます。10月から翌年3月までの6回で、解約後は5回です。"
            "3月分の入金を確かめた時点で完済です。"
        ),
    ),
    Decision(
        id="C-019",
        where=f"{LEAVING} §4②・§6④",
        weight="H",
        clash=_(
            "端末の分割払い中は解約メニューを使えないとする箇所と、"
            "残債があっても乗り換えられるとする箇所があります。"
        ),
        decision=_(
            "分割払いが解約を妨げることはありません。手続きの中で「分割継続」か「一括」を選び、"
            "選択は契約に記録します。"
        ),
    ),
    Decision(
        id="C-020",
        where=f"{LEAVING} §6④",
        weight="M",
        clash=_("一括請求になる条件と分割を続けられる条件が、二つの表で別々に書かれています。"),
        decision=_(
            "端末の契約ごとに、継続・一括・割引だけ終了して継続のどれかに決まり、"
            "希望すれば一括も選べます。最低利用期間が関わるのは旧プランの音声だけです。"
        ),
    ),
    Decision(
        id="C-021",
        where=f"{LEAVING} §5②・§6④",
        weight="M",
        clash=_(
            "一括の残債は解約の翌月の請求とされますが、ふだんの料金は利用の翌月に確定し、"
            "翌々月に支払います。"
        ),
        decision=_(
            "解約した月の請求書に載せ、翌月5日に確定し、25日にカード会社へ請求します。"
            "電話での繰り上げ返済は、次のカード請求で扱います。"
        ),
    ),
    Decision(
        id="C-022",
        where=f"{JOINING} §c、{LEAVING} §4②・§6④",
        weight="M",
        clash=_(
            "分割の完済までカードを変えられないとする箇所と、"
            "カードの変更を会員の機能に挙げる箇所があります。"
        ),
        decision=_(
            "新しいカードの確認が取れれば、いつでも変更できます。支払いが残るあいだは、"
            "カードの削除だけができません。"
        ),
    ),
    Decision(
        id="C-023",
        where=f"{LEAVING} §6④",
        weight="L",
        clash=_("残債の目安が「1万円〜3万円」と「3万円以上」で、3万円ちょうどが両方に入ります。"),
        decision=_(
            "1万円未満、1万円以上3万円未満、3万円以上に分けます。端末が複数あれば、"
            "合計で判断します。"
        ),
    ),
    Decision(
        id="C-024",
        where=f"{JOINING} §d、{LEAVING} §6④",
        weight="M",
        clash=_(
            "残債は解約後24か月まで続くことがありますが、mioIDは3か月で無効になるとされています。"
        ),
        decision=_(
            "分割払いが残るあいだはmioIDを使えます。3か月は、"
            "最後の支払いの後から数えます（C-041）。"
        ),
    ),
)
