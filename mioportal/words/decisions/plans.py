"""Plans, options, related services and the days they turn on."""

from django.utils.translation import gettext_lazy as _

from mioportal.words.decisions.guides import JOINING, LEAVING
from mioportal.words.text import Decision

PLANS: tuple[Decision, ...] = (
    Decision(
        id="C-088",
        where=f"{LEAVING} §1②・§2④・§3②・§8①",
        weight="H",
        clash=_(
            "新旧の境目（2019年9月30日と10月1日）が、契約日なのか利用開始日なのか分かりません。"
        ),
        decision=_(
            "契約日で決まります。最低利用期間は利用開始月の翌月末までで、"
            "9月30日契約・10月3日開始なら11月30日までです。いま残る回線は期間を過ぎ、0円です。"
        ),
    ),
    Decision(
        id="C-089",
        where=f"{LEAVING} §2④",
        weight="M",
        clash=_(
            "新旧をプラン名で見分ける箇所と契約日で見分ける箇所があり、"
            "両方が食い違う回線もあり得ます。"
        ),
        decision=_(
            "プランの種類は名前で、調定金は契約日で判断します。調定金は、"
            "2019年9月30日までに契約した音声の回線を、最低利用期間内に終える場合だけです。"
        ),
    ),
    Decision(
        id="C-090",
        where=f"{LEAVING} §3②",
        weight="M",
        clash=_(
            "費用の例が、2020年1月に契約したギガプランですが、"
            "ギガプランの開始は2021年4月1日です（O-08）。"
        ),
        decision=_("例の計算はそのまま使い、このサイトの見本の契約は2021年4月以降にします。"),
    ),
    Decision(
        id="C-091",
        where=f"{LEAVING} §1②・§2④",
        weight="L",
        clash=_(
            "旧プランが「みおふぉん」「mioモバイル」と呼ばれ、"
            "「みおふぉん」はサービス全体の名前でもあります。"
        ),
        decision=_("「旧プラン(mioモバイル)」「新プラン(ギガプラン)」と表示します。"),
    ),
    Decision(
        id="C-092",
        where=f"{LEAVING} §1②・§2④・§3②・§8①",
        weight="L",
        clash=_("2019年10月以降の契約の最低利用期間が、原則ないとも、ないともされています。"),
        decision=_("例外なく、ありません。"),
    ),
    Decision(
        id="C-093",
        where=f"{LEAVING} §2④",
        weight="M",
        clash=_(
            "旧プランの名前と容量（3・6・10GB）が三つずつ挙がり、組み合わせと料金がありません。"
        ),
        decision=_(
            "ミニマムスタート3GB、ライトスタート6GB、ファミリーシェア10GBで、"
            "音声の月額は税抜1,600円・2,220円・3,260円です（O-12）。"
        ),
    ),
    Decision(
        id="C-094",
        where=f"{JOINING} §l・§m、{LEAVING} §1①",
        weight="M",
        clash=_("eSIMが四つ目の契約タイプとされる一方、「音声eSIM」という言い方もあります。"),
        decision=_(
            "機能（音声・SMS・データ）と媒体（物理SIM・eSIM）に分け、"
            "「機能・タイプ」に両方を示します。"
        ),
    ),
    Decision(
        id="C-095",
        where=f"{LEAVING} §4②・§5④",
        weight="M",
        clash=_(
            "有料オプションの一部が解約を妨げるとする箇所と、"
            "オプションは自動で終わるとする箇所があります。"
        ),
        decision=_(
            "回線が終わるときに自動・個別・要確認のどれになるかを、オプションごとに定めます。"
            "個別のものは確認事項に並べ、原則として解約を妨げません。"
        ),
    ),
    Decision(
        id="C-096",
        where=f"{LEAVING} §5④",
        weight="M",
        clash=_("端末補償は自動で終わるとされながら、解約忘れの例にも挙がっています。"),
        decision=_(
            "回線と一緒に自動で終わります。忘れやすいのは、回線を続ける場合と、"
            "端末だけの契約の場合です。"
        ),
    ),
    Decision(
        id="C-097",
        where=f"{LEAVING} §5④・§8①",
        weight="M",
        clash=_("通話定額は単独なら即時に終わるとされますが、料金は解約月まで請求とされています。"),
        decision=_(
            "単独では即時に終わり、以後の通話は11円/30秒、その月の料金は満額です。"
            "回線と一緒なら月末に終わります。"
        ),
    ),
    Decision(
        id="C-098",
        where=f"{LEAVING} §5④",
        weight="M",
        clash=_(
            "オプションを会員サイトで解約するとする箇所と、"
            "提供会社のサイトで解約するとする箇所があります。"
        ),
        decision=_(
            "タブホ、ウイルスバスターモバイル、i-フィルターは提供会社で解約し、"
            "済んだ印を付けて翌月の請求を確かめます。ほかは会員サイトです。"
        ),
    ),
    Decision(
        id="C-099",
        where=f"{LEAVING} §5④・§6②",
        weight="L",
        clash=_(
            "同じサービスが「IIJセーフティメールサービス」「IIJmioセーフティメール」"
            "と呼ばれています。"
        ),
        decision=_("「IIJmioセーフティメール」（月330円）にそろえます。"),
    ),
    Decision(
        id="C-100",
        where=f"{LEAVING} §5④",
        weight="M",
        clash=_("終わり方が4分類で書かれていますが、どのオプションがどの分類か分かりません。"),
        decision=_(
            "IIJmioセーフティメール、迷惑防止パック、トビラフォンモバイル、i-フィルター、"
            "ウイルスバスターモバイルは即時、タブホとSmart・Checkerは月末です。"
        ),
    ),
    Decision(
        id="C-101",
        where=f"{LEAVING} §5④",
        weight="L",
        clash=_("迷惑防止パックは、個別の解約が要る場合があるとだけ書かれています。"),
        decision=_("「要確認」とし、解約のときの確認事項でお尋ねします。"),
    ),
    Decision(
        id="C-102",
        where=f"{LEAVING} §5③",
        weight="L",
        clash=_("eSIM データプラン ゼロは別の契約なので確かめるように、とだけ書かれています。"),
        decision=_("モバイル回線を解約しても自動では終わりません。"),
    ),
    Decision(
        id="C-103",
        where=f"{LEAVING} §6②",
        weight="M",
        clash=_("IIJmioクラウドのデータが消えるのが、解約から「一定期間後」とされています。"),
        decision=_("終了から30日後に消します。"),
    ),
    Decision(
        id="C-104",
        where=f"{LEAVING} §6③",
        weight="M",
        clash=_("プランは翌月から変えられるとだけあり、申込みの締切がありません。"),
        decision=_("月末の前日まで受け付け、翌月1日に変わります（O-11）。"),
    ),
    Decision(
        id="C-105",
        where=f"{LEAVING} §2④",
        weight="L",
        clash=_("電話での解約が要る契約が、「2015年以前」とだけ書かれています。"),
        decision=_("2015年12月31日までに契約した回線です。"),
    ),
)
