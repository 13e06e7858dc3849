"""What things cost, with and without tax."""

from django.utils.translation import gettext_lazy as _

from mioportal.words.decisions.guides import JOINING, LEAVING
from mioportal.words.text import Decision

MONEY: tuple[Decision, ...] = (
    Decision(
        id="C-001",
        where=f"{LEAVING} §3②・§6①・§6③・§7①",
        weight="H",
        clash=_(
            "5GBの月額990円を、税込の料金表に載せる箇所と、"
            "税込にすると1,089円になる額として扱う箇所があります。"
        ),
        decision=_(
            "990円は税込で、MNP転出の費用例も合計990円です。印のない金額は税込、"
            "「税抜」とある金額だけが税抜です。"
        ),
    ),
    Decision(
        id="C-002",
        where=f"{LEAVING} §1②・§1⑤・§2③・§2④・§3②・§3④・§5①・§8①・§8⑧・§9",
        weight="H",
        clash=_(
            "SIMカード損害金2,000円に「税抜」と付く箇所と付かない箇所があり、調定金1,000円を含め、"
            "税込の額がありません。"
        ),
        decision=_(
            "どちらも税抜で、税率10%なら調定金1,100円、損害金2,200円です。"
            "調定金を不課税とする情報（O-24）もありますが、課税として扱います。"
        ),
    ),
    Decision(
        id="C-003",
        where=f"{LEAVING} §5③",
        weight="M",
        clash=_("IIJmioひかりの途中解約金3,000円に、税込か税抜かの印がありません。"),
        decision=_("不課税の3,000円です（O-18）。消費税は加えません。"),
    ),
    Decision(
        id="C-004",
        where=f"{LEAVING} §8④",
        weight="M",
        clash=_(
            "SIMカード発行手数料433.4円に1円未満の端数がありますが、丸め方の説明がありません。"
        ),
        decision=_(
            "請求書ごと・税率ごとの合計で1円未満を切り捨てます。"
            "3,300円＋433.4円は3,733円（うち税339円）です。"
            "日割りの初月料金だけは1件ずつ切り捨てます。"
        ),
    ),
    Decision(
        id="C-005",
        where=f"{JOINING} §l、{LEAVING} §8④",
        weight="M",
        clash=_(
            "初めての契約では3,300円だけが、再契約では3,300円と433.4円の両方が挙げられています。"
        ),
        decision=_(
            "初回でも再契約でも、新しい回線ごとに両方かかります。eSIMの発行手数料は、"
            "カードとは別に定めます。"
        ),
    ),
    Decision(
        id="C-006",
        where=f"{LEAVING} §6③・§7①",
        weight="H",
        clash=_("15GBはプラン変更の例に出てきますが、料金表にありません。"),
        decision=_("15GBは月額1,800円（税込）です。外部の情報（O-09）によります。"),
    ),
    Decision(
        id="C-007",
        where=f"{LEAVING} §5③",
        weight="M",
        clash=_(
            "IIJmioひかりの4,356円が、サービスの一覧では基本の額、"
            "割引の説明ではmio割適用後の額になっています。"
        ),
        decision=_(
            "基本額は5,016円（マンション）と6,116円（ファミリー）、"
            "mio割適用後は4,356円と5,456円です。後者を割引前とする情報（O-18）もありますが、"
            "差は同じ660円です。"
        ),
    ),
    Decision(
        id="C-008",
        where=f"{LEAVING} §3②",
        weight="L",
        clash=_(
            "MNP転出手数料の履歴に「一部プランは無料」とありますが、どのプランか分かりません。"
        ),
        decision=_("履歴は表示だけに使います。2021年4月1日からの転出は、どのプランでも0円です。"),
    ),
    Decision(
        id="C-009",
        where=f"{LEAVING} §5④・§6③",
        weight="M",
        clash=_("通話定額は500円〜1,400円と幅で書かれ、計算の例には500円しか出てきません。"),
        decision=_("5分+は500円、10分+は700円、かけ放題+は1,400円です（O-10）。"),
    ),
    Decision(
        id="C-010",
        where=f"{LEAVING} §6③・§7①",
        weight="M",
        clash=_("シェアの基本料金は5GBの990円しか例がなく、追加できるSIMの種類も分かりません。"),
        decision=_(
            "基本料金は選んだプランの月額（850円・990円・1,500円・1,800円・2,000円）です。"
            "2枚目からは、種類を問わず1枚440円を加えます。"
        ),
    ),
    Decision(
        id="C-011",
        where=f"{LEAVING} §2②",
        weight="L",
        clash=_(
            "解約する順番で残りの回線の料金が変わるとありますが、計算式は枚数だけで決まります。"
        ),
        decision=_(
            "料金は残った枚数で決まり、順番では変わりません。"
            "順番が関わるのは主回線だけです（C-050）。"
        ),
    ),
    Decision(
        id="C-012",
        where=f"{LEAVING} §5①",
        weight="M",
        clash=_("2025年10月の記事ですが、郵便料金が84円・404円など、値上げ前の額です。"),
        decision=_(
            "今の料金は定形110円、簡易書留460円、特定記録320円、"
            "レターパックライト430円です（O-25）。古い額は履歴に残します。"
        ),
    ),
    Decision(
        id="C-013",
        where=f"{LEAVING} §2④",
        weight="L",
        clash=_("旧プランから新プランに変えると手数料がかかる場合があるとされ、額がありません。"),
        decision=_("プラン変更の手数料は0円です（O-11）。"),
    ),
    Decision(
        id="C-014",
        where=f"{LEAVING} §5②",
        weight="M",
        clash=_("支払いが遅れると延滞金の可能性があるとされ、率がありません。"),
        decision=_("率は定めず、延滞金は請求しません。可能性があることだけをお知らせします。"),
    ),
    Decision(
        id="C-015",
        where=f"{LEAVING} §5②",
        weight="M",
        clash=_("コンビニ払いの請求書に手数料がかかる場合があるとされ、額がありません。"),
        decision=_("請求書の手数料は0円です。"),
    ),
)
