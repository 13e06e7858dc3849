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

_DEVICES: dict[str, Title] = {
    "instalment_count": Title(name=_("端末の分割払いの回数"), note=_("毎月1回、支払います。")),
    "instalments_from_purchase": Title(
        name=_("分割払いの始まり"),
        note=_("購入した月の請求に初回が載り、その後は毎月1回ずつ載ります。"),
    ),
    "instalment_remainder_first": Title(
        name=_("分割払いの端数"),
        note=_("毎月の額は1円未満を切り捨てて等しくし、余った額は初回に加えます。"),
    ),
    "instalments_never_block": Title(
        name=_("端末の残債と解約・転出"),
        note=_("残債があっても、解約や転出を断ることはありません。"),
    ),
    "instalments_left_include_month": Title(
        name=_("残りの支払い回数の数え方"),
        note=_("当月の支払いを含めます。10月に残り6回なら、最後の支払いは3月分です。"),
    ),
    "instalment_lump_on_last_bill": Title(
        name=_("一括で支払う残債の請求"),
        note=_("回線が終わった月の請求に、最後の月額料金と一緒に載せます。"),
    ),
    "instalment_early_by_phone": Title(
        name=_("繰り上げ返済"),
        note=_("お電話で受け付けます。次のカードへの請求で、まとめて支払います。"),
    ),
    "instalment_early_on_next_bill": Title(
        name=_("繰り上げ返済の請求"),
        note=_("受け付けた月の請求に、その月の分と一緒に残りのすべてを載せます。"),
    ),
    "instalments_told_by_bill": Title(
        name=_("分割払いのお知らせ"),
        note=_("毎月の分は請求額のお知らせで伝えます。一括、完済、証明書は別にお知らせします。"),
    ),
    "instalments_minimum_term": Title(
        name=_("最低利用期間のうちの残り"),
        note=_(
            "旧プランの音声回線を最低利用期間のうちに終えるときは、残りを一括でお支払いいただきます。"
        ),
    ),
    "instalment_certificate": Title(
        name=_("完済証明書"),
        note=_("完済のあと、ご希望により発行します。"),
    ),
    "instalments_not_taxed": Title(
        name=_("分割払いと消費税"),
        note=_("消費税は購入のときの代金に含まれています。毎回の支払いには加えません。"),
    ),
    "instalments_on_leaving": Title(
        name=_("回線が終わるときの端末の残債"),
        note=_("端末の契約の種類で決まります。続けられる場合でも、希望すれば一括で支払えます。"),
    ),
    "instalment_advice_bounds": Title(
        name=_("残債の目安の境目"),
        note=_("すべての端末の残債の合計で見ます。境目ちょうどの額は、多いほうに入ります。"),
    ),
}

_RELATED: dict[str, Title] = {
    "related_least_fee": Title(
        name=_("関連サービスの月額の下限"),
        note=_("いちばん安い場合の額です。実際の月額は契約で決まります。"),
    ),
    "related_after_line": Title(
        name=_("モバイル回線が終わった後の関連サービス"),
        note=_("どのサービスも、回線と一緒に自動で終わることはありません。"),
    ),
    "related_ended_by": Title(name=_("関連サービスの解約の方法")),
    "related_ends_at_month_end": Title(
        name=_("会員サイトで解約した関連サービスの終わり"),
        note=_("解約を受け付けた月の末日まで使えます。月のいつ申し込んでも同じです。"),
    ),
    "hikari_fee": Title(
        name=_("IIJmioひかりの月額"),
        note=_("mio割を引く前の額です。"),
    ),
    "mio_wari": Title(
        name=_("mio割"),
        note=_("IIJmioひかりの月額から引く、1か月分の額です。"),
    ),
    "mio_wari_once": Title(
        name=_("mio割の数"),
        note=_("IIJmioひかり1契約に一つです。モバイル回線が何回線あっても増えません。"),
    ),
    "mio_wari_any_line_but_zero": Title(
        name=_("mio割の対象になる回線"),
        note=_(
            "同じmioIDで利用中のモバイル回線があれば受けられます。"
            "eSIM データプラン ゼロは数えません。"
        ),
    ),
    "mio_wari_ends_next_month": Title(
        name=_("mio割の終わり"),
        note=_("最後のモバイル回線が終わった月までは割り引き、その翌月から割引がなくなります。"),
    ),
    "hikari_minimum_term": Title(
        name=_("IIJmioひかりの最低利用期間"),
        note=_("利用を始めた日から数えます。過ぎた後に、あらためて始まることはありません。"),
    ),
    "hikari_early_end_fee": Title(
        name=_("IIJmioひかりの途中解約金"),
        note=_("最低利用期間のうちに終わるときだけ、1契約につき一度かかります。"),
    ),
    "hikari_setup_fee": Title(
        name=_("IIJmioひかりの初期費用"), note=_("利用を始めるときに一度かかります。")
    ),
    "hikari_work_fee": Title(
        name=_("IIJmioひかりの工事費"), note=_("工事一式の額です。分けて支払います。")
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
    **_DEVICES,
    **_RELATED,
    **_FEES,
    **_USE,
    **_BILL,
}
