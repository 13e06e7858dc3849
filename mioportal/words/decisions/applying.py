"""Applying, applying again, and members abroad, under age or companies."""

from django.utils.translation import gettext_lazy as _

from mioportal.words.decisions.guides import JOINING, LEAVING
from mioportal.words.text import Decision

APPLYING: tuple[Decision, ...] = (
    Decision(
        id="C-106",
        where=f"{JOINING} §l",
        weight="H",
        clash=_(
            "初期契約解除の8日間が、契約締結通知の受領からとも送付からともされ、"
            "方法の一覧も抜けています。"
        ),
        decision=_(
            "受け取った日（サイトで読めるようになった日）が1日目で、利用開始が後ならその日です。"
            "8日目の23:59までに、フォームか書面で送ってください（O-16）。"
        ),
    ),
    Decision(
        id="C-107",
        where=f"{JOINING} §l",
        weight="L",
        clash=_("質問は七つと予告されていますが、六つしかありません。"),
        decision=_("六つとして扱います。影響する決まりはありません。"),
    ),
    Decision(
        id="C-108",
        where=f"{JOINING} §m",
        weight="L",
        clash=_(
            "初期設定の手順と、会員登録できないときの説明が予告されていますが、本文がありません。"
        ),
        decision=_(
            "iPhoneとAndroidの初期設定と、お申し込みできないときの案内のページを、"
            "ほかの決まりから書き起こします。"
        ),
    ),
    Decision(
        id="C-109",
        where=f"{JOINING} §h",
        weight="M",
        clash=_("ワンストップ方式対象事業者を示すとありますが、一覧がありません。"),
        decision=_(
            "ドコモ・au・ソフトバンク・楽天モバイル・ahamo・povo・LINEMO・UQモバイル・"
            "ワイモバイルとし、スタッフが改めます。"
        ),
    ),
    Decision(
        id="C-110",
        where=f"{JOINING} §f・§j・§k",
        weight="L",
        clash=_(
            "申込みに要るものは3種類とされますが、"
            "本人確認書類とMNP予約番号も別の箇所で求められます。"
        ),
        decision=_("3種類に、必要な人だけの項目として本人確認書類とMNP予約番号を加えて示します。"),
    ),
    Decision(
        id="C-111",
        where=f"{JOINING} §k",
        weight="M",
        clash=_(
            "転入の情報を入力するのが、契約者情報の前とも、本人確認書類の直前ともされています。"
        ),
        decision=_("選択、内容の確認、MNP、契約者、同意、MNP利用者、本人確認書類の順です。"),
    ),
    Decision(
        id="C-112",
        where=f"{JOINING} §i、{LEAVING} §7④",
        weight="L",
        clash=_(
            "SIMロックの境目が、2021年9月以前の購入とも、2021年10月以降の発売ともされています。"
        ),
        decision=_("購入時期と発売時期の両方を案内します。"),
    ),
    Decision(
        id="C-113",
        where=f"{JOINING} §i",
        weight="M",
        clash=_("SIMタイプを誤ると有料の再発行になるとされますが、額がありません。"),
        decision=_(
            "確かな額が分かるまで定めません。以前の公表額は税抜2,000円と発行手数料です（O-19）。"
        ),
    ),
    Decision(
        id="C-114",
        where=f"{LEAVING} §8⑧",
        weight="H",
        clash=_("米国（PST）の10月31日8:00が日本の11月1日0:00とされますが、PSTなら1:00です。"),
        decision=_(
            "この日の現地は「米国太平洋時間(夏時間)」です。締切は地域の時刻から計算し、"
            "10月31日は現地7:59です。"
        ),
    ),
    Decision(
        id="C-115",
        where=f"{LEAVING} §8⑧",
        weight="L",
        clash=_("英国の14:59が締切になるのは冬時間だけで、夏時間の説明がありません。"),
        decision=_("地域の時刻から計算します。夏時間の月末は15:59が締切です。"),
    ),
    Decision(
        id="C-116",
        where=f"{LEAVING} §8⑧",
        weight="M",
        clash=_(
            "オーストラリアの22:00が日本の20:00とされますが、地域で違い、締切の時刻でもありません。"
        ),
        decision=_(
            "国ではなく地域を選び、現地の締切を示します。10月末の締切は、シドニーが11月1日1:59、"
            "パースが10月31日22:59です。"
        ),
    ),
    Decision(
        id="C-117",
        where=f"{LEAVING} §8⑧",
        weight="L",
        clash=_("VPNを切るよう勧める箇所と、使ったままでよいとする箇所があります。"),
        decision=_(
            "使ったままで手続きできます。追加の確認をお願いする場合があり、"
            "そのときはVPNを切るよう案内します。"
        ),
    ),
    Decision(
        id="C-118",
        where=f"{LEAVING} §8⑦",
        weight="M",
        clash=_(
            "未成年の名義の契約や親権者の同意に触れながら、"
            "18歳未満は親権者の名義で契約するとされています。"
        ),
        decision=_(
            "契約者は18歳以上だけです。18歳未満は親権者の回線の利用者として登録し、"
            "同意の手順はありません。"
        ),
    ),
    Decision(
        id="C-119",
        where=f"{LEAVING} §8⑥",
        weight="M",
        clash=_("法人の窓口が電話・メール・フォームとまちまちで、番号も載っていません。"),
        decision=_(
            "法人には解約のボタンを出さず、受付時間（平日9:00〜17:00）とフォームを案内します。"
        ),
    ),
    Decision(
        id="C-120",
        where=f"{LEAVING} §8⑧",
        weight="L",
        clash=_(
            "povo2.0は年1回の課金で維持できるとされますが、"
            "公開されている決まりは180日です（O-28）。"
        ),
        decision=_("維持に必要な間隔は案内に書きません。"),
    ),
    Decision(
        id="C-121",
        where=f"{LEAVING} §7①・§7②・§7③",
        weight="L",
        clash=_(
            "乗り換え先の順位や額が互いに合わず、"
            "楽天モバイルの5GBは1,078円とも2,178円とも読めます。"
        ),
        decision=_(
            "比較は日付と出典を添えた読み物で、手続きや計算には使いません。食い違う額は載せません。"
        ),
    ),
    Decision(
        id="C-122",
        where=f"{LEAVING} §3①・§3④・§6④",
        weight="H",
        clash=_("残債の支払い方を選ぶ場面が、解約にしか出てきませんが、転出でも回線は終わります。"),
        decision=_(
            "予約番号を発行するときに「分割継続」か「一括」を選び、開通まで変えられます。"
            "初めの選択は端末の契約によります。"
        ),
    ),
    Decision(
        id="C-123",
        where=f"{LEAVING} §5②・§8④",
        weight="M",
        clash=_(
            "再契約に制限はないとする箇所と、未払いやキャンペーンの制限に触れる箇所があります。"
        ),
        decision=_(
            "同じ人の未払いが残っていれば、新しい契約を断ります。「初めての契約者限定」の特典は、"
            "過去の契約も確かめます。"
        ),
    ),
    Decision(
        id="C-124",
        where=f"{LEAVING} §5③・§6③",
        weight="M",
        clash=_(
            "mio割の条件になるモバイルに、データ専用やデータプラン ゼロが入るのか分かりません。"
        ),
        decision=_(
            "同じmioIDに利用中のモバイルが1回線あれば対象です。データプラン ゼロは、"
            "確かめられるまで除きます。"
        ),
    ),
    Decision(
        id="C-125",
        where=f"{JOINING} §l、{LEAVING} §8④",
        weight="L",
        clash=_("3,300円が、初期費用とも事務手数料とも呼ばれています。"),
        decision=_("「初期費用(事務手数料)」と表示します。"),
    ),
    Decision(
        id="C-126",
        where=f"{LEAVING} §2①・§6③",
        weight="L",
        clash=_(
            "主回線を解約するとデータが即時に失効するとする箇所と、"
            "月末まで使えるとする箇所があります。"
        ),
        decision=_(
            "即時とは回線が終わる時、つまり月末23:59のことです。それまではデータを使えます。"
        ),
    ),
)
