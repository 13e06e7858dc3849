"""What the law, other operators and the terms of use say."""

from django.utils.translation import gettext_lazy as _

from mioportal.words.text import Fact

FACTS_OF_RULES: tuple[Fact, ...] = (
    Fact(
        id="O-14",
        fact=_(
            "2021年4月からの指針は、オンラインの転出を無料とし、原則24時間の受付、"
            "見つけやすいページ、引き止めの禁止を求めています（官公庁・報道）。"
        ),
        seen_at=(
            "https://www.itmedia.co.jp/mobile/articles/2012/18/news117.html "
            "http://shimajiro-mobiler.net/2020/11/04/post69045/ "
            "https://gamebiz.jp/news/289787"
        ),
    ),
    Fact(
        id="O-14b",
        fact=_(
            "2018年の指針案では、新しい番号の初期契約解除の期間中は、"
            "MNP予約番号の発行を断ることができます（官公庁・報道）。"
        ),
        seen_at="https://k-tai.watch.impress.co.jp/docs/news/1126129.html",
    ),
    Fact(
        id="O-15",
        fact=_(
            "ワンストップ方式では、"
            "転入先の手続きの途中でIIJmioにログインすれば予約番号は要りませんが、"
            "店頭と非対応の事業者では必要です（個人ブログ）。"
        ),
        seen_at="https://simlabo.jp/iijmio/entry/mnp-out https://l-kyojin01.jp/archive/7969",
    ),
    Fact(
        id="O-16",
        fact=_(
            "初期契約解除は契約書面を受け取った日を1日目とする8日間で、通知を送った時に有効となり、"
            "使った分の料金は支払います（官公庁・報道・個人ブログ）。"
        ),
        seen_at=(
            "https://maruwakarinet.com/syokikeiyakukaijyo/ "
            "https://selectra.jp/telecom/providers/iijmio/kaiyaku "
            "https://norikaepro.com/iijmio_cancel"
        ),
    ),
    Fact(
        id="O-17",
        fact=_(
            "カードの名義は契約者本人に限られ、有効期限が自動で更新されない場合は、"
            "切れる前に会員サイトで変更します（公式）。"
        ),
        seen_at=(
            "https://help.iijmio.jp/answer/65eebffba6c6d90805bf8987 "
            "https://pckarumaad.pages.dev/posts/iijmio-_160517 "
            "https://joshikikakusa.com/iijmio-payment/"
        ),
    ),
    Fact(
        id="O-18",
        fact=_(
            "IIJmioひかりはmio割660円の前で戸建て5,456円・マンション4,356円、最低利用期間は2年、"
            "途中解約金は不課税の3,000円です（公式・個人ブログ）。"
        ),
        seen_at=(
            "https://net-first.com/iijmio "
            "https://www.iijmio.jp/imh/cost.html "
            "https://www.iijmio.jp/guide/agreement/addition-imh.jsp "
            "https://net-kaiyaku.com/iijmio-hikari/"
        ),
    ),
    Fact(
        id="O-19",
        fact=_(
            "SIMの再発行と追加は2,000円、発行手数料はドコモ網394円・au網406円で、"
            "いずれも税抜です（公式・個人ブログ）。"
        ),
        seen_at=(
            "https://www.iijmio.jp/info/iij/1598864767.html "
            "https://lifenolabo.com/iijmio-initial-cost/ "
            "https://esim-review.com/?p=2740"
        ),
    ),
    Fact(
        id="O-20",
        fact=_(
            "データシェアは同じmioIDのギガプランの中だけで組め、追加データは1GB 220円、月20回まで、"
            "その月の末日まで使えます（公式）。"
        ),
        seen_at=(
            "https://www.iijmio.jp/gigaplan/dataoption/ https://masamobile.co.jp/iijmio/charge/"
        ),
    ),
    Fact(
        id="O-21",
        fact=_(
            "音声・SMSのSIMと端末の購入には本人確認の画像が要り、音声eSIMで使える書類は4種類で、"
            "健康保険証は2025年12月1日で使えなくなりました（公式・官公庁・報道）。"
        ),
        seen_at=(
            "https://www.iijmio.jp/hdd/miofone/verify.jsp "
            "https://www.hoseikenpo.or.jp/contents/topics/2025/1023.html"
        ),
    ),
    Fact(
        id="O-22",
        fact=_(
            "カードで支払えないと6日〜10日に請求書のはがきが届き、確認に7〜10日かかり、"
            "支払わなければ利用停止、さらに解約となります（公式）。"
        ),
        seen_at="https://www.iijmio.jp/invoice/letter_en.html",
    ),
    Fact(
        id="O-23",
        fact=_(
            "SIMカードの返送先は記事と同じで、期限はなく、"
            "返さなくても請求はないとされています（個人ブログ）。"
        ),
        seen_at="https://net.manetatsu.com/archives/486",
    ),
    Fact(
        id="O-24",
        fact=_(
            "旧プランの調定金は、不課税の1,000円とも、"
            "以前は（12か月−利用月数）×1,000円（税抜）だったともされています（個人ブログ）。"
        ),
        seen_at="https://esim-review.com/3603 https://mvno-rank.net/iijmio-kaiyaku/",
    ),
    Fact(
        id="O-25",
        fact=_(
            "2024年10月1日から定形は110円、特定記録は+210円、レターパックライトは430円で、"
            "書留の加算はその1年前に320円から350円になりました（官公庁・報道・個人ブログ）。"
        ),
        seen_at=(
            "https://smbiz.asahi.com/article/15305281 "
            "https://kokoromi.co.jp/article/yuubinryoukin-kaitei-2024 "
            "https://otayoripost.net/blog-info/2024octyubinhenkou.html"
        ),
    ),
    Fact(
        id="O-26",
        fact=_(
            "以前の会員サイトの解約では「最短解約日」が示され、"
            "3月31日早朝の申込みが翌月になった例もあります（個人ブログ）。"
        ),
        seen_at=(
            "https://ohashitrio.com/iijmio/ "
            "https://it-media2.net/iij-mio/?p=51 "
            "http://www.simlabo.jp/iijmio/entry/kaiyaku"
        ),
    ),
    Fact(
        id="O-27",
        fact=_("MNP予約番号の発行は、以前は最大4日かかっていました（個人ブログ）。"),
        seen_at="https://net.manetatsu.com/archives/808 https://t3-blog.com/iijmio-mnp-out/",
    ),
    Fact(
        id="O-28",
        fact=_(
            "povo2.0は有料のトッピングが180日ないと、段階的な警告の後に利用停止となり、"
            "その30日後に契約が終わります（個人ブログ）。"
        ),
        seen_at=(
            "https://worpaholic.com/?p=38666 "
            "https://ipod.item-get.com/2023/04/povo20.php "
            "https://digitalit.jp/2022/06/12/povo2-0-revival/"
        ),
    ),
    Fact(
        id="O-29",
        fact=_(
            "ahamoは2,970円で30GBになり、LINEMOは2024年7月30日にプランを改めました（個人ブログ）。"
        ),
        seen_at=(
            "https://lifestyle.assist-all.co.jp/ahamo-plan-guide-fee-data-call-overseas "
            "https://kimagurenote.net/kn/LINEMO "
            "https://kakuyasusimcard.com/?p=9224"
        ),
    ),
    Fact(
        id="O-30",
        fact=_(
            "mineoの会員ページは残量が一目で分かる点が好まれ、"
            "解約の項目がメニューにない点が不満とされています（個人ブログ）。"
        ),
        seen_at=(
            "https://zentoku-mineo.com/mypageriyouhou/ "
            "https://simchange.jp/mineo-mypage/ "
            "http://wave.hatenablog.com/entry/2017/06/30/081000 "
            "https://7mc.org/2022/08/19/mineo_packet_hodai_plus_wakari_nikui.html"
        ),
    ),
    Fact(
        id="O-31",
        fact=_(
            "端末補償オプションは機種により月418円〜550円で、交換は1回目5,500円、"
            "2回目8,800円です（個人ブログ）。"
        ),
        seen_at=(
            "https://yama-yama-blog.net/iijmio-s-phone-break/ "
            "https://www.iijmio.jp/hdd/option/tsunagaru"
        ),
    ),
    Fact(
        id="O-32",
        fact=_(
            "18歳未満は同意があっても契約者になれず、利用者登録をし、"
            "フィルタリングの対象になります（個人ブログ）。"
        ),
        seen_at=(
            "https://masamobile.co.jp/iijmio/?p=156 "
            "https://masamobile.co.jp/iijmio/judging "
            "https://ctt.ne.jp/news/smartphone/post-223.html"
        ),
    ),
    Fact(
        id="O-33",
        fact=_(
            "規約では、mioIDとmioパスワードは全サービス共通、契約者と利用者は別の立場で、"
            "転入は前後の契約者が同じ場合に限られます（公式）。"
        ),
        seen_at=(
            "https://www.iijmio.jp/guide/agreement/mioarticles.jsp "
            "https://www.iijmio.jp/guide/agreement/addition-hdd.jsp "
            "https://www.iijmio.jp/info/iij/1563438090-11466.html"
        ),
    ),
    Fact(
        id="O-34",
        fact=_(
            "ユニバーサルサービス料は番号ごとで額が変わり、初月は料金もデータ量も日割り、"
            "最短の終了は利用開始月の末日です（公式）。"
        ),
        seen_at=(
            "https://www.iijmio.jp/info/iij/1559268002-24452.html "
            "https://www.iijmio.jp/hdd/care/index.html "
            "http://mvnomania.xyz/iij/shogetsu"
        ),
    ),
    Fact(
        id="O-35",
        fact=_(
            "以前はデータ残量が公開され、"
            "利用者が残量の表示や高速通信の切り替えの道具を作っていました（公開リポジトリ）。"
        ),
        seen_at="tagattie/IIJmio-AutoSwitch HFJWR/Celluar_Usage fumiya-kume/mio-life",
    ),
    Fact(
        id="O-36",
        fact=_(
            "MNP予約番号は発行日を含む15日間有効で、延長できず、名義を変えると無効になり、"
            "使わなければ契約はそのまま続きます（個人ブログ）。"
        ),
        seen_at=(
            "https://blog.daletto.net/?p=8398 "
            "https://simchange.jp/mnp-republication/ "
            "https://ispr.net/sim/?p=1259"
        ),
    ),
)
