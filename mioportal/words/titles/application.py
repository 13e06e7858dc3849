"""Titles of the rules around applying: who may, what is needed, the course, contracting again."""

from django.utils.translation import gettext_lazy as _

from mioportal.words.text import Title

TITLES: dict[str, Title] = {
    "adult_age": Title(
        name=_("契約者になれる年齢"),
        note=_("満年齢です。2月29日生まれの方は、平年には3月1日に年を加えます。"),
    ),
    "minor_is_user": Title(
        name=_("18歳未満の方の利用"),
        note=_("保護者が契約者になり、お子さまを利用者として登録します。"),
    ),
    "minor_no_consent": Title(
        name=_("お子さまが使う回線の手続き"),
        note=_("契約者である保護者が行います。お子さまの同意は要りません。"),
    ),
    "registration_steps": Title(name=_("mioIDの登録の流れ")),
    "cool_down_hours": Title(
        name=_("無効になった後、登録できるまでの時間"),
        note=_("mioIDが無効になった時から数えます。"),
    ),
    "debt_refuses": Title(
        name=_("未払いがあるときの新しい契約"),
        note=_("以前の契約も含めて未払いの料金がある方は、お支払いが済むまで契約できません。"),
    ),
    "first_timers": Title(
        name=_("初めての契約者限定のキャンペーン"),
        note=_("以前に契約したことがある方は、対象になりません。"),
    ),
    "draft_warning_days": Title(
        name=_("下書きが期限切れになる前のお知らせ"),
        note=_("下書きが使える最後の日から、さかのぼって数えます。"),
    ),
    "draft_purged": Title(
        name=_("期限切れの下書き"),
        note=_("仮登録のmioIDが無効になると、下書きと提出済みの書類を消去します。"),
    ),
    "handed_in_month": Title(
        name=_("お申し込み後の仮登録の期限"),
        note=_(
            "お申し込みを終えた日から、あらためて1か月を数えます。審査や発送が進むたびに数え直し、"
            "審査や発送を待つあいだに過ぎることはありません。"
        ),
    ),
    "sign_up_link_minutes": Title(
        name=_("お申し込みの確認メールのURL"),
        note=_("一度だけ使えます。もう一度メールを送ると、前のURLは使えなくなります。"),
    ),
    "sign_up_world": Title(
        name=_("練習用サイトで登録したときの時計"),
        note=_(
            "登録した会員だけの時計が、その時から動き始めます。お一人に一つのmioIDかどうかと、"
            "電話番号が重ならないかどうかは、同じ時計の会員のあいだで確かめます。"
        ),
    ),
    "entry_code": Title(
        name=_("エントリーコード・紹介コード"),
        note=_(
            "英数字4〜20文字です。事前支払いしたエントリーパッケージのコードなら、お申し込みの1枚目の"
            "初期費用が0円になります。紹介コードと提携サイトのコードは、金額に影響しません。"
        ),
    ),
    "first_bill_earliest": Title(
        name=_("はじめてのご請求の見込み"),
        note=_("いちばん早く開通した日で計算します。eSIMはお申し込みの当日、SIMカードは2日後です。"),
    ),
    "application_one_open": Title(
        name=_("同時に進められるお申し込み"),
        note=_("お一人に一つです。終わると、次のお申し込みができます。"),
    ),
    "application_papers_later": Title(
        name=_("本人確認書類をあとで提出するとき"),
        note=_("お申し込みは受け付け、書類が届いてから審査を始めます。"),
    ),
    "recontract_losses": Title(name=_("再契約で引き継げないもの")),
    "recontract_at_once": Title(
        name=_("再契約までの待ち時間"),
        note=_("mioIDが有効なあいだは、解約した日のうちでも再契約できます。"),
    ),
    "recontract_fees": Title(
        name=_("再契約の費用"),
        note=_("新規と同じく、初期費用とSIMカード発行手数料がかかります。"),
    ),
    "recontract_with_number": Title(
        name=_("電話番号を残して離れる方法"),
        note=_("いったん他社へMNP転出し、戻るときにMNP転入します。"),
    ),
    "guide_stages": Title(name=_("お申し込みの流れ")),
    "pre_checks": Title(name=_("お申し込みの前に確かめること")),
    "application_needs": Title(
        name=_("お申し込みに必要なもの"),
        note=_("本人確認書類は、本人確認の要らない回線では不要です。"),
    ),
    "application_choices": Title(name=_("お申し込みの画面で選ぶもの")),
    "application_steps": Title(
        name=_("お申し込みの画面の順番"),
        note=_(
            "転入元とMNP利用者の画面は、電話番号を引き継ぐときだけ表示します。本人確認書類の画面は、必要な回線だけに表示します。"
        ),
    ),
    "application_states": Title(name=_("お申し込みの状況")),
    "application_prepayment": Title(
        name=_("事前支払いの確認"),
        note=_("内容を選ぶ前に伺います。提携サイトから来た方には、この画面を表示しません。"),
    ),
    "application_several_lines": Title(
        name=_("家族や副回線の同時申し込み"),
        note=_("「もう一枚 申し込む」を選ぶと、同じお申し込みに回線を加えられます。"),
    ),
    "application_consent": Title(
        name=_("お申し込みの同意"),
        note=_("「重要説明事項」と「個人情報取扱に関する事項」の両方への同意が必要です。"),
    ),
    "sim_arrival_days": Title(
        name=_("SIMカードが届くまで"),
        note=_("お申し込みの日から数えた、早いときと遅いときの目安です。"),
    ),
    "esim_same_day": Title(
        name=_("eSIMの開通"),
        note=_("郵送がないため、本人確認が済んでいれば、お申し込みの当日に開通できます。"),
    ),
    "sim_under_way_days": Title(
        name=_("SIMカードの発送からお届けまで"),
        note=_("発送の日から数えます。新しい電話番号の回線は、届く日に開通します。"),
    ),
    "port_in_by_act": Title(
        name=_("引き継ぐ電話番号の開通"),
        note=_(
            "会員が「開通する」を押したときに切り替わります。手続きがなければ、"
            "MNP予約番号の最終日の0:00に切り替えます。最終日のうちに届いたり承認されたりしたときは、"
            "その時に切り替えます。"
        ),
    ),
    "application_approved_at_once": Title(
        name=_("受付と同時に承認するお申し込み"),
        note=_(
            "本人確認が完了している方と、本人確認の要らないお申し込みです。"
            "eSIMは、承認したその時に開通します。"
        ),
    ),
    "application_progress": Title(
        name=_("お申し込みの状況の確認"),
        note=_("受付番号とメールアドレスで、ログインせずに確認できます。"),
    ),
    "device_may_be_locked": Title(
        name=_("SIMロックがかかっている可能性"),
        note=_(
            "携帯電話会社で買った日で見ます。買った日が後でも、"
            "2021年9月以前に発売された端末は確かめてください。"
        ),
    ),
    "sim_unlock_fee": Title(
        name=_("SIMロック解除の料金"),
        note=_("端末を買った携帯電話会社での手続きです。"),
    ),
    "advice_plan": Title(
        name=_("データ量から見たプランの目安"),
        note=_("毎月使う量が収まるなかで、いちばん小さいプランをご案内します。"),
    ),
    "advice_calls": Title(
        name=_("通話のしかたから見た通話定額の目安"),
        note=_("1回の長さが無料の範囲に収まる通話定額をご案内します。あまりかけない方には勧めません。"),
    ),
    "apn": Title(
        name=_("データ通信の接続先（APN）"),
        note=_("練習用の値です。実際の回線にはつながりません。"),
    ),
    "first_setup": Title(
        name=_("はじめての端末の設定"),
        note=_("カードやeSIMを入れ、要る端末だけ接続先（APN）を設定します。"),
    ),
    "devices_tried": Title(
        name=_("動作確認端末一覧"),
        note=_("発売された月、使えるSIMタイプ、回線の種類を載せています。"),
    ),
    "devices_not_listed": Title(
        name=_("一覧にない端末"),
        note=_("使えることもありますが、確かめていません。端末の説明書で、SIMタイプと対応する回線をご確認ください。"),
    ),
    "wrong_sim_type": Title(
        name=_("端末に合わないSIMタイプを選んだとき"),
        note=_("有料の再発行が必要です。金額は手続きのときにご案内します。"),
    ),
}
