"""Taking the number to another operator."""

from django.utils.translation import gettext_lazy as _

from mioportal.words.decisions.guides import JOINING, LEAVING
from mioportal.words.text import Decision

PORTING: tuple[Decision, ...] = (
    Decision(
        id="C-062",
        where=f"{LEAVING} §3①・§3③・§4③",
        weight="H",
        clash=_(
            "申込みは24時間、即時発行は9:00〜20:00とされる一方、"
            "メンテナンス後は5:00から即時ともされています。"
        ),
        decision=_(
            "申込みはサイトが開いていればいつでも、発行は9:00から20:00前までに10分以内で行います。"
            "それ以外は次の9:00から申込順です。再発行も同じです。"
        ),
    ),
    Decision(
        id="C-063",
        where=f"{LEAVING} §3①",
        weight="L",
        clash=_("20:00と9:00が、即時と翌朝の両方の時間帯に入っています。"),
        decision=_("9:00ちょうどは即時、20:00ちょうどは翌朝です。"),
    ),
    Decision(
        id="C-064",
        where=f"{LEAVING} §3①・§4③",
        weight="M",
        clash=_(
            "メンテナンス中の申込みは終了後の発行とされますが、"
            "そのあいだはサイト全体が止まっています。"
        ),
        decision=_("始まる前に受け付け、順番を待っていた申込みだけに当てはまります。"),
    ),
    Decision(
        id="C-065",
        where=f"{LEAVING} §3①・§4③・§4④",
        weight="L",
        clash=_("おすすめの時間帯が、平日の午前、9〜12時、10〜12時、14〜16時とまちまちです。"),
        decision=_("案内に使うだけで、受付や発行の時刻には関わりません。"),
    ),
    Decision(
        id="C-066",
        where=f"{LEAVING} §3③",
        weight="M",
        clash=_(
            "再発行は期限切れのときとも、いつでもとも読め、"
            "回数は無制限とも制限があり得るともされています。"
        ),
        decision=_(
            "期限前でも再発行でき、古い番号はすぐ無効になります。1回線につき24時間で3回、"
            "30日で10回までで、その先はサポートで承ります。"
        ),
    ),
    Decision(
        id="C-067",
        where=f"{LEAVING} §3①・§3③",
        weight="H",
        clash=_(
            "有効期限は発行日を含む15日間とされますが、"
            "申込みと発行の日が違う場合の説明がありません。"
        ),
        decision=_(
            "申込日ではなく実際の発行日から数え、14日後の23:59まで使えます。"
            "10月7日の発行なら10月21日までです。"
        ),
    ),
    Decision(
        id="C-068",
        where=f"{JOINING} §j、{LEAVING} §3③",
        weight="M",
        clash=_("「残り10日以上」などの条件に、今日を含めるかどうかの説明がありません。"),
        decision=_(
            "今日は含めません。期限が10月20日で10日必要なら、10月10日までに申し込みます。"
            "転入の7日以上も同じ数え方です。"
        ),
    ),
    Decision(
        id="C-069",
        where=f"{LEAVING} §3③",
        weight="M",
        clash=_(
            "必要な残り日数の表に、"
            "UQモバイル・ワイモバイル・mineo・NUROモバイル・イオンモバイルがありません。"
        ),
        decision=_("「その他格安SIM」（7〜10日以上）とみなし、10日で案内します。"),
    ),
    Decision(
        id="C-070",
        where=f"{LEAVING} §6③・§8③",
        weight="H",
        clash=_(
            "月末の解約を待つ回線の転出と、有効な予約番号がある回線の解約について、"
            "記載がありません。"
        ),
        decision=_(
            "回線が終わるまで転出できます。予約番号があっても警告のうえ解約でき、"
            "番号は終了と同時に無効になります。先に成立したほうで終わります。"
        ),
    ),
    Decision(
        id="C-071",
        where=f"{LEAVING} §3①・§4②",
        weight="H",
        clash=_(
            "未払い・本人確認未完了・登録の不備があると番号を発行しないとされ、"
            "24時間受付の指針（O-14）と合いません。"
        ),
        decision=_(
            "申込みは受け付け、理由と直し方を示して発行だけを保留します。解消すれば自動で再開し、"
            "スタッフも理由を記録して解除できます。"
        ),
    ),
    Decision(
        id="C-072",
        where=f"{LEAVING} §3①",
        weight="M",
        clash=_("番号が漏れたら、サポートに無効化を頼むとだけあります。"),
        decision=_("会員も「無効化を依頼」で、すぐに無効にできます。スタッフも行えます。"),
    ),
    Decision(
        id="C-073",
        where=f"{LEAVING} §2②・§3②・§8③",
        weight="M",
        clash=_("SMS機能付きSIMに電話番号はないとされますが、SMSは送れます。"),
        decision=_("SMSの回線には「MNP対象外」の番号があります。データの回線に番号はありません。"),
    ),
    Decision(
        id="C-074",
        where=f"{JOINING} §h・§k、{LEAVING} §3①",
        weight="L",
        clash=_("ワンストップ方式は転入にしか出てこず、転出は予約番号の説明だけです。"),
        decision=_(
            "転出は予約番号が基本です。ワンストップ方式（O-15）の同意ページは、"
            "運営者が有効にしたときだけ使えます。"
        ),
    ),
)
