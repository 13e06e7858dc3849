"""Titles of the rules around devices in instalments and services beside the lines."""

from django.utils.translation import gettext_lazy as _

from mioportal.words.text import Title

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
    "shop_price": Title(
        name=_("回線と一緒に購入できる端末の価格"),
        note=_("税込の総額です。24回に分けて支払います。お申し込みの日の価格が、開通まで変わりません。"),
    ),
    "shop_cover_fee": Title(
        name=_("購入する端末の端末補償オプションの月額"),
        note=_("端末と一緒に申し込むときだけ付けられます。"),
    ),
    "shop_bought_on_opening": Title(
        name=_("回線と一緒に購入した端末の購入日"),
        note=_("回線が開通した日です。その月の請求が分割払いの初回です。"),
    ),
    "shop_not_undone": Title(
        name=_("初期契約解除と購入した端末"),
        note=_("解除できるのは通信の契約です。端末の分割払いは、最後の回まで続きます。"),
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

TITLES: dict[str, Title] = {**_DEVICES, **_RELATED}
