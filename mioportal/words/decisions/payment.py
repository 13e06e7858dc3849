"""Identity papers, payment and support."""

from django.utils.translation import gettext_lazy as _

from mioportal.words.decisions.guides import JOINING, LEAVING
from mioportal.words.text import Decision

PAYMENT: tuple[Decision, ...] = (
    Decision(
        id="C-075",
        where=f"{LEAVING} §4②・§4③",
        weight="M",
        clash=_("本人確認の状態は四つとされますが、ほかの箇所に「未完了」「承認」も出てきます。"),
        decision=_(
            "「未提出」「審査中」「差し戻し」「完了」の四つです。"
            "「未完了」は未提出と差し戻しの総称、「承認」は完了にする操作です。"
        ),
    ),
    Decision(
        id="C-076",
        where=f"{LEAVING} §3①・§4②",
        weight="M",
        clash=_("使用中の音声回線が、なぜ本人確認未完了になり得るのか分かりません。"),
        decision=_(
            "音声回線は本人確認の完了前には始まりません。未完了になるのは、住所や氏名の変更、"
            "データ専用の回線、旧プランからの引き継ぎの場合です。"
        ),
    ),
    Decision(
        id="C-077",
        where=f"{LEAVING} §4③",
        weight="M",
        clash=_("パスポートだけで足りるように書かれていますが、現住所の記載も必要とされています。"),
        decision=_("パスポートと健康保険証は、どちらも補助書類が必要です。"),
    ),
    Decision(
        id="C-078",
        where=f"{LEAVING} §4③",
        weight="M",
        clash=_("健康保険証が挙げられていますが、2025年12月2日からは使えません（O-21）。"),
        decision=_(
            "健康保険証は2025年12月1日まで、資格確認書は12月2日から受け付けます。"
            "どちらにも補助書類が必要です。"
        ),
    ),
    Decision(
        id="C-079",
        where=f"{LEAVING} §4③",
        weight="M",
        clash=_("画像は5MB以下とされますが、1枚ごとか合計か、5MBが何バイトかが分かりません。"),
        decision=_(
            "1枚5,242,880バイトまで、4枚（書類と補助書類の表裏）までです。JPEGかPNGかは、"
            "ファイルの中身で判断します。"
        ),
    ),
    Decision(
        id="C-080",
        where=f"{LEAVING} §4③",
        weight="L",
        clash=_("審査にかかる日数が、1〜3営業日とも、最大3営業日ともされています。"),
        decision=_(
            "提出の翌日から数えて3営業日以内です。過ぎたものは、スタッフの画面で目立たせます。"
        ),
    ),
    Decision(
        id="C-081",
        where=f"{JOINING} §f、{LEAVING} §4②・§5①・§5②・§8⑥",
        weight="H",
        clash=_("支払いはカードだけとする箇所と、コンビニ払いや請求書払いに触れる箇所があります。"),
        decision=_(
            "個人が登録できるのはカードだけです。"
            "コンビニ用や郵送の請求書は引き落とせない料金と解約後の料金に、"
            "請求書払いは法人に限ります。"
        ),
    ),
    Decision(
        id="C-082",
        where=f"{JOINING} §f",
        weight="L",
        clash=_(
            "使えないカードの説明に、"
            "「有人判定要クレジットカード」という意味の取りにくい語があります。"
        ),
        decision=_(
            "人による承認が要るカードと読みます。デビットカード、"
            "プリペイドカードと同じく使えません。"
        ),
    ),
    Decision(
        id="C-083",
        where=f"{JOINING} §f",
        weight="L",
        clash=_("使えるカード11種に、国際ブランドと発行会社の名前が混ざっています。"),
        decision=_(
            "JCB・VISA・Mastercard・American Express・Dinersのブランドで判断し、"
            "11種の名前は案内に使います。"
        ),
    ),
    Decision(
        id="C-084",
        where=f"{LEAVING} §5②",
        weight="M",
        clash=_(
            "料金は翌月に確定し、その翌月に支払うとする箇所と、"
            "11月末〜12月初めに引き落とすとする箇所があります。"
        ),
        decision=_(
            "利用月の翌月5日に確定し、25日にカード会社へ請求します。"
            "口座からの引き落としは翌々月で、カードは翌々月末まで必要です。"
        ),
    ),
    Decision(
        id="C-085",
        where=f"{LEAVING} §2④・§4④・§6①",
        weight="M",
        clash=_(
            "当日中の連絡なら解約の取り下げがあり得ますが、電話は19:00、"
            "チャットは18:00に終わります。"
        ),
        decision=_("お問い合わせフォームの送信時刻で判断し、当日の23:59までを有効とします。"),
    ),
    Decision(
        id="C-086",
        where=f"{LEAVING} §8⑧",
        weight="L",
        clash=_("海外向けの番号+81-570-09-4400は、海外からはふつうつながらない0570番号です。"),
        decision=_(
            "「つながらない場合があります」と添えて載せ、メールとチャットを先に案内します。"
        ),
    ),
    Decision(
        id="C-087",
        where=f"{JOINING} §f、{LEAVING} §4④",
        weight="L",
        clash=_("メールの送信元が、support@iijmio.jp、info@iijmio.jp、@iij.ad.jpとまちまちです。"),
        decision=_(
            "送信元はsupport@iijmio.jpです。受信の許可には、二つのアドレスと、"
            "@iijmio.jp・@iij.ad.jpの両ドメインを案内します。"
        ),
    ),
)
