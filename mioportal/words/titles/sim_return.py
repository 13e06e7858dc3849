"""Titles of the rules around sending a SIM card back."""

from django.utils.translation import gettext_lazy as _

from mioportal.words.text import Title

_STARS = _("5段階で、数が大きいほどお勧めです。")

TITLES: dict[str, Title] = {
    "sim_fee_risk_months": Title(
        name=_("SIMカード損害金がかかりうるまでの期間"),
        note=_("終了日の翌日から数えます。すべて過ぎた翌日から、請求することがあります。"),
    ),
    "sim_first_reminder": Title(
        name=_("SIMカード返却の最初のお願い"),
        note=_("終了日から数えます。"),
    ),
    "sim_later_reminders": Title(
        name=_("SIMカード返却の二度目と三度目のお願い"),
        note=_("終了日から数えます。"),
    ),
    "sim_fee_reminders_needed": Title(
        name=_("損害金の前に送る返却のお願い"),
        note=_("少なくともこの回数を送った後でなければ、請求しません。"),
    ),
    "sim_fee_waivers": Title(
        name=_("損害金を免除できる事情"),
        note=_("担当者が確かめて決めます。"),
    ),
    "sim_fee_staff_approve": Title(
        name=_("損害金を請求する手順"),
        note=_("自動では請求しません。担当者が一件ずつ承認します。"),
    ),
    "sim_fee_not_after_mioid": Title(
        name=_("mioIDが無効になったあとの損害金"),
        note=_("損害金の確認を始める前にmioIDが無効になったときは、請求しません。"),
    ),
    "sim_fee_each_card": Title(
        name=_("損害金の数え方"),
        note=_(
            "返却されていないカード1枚ごとに数えます。一部だけの返却でも、残りの分がかかります。"
        ),
    ),
    "sim_return_no_deadline": Title(
        name=_("SIMカードの返却期限"),
        note=_("決まった期限はありません。終了後、早めに送ってください。"),
    ),
    "sim_return_not_for_esim": Title(
        name=_("eSIMの返却"),
        note=_("必要ありません。利用が終わってから、端末のプロファイルを削除してください。"),
    ),
    "sim_return_after_port_out": Title(
        name=_("MNP転出のときの返却"),
        note=_("解約のときと同じく、SIMカードを返却してください。"),
    ),
    "sim_return_all_cards": Title(
        name=_("複数のSIMカードの返却"),
        note=_("終わった回線のカードを、すべて返却してください。"),
    ),
    "sim_return_card_alone": Title(
        name=_("返却するもの"),
        note=_("SIMカードだけです。台紙は必要ありません。"),
    ),
    "sim_return_own_postage": Title(
        name=_("返却の送料"),
        note=_("お客様のご負担です。"),
    ),
    "sim_return_no_cash_on_delivery": Title(
        name=_("着払いでの返却"),
        note=_("着払いでは受け取れません。"),
    ),
    "sim_return_open_at_acceptance": Title(
        name=_("返却の案内が見られるとき"),
        note=_("解約を受け付けるとすぐに見られます。カードを抜くと、その回線は使えなくなります。"),
    ),
    "sim_return_no_receipt_notice": Title(
        name=_("SIMカードを受け取ったお知らせ"),
        note=_("メールは送りません。返却の状況は会員サイトで確認できます。"),
    ),
    "sim_return_address": Title(name=_("SIMカードの返却先")),
    "return_postage": Title(
        name=_("SIMカードを送る料金"),
        note=_("定形郵便1通の合計です。宅配便はいちばん安いときの料金です。"),
    ),
    "return_tracing": Title(name=_("配送を追跡できる範囲")),
    "return_stars": Title(name=_("送り方のお勧めの度合い"), note=_STARS),
    "return_proved_by": Title(
        name=_("返却を証明できる送り方"),
        note=_("配達の記録で、返却したものとして扱います。"),
    ),
    "return_tracking_word": Title(
        name=_("返却したことになる追跡の表示"),
        note=_("証明できる送り方で、この表示になったときです。"),
    ),
    "return_any_tracking_number": Title(
        name=_("登録できる追跡番号"),
        note=_("どの送り方の番号でも登録できます。"),
    ),
    "return_tracking_address": Title(name=_("郵便の追跡サービス")),
    "packing_envelope": Title(name=_("返却に使う封筒")),
    "packing_thickness": Title(
        name=_("封筒の厚さ"),
        note=_("ちょうどの厚さまでです。"),
    ),
    "packing_paper": Title(name=_("カードを包む紙")),
    "packing_note": Title(name=_("封筒に添えるメモ")),
    "packing_steps": Title(name=_("SIMカードの包み方")),
    "abroad_return_days": Title(
        name=_("海外からの返却にかかる日数"),
        note=_("ほかの送り方は、帰国の日や頼む相手しだいです。"),
    ),
    "abroad_return_price": Title(name=_("海外からの返却にかかる料金の目安")),
    "abroad_return_stars": Title(name=_("海外からの送り方のお勧めの度合い"), note=_STARS),
}
