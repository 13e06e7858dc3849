"""What the service itself shows: the member site, plans, prices and bills."""

from django.utils.translation import gettext_lazy as _

from mioportal.words.text import Fact

FACTS_OF_SERVICE: tuple[Fact, ...] = (
    Fact(
        id="O-01",
        fact=_(
            "会員サイトには、mioIDでも登録メールアドレスでもログインできます（公開リポジトリ）。"
        ),
        seen_at="yyyywaiwai/IIJWidget",
    ),
    Fact(
        id="O-02",
        fact=_(
            "ログイン欄はmioIDまたは登録メールアドレスとmioパスワードで、"
            "mioIDはMAに数字が続きます（個人ブログ）。"
        ),
        seen_at=(
            "https://net-kaiyaku.com/iijmio-hikari/ "
            "https://setsuyaku-quick.com/iijmio-kaiyaku-matome/ "
            "https://mio-navi.com/iijmio-mioid/"
        ),
    ),
    Fact(
        id="O-03",
        fact=_(
            "会員サイトのトップには、回線ごとのプラン・電話番号・データ残量と、"
            "最新の請求額が並びます（公開リポジトリ）。"
        ),
        seen_at="yyyywaiwai/IIJWidget",
    ),
    Fact(
        id="O-04",
        fact=_(
            "利用量のページには、回線ごとに月別の表と直近30日の日別の表があり、"
            "契約の状態は「利用中」と示されます（公開リポジトリ）。"
        ),
        seen_at="yyyywaiwai/IIJWidget",
    ),
    Fact(
        id="O-05",
        fact=_(
            "解約後は最後の支払いから3か月、同じメールアドレスで新しいmioIDを作れず、"
            "再契約でも以前の履歴は引き継がれません（個人ブログ）。"
        ),
        seen_at="https://services.awaisora.com/2025/10/15/a4ae4e66-6a88-4337-b9ed-85dc3176a1bb",
    ),
    Fact(
        id="O-06",
        fact=_(
            "1つのmioIDは10回線、うち音声は5回線までで、"
            "同じmioIDどうしの通話は8.8円/30秒です（個人ブログ）。"
        ),
        seen_at=(
            "https://mio-navi.com/iijmio-date-share/ "
            "https://yama-yama-blog.net/iijmio-newplun-voice-call/"
        ),
    ),
    Fact(
        id="O-07",
        fact=_(
            "2024年秋に始まった家族割引は、1つのmioIDにギガプランの音声が2〜5回線あると、"
            "1回線につき月100円を引きます（個人ブログ）。"
        ),
        seen_at=(
            "https://gapsis.jp/2024/09/iijmio-kazokuwaribiki.html "
            "https://masamobile.co.jp/iijmio/family-discount/"
        ),
    ),
    Fact(
        id="O-08",
        fact=_("ギガプランは2021年4月1日に始まりました（公式・個人ブログ）。"),
        seen_at=(
            "https://zanpinocchi.com/202104/iijmiogigaplan "
            "https://www.iijmio.jp/info/iij/1621514392.html"
        ),
    ),
    Fact(
        id="O-09",
        fact=_(
            "2025年より前のギガプランの月額（税込、2・5・10・15・20GB）は、"
            "音声が850・990・1,500・1,800・2,000円、SMSが820・970・1,470・1,780・1,980円、"
            "データが740・900・1,400・1,730・1,950円、"
            "データeSIMが440・660・1,100・1,430・1,650円です（個人ブログ）。"
        ),
        seen_at=(
            "https://tusinhi-lab.com/features-of-iijmio-data-share/ "
            "https://apprisejp.xyz/iijmio-over-dateplan"
        ),
    ),
    Fact(
        id="O-09b",
        fact=_(
            "2025年10月利用分の10GBの請求書は、税抜1,277円（基本料1,273円、"
            "ユニバーサルサービス料3円など）に、"
            "1円未満を1回だけ切り捨てた税127円を加えた1,404円です（公開リポジトリ）。"
        ),
        seen_at="yyyywaiwai/IIJWidget",
    ),
    Fact(
        id="O-10",
        fact=_(
            "通話定額の月額（税込）は5分+が500円、10分+が700円、かけ放題+が1,400円で、"
            "通常の通話は11円/30秒です（個人ブログ）。"
        ),
        seen_at="https://book.mynavi.jp/ashita_magazine/iijmio-freecall/",
    ),
    Fact(
        id="O-11",
        fact=_(
            "プラン変更は無料の予約制で翌月1日に変わり、月の最終日とSIMの手配中は申し込めず、"
            "取り消せません（公式・個人ブログ）。"
        ),
        seen_at=(
            "https://www.iijmio.jp/info/iij/20130426-1.html "
            "https://l-kyojin01.jp/archive/7938 "
            "https://alpha-intl.net/59436 "
            "https://pssection9.com/archives/iijmio-plan-change.html"
        ),
    ),
    Fact(
        id="O-12",
        fact=_(
            "旧プランの月額（税抜、データ・SMS・音声）は、"
            "ミニマムスタート3GBが900・1,040・1,600円、ライトスタート6GBが1,520・1,660・2,220円、"
            "ファミリーシェア10GB（のちに12GB）が2,560・2,700・3,260円です（個人ブログ）。"
        ),
        seen_at=(
            "https://pssection9.com/archives/iijmio-plan-change.html "
            "http://mvnomania.xyz/iij/?p=1232 "
            "https://apprisejp.xyz/2023/04/05/iijmio-over-dateplan/"
        ),
    ),
    Fact(
        id="O-13",
        fact=_(
            "請求明細には、税込の請求金額、税抜の総計、10%対象の額、消費税等と、"
            "サービスごとの項目・数量・単価・小計が載ります（公開リポジトリ）。"
        ),
        seen_at="yyyywaiwai/IIJWidget",
    ),
)
