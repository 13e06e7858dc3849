"""Titles of the rules around what a member holds and pays."""

from django.utils.translation import gettext_lazy as _

from mioportal.words.text import Title

_PLANS: dict[str, Title] = {
    "monthly_fee": Title(
        name=_("月額基本料"),
        note=_("まるまる1か月分の額です。旧プランは税抜の額に、その月の税率の消費税を加えます。"),
    ),
    "generation": Title(
        name=_("契約の新旧"),
        note=_(
            "契約が成立した日で決まり、プランの名前では決まりません。"
            "音声通話機能解除調定金がかかりうるのは、古い契約だけです。"
        ),
    ),
}

_OPTIONS: dict[str, Title] = {
    "option_fee": Title(name=_("オプションの月額"), note=_("1回線の1か月分です。")),
    "option_fee_range": Title(
        name=_("契約によって決まるオプションの月額"),
        note=_("この範囲のうち、契約のときに決まった額がかかります。"),
    ),
    "option_ends_alone": Title(
        name=_("オプションだけを解約したときの終わり方"),
        note=_("種類ごとに決まります。回線はそのまま使えます。"),
    ),
    "option_on_line_end": Title(
        name=_("回線が終わるときのオプション"),
        note=_("続くものは、別に解約するまで料金がかかります。"),
    ),
    "option_provider": Title(
        name=_("提供元で解約するオプション"),
        note=_("会員サイトでは解約できません。ほかのオプションは会員サイトで解約します。"),
    ),
    "option_last_month_in_full": Title(
        name=_("オプションの最後の月の料金"),
        note=_("月の途中で終わっても、その月の1か月分がかかります。"),
    ),
    "cover_rejoined_only_with_device": Title(
        name=_("端末補償への再加入"),
        note=_("端末をお買い上げのときだけ入れます。あとから入り直すことはできません。"),
    ),
    "option_aftercheck": Title(
        name=_("オプションが残っていないかを確かめる時期"),
        note=_("回線が終わった日から数えます。会員サイトの請求明細で確かめてください。"),
    ),
    "option_card_watch": Title(
        name=_("カードの利用明細を確かめる期間"),
        note=_("回線が終わった日から数え、少なくともこの期間は確かめてください。"),
    ),
}

_SHARE: dict[str, Title] = {
    "added_sim_fee": Title(
        name=_("追加SIMの月額"),
        note=_(
            "2枚目から、1枚ごとの額です。機能や形は問いません。1枚目は主回線のプランの月額です。"
        ),
    ),
    "share_most_lines": Title(
        name=_("シェアグループの回線の上限"),
        note=_("主回線を含めて数え、この数ちょうどまで入れます。"),
    ),
    "share_primary_ends_all": Title(
        name=_("主回線の終わりと副回線"),
        note=_("主回線が終わると、すべての副回線が同じ時に必ず終わります。"),
    ),
    "share_goes_on_without_undone": Title(
        name=_("主回線を初期契約解除したときの副回線"),
        note=_("その月はいままでどおりで、翌月から、同じプランの単独の回線として続きます。"),
    ),
    "share_secondary_leaves_alone": Title(
        name=_("副回線の終わり"),
        note=_("その副回線だけが終わります。主回線とほかの副回線は使い続けられます。"),
    ),
    "share_secondaries_may_port_to_the_end": Title(
        name=_("主回線が終わるまでの副回線の転出"),
        note=_("副回線が終わる時まで、MNP転出できます。終わった後は番号を移せません。"),
    ),
    "share_pool_to_the_end": Title(
        name=_("主回線が終わるときの分け合うデータ"),
        note=_("主回線が終わる時まで使え、その時にすべて無くなります。"),
    ),
    "share_order_is_free": Title(
        name=_("副回線を解約する順番と料金"),
        note=_("料金は残った回線の数で決まり、どの順番で解約しても同じです。"),
    ),
    "share_plan_of_primary": Title(
        name=_("シェアグループのプラン"),
        note=_("主回線のプランです。主回線のプランが変わる日に、副回線のプランも変わります。"),
    ),
    "share_changes_with_plans": Title(
        name=_("シェアグループに加える日・外す日"),
        note=_(
            "月末の前日までに申し込むと、翌月1日に変わります。申し込める間は取り消せます。"
        ),
    ),
    "share_pool_stays": Title(
        name=_("グループを外れた回線のデータとプラン"),
        note=_(
            "分け合うデータの残りはグループに残ります。外れた回線は、"
            "グループと同じプランを単独で続けます。"
        ),
    ),
    "primary_change_within_group": Title(
        name=_("主回線になれる回線"),
        note=_("同じグループで使い続ける副回線です。"),
    ),
    "primary_change_days": Title(
        name=_("主回線の変更にかかる日数"),
        note=_("サポートが受け付けた日の翌日を1日目とし、その日の0:00に変わります。"),
    ),
    "primary_change_fee": Title(name=_("主回線の変更の手数料")),
    "family_lines": Title(
        name=_("家族割の回線数"),
        note=_("一つのmioIDの、ギガプランの音声回線の数です。"),
    ),
    "family_discount": Title(
        name=_("家族割引"),
        note=_("音声の1回線、1か月あたりの割引額です。0円のあいだは割引がありません。"),
    ),
}

_FEES: dict[str, Title] = {
    "cancellation_fee": Title(
        name=_("解約手数料"), note=_("どの回線でもかかりません。明細には0円と示します。")
    ),
    "voice_release_fee": Title(
        name=_("音声通話機能解除調定金"),
        note=_(
            "契約が成立した日で額が決まります。かかるのは、音声の回線が"
            "最低利用期間のうちに終わるときだけです。"
        ),
    ),
    "voice_release_term": Title(
        name=_("音声回線の最低利用期間"),
        note=_("利用を始めた月の翌月から数え、数えた月の末日を含みます。"),
    ),
    "port_out_fee": Title(name=_("MNP転出手数料"), note=_("番号が移る日で額が決まります。")),
    "sim_damage_fee": Title(
        name=_("SIM損害金"),
        note=_("返却されないSIMカード1枚あたりの額です。eSIMにはかかりません。"),
    ),
    "initial_fee": Title(
        name=_("初期費用（事務手数料）"),
        note=_("新しい回線ごとに一度かかります。再契約でも同じです。"),
    ),
    "sim_issue_fee": Title(
        name=_("SIM発行手数料"),
        note=_("新しい回線ごとに、初期費用とは別にかかります。"),
    ),
    "qualified_invoice": Title(
        name=_("請求書は適格請求書か"),
        note=_("請求額が確定した日を発行日とします。登録番号は架空のものです。"),
    ),
    "bill_estimate_as_of_now": Title(
        name=_("確定する前のご請求の見込み"),
        note=_("見たときの契約とご利用で計算します。確定する請求と同じ計算です。"),
    ),
    "consumption_tax": Title(
        name=_("消費税の税率"),
        note=_("料金がかかる日の税率を使います。税込の額に、さらに加えることはありません。"),
    ),
}

_USE: dict[str, Title] = {
    "call_unit": Title(name=_("通話料を数える単位")),
    "call_unit_price": Title(name=_("通話料"), note=_("通話料の単位ごとの額です。")),
    "call_unit_price_inside": Title(
        name=_("同じmioIDの回線どうしの通話料"), note=_("通話料の単位ごとの額です。")
    ),
    "call_started_unit_counts": Title(
        name=_("単位に満たない通話"),
        note=_("始まった単位は、最後まで使わなくても一つと数えます。"),
    ),
    "call_free_minutes": Title(
        name=_("通話定額で無料になる時間"),
        note=_("1回の通話ごとに、この長さまで無料です。超えた分だけに通話料がかかります。"),
    ),
    "sms_price": Title(name=_("SMSの送信料"), note=_("1通の額です。")),
    "universal_service_fee": Title(
        name=_("ユニバーサルサービス料"), note=_("電話番号一つの1か月分です。")
    ),
    "relay_service_fee": Title(
        name=_("電話リレーサービス料"), note=_("電話番号一つの1か月分です。")
    ),
}

_BILL: dict[str, Title] = {
    "last_month_in_full": Title(
        name=_("最後の月の料金"),
        note=_("月のどの日に終わっても、1か月分がかかります。日割りはしません。"),
    ),
    "first_month_by_days": Title(
        name=_("最初の月の料金"),
        note=_("課金が始まった日を含めて日割りにします。料金の項目ごとに、1円未満を切り捨てます。"),
    ),
    "undone_month_by_days": Title(
        name=_("初期契約解除をした月の料金"),
        note=_("解除した日までの日割りにします。料金の項目ごとに、1円未満を切り捨てます。"),
    ),
    "one_rounding_per_rate": Title(
        name=_("請求書の端数"),
        note=_("税率ごとに合計してから、1円未満を一度だけ切り捨てます。税額も同じです。"),
    ),
    "bill_confirmed_day": Title(name=_("請求額が決まる日"), note=_("利用した月の翌月の日付です。")),
    "card_charged_day": Title(
        name=_("カード会社に請求する日"), note=_("利用した月の翌月の日付です。")
    ),
    "debit_days": Title(
        name=_("銀行口座から引き落とされる日"),
        note=_("利用した月の翌々月の日付です。日が複数あるカードでは、そのうちのどれかです。"),
    ),
    "card_needed_months": Title(
        name=_("カードを有効にしておく期間"),
        note=_("利用した月の翌月から数え、数えた月の末日までです。"),
    ),
}

TITLES: dict[str, Title] = {
    **_PLANS,
    **_OPTIONS,
    **_SHARE,
    **_FEES,
    **_USE,
    **_BILL,
}
