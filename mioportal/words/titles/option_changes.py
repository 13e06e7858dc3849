"""Titles of the rules around adding and ending options."""

from django.utils.translation import gettext_lazy as _

from mioportal.words.text import Title

TITLES: dict[str, Title] = {
    "option_sold_for": Title(
        name=_("オプションを付けられる回線の機能"),
        note=_("電話やSMSのためのオプションは、その機能のある回線だけに付けられます。"),
    ),
    "option_legacy_lines_too": Title(
        name=_("旧プランの回線のオプション"),
        note=_("ギガプランの回線と同じものを付けられます。通話定額は、プランとは別の契約です。"),
    ),
    "option_fee_agreed_when_applying": Title(
        name=_("月額が契約で決まるオプションの申し込み"),
        note=_("回線のお申し込みのときに月額を決めます。あとから会員サイトでは追加できません。"),
    ),
    "options_not_sold": Title(
        name=_("新しいお申し込みを受け付けていないオプション"),
        note=_(
            "いくらで何が使えるかを記した資料がありません。ご契約中のものは、そのまま使えます。"
            "データ量は、大きい料金プランか、データ量の追加で増やせます。"
        ),
    ),
    "option_starts_at_once": Title(
        name=_("オプションの使い始め"), note=_("申し込んだその日から使えます。")
    ),
    "option_first_month_in_full": Title(
        name=_("オプションの最初の月の料金"),
        note=_(
            "月のどの日に申し込んでも、その月の1か月分がかかります。"
            "回線を使い始めた月だけは、回線と同じ日割りです。"
        ),
    ),
    "option_rejoined_as_new": Title(
        name=_("オプションへの入り直し"),
        note=_(
            "いつでも新しく申し込めます。同じ月のうちに入り直しても、その月は1か月分だけです。"
            "端末補償だけは入り直せません。"
        ),
    ),
    "one_call_option": Title(
        name=_("通話定額の数"),
        note=_(
            "1回線に一つです。別の通話定額を申し込むと、前のものは前の日で終わります。"
            "前のものも、その月に使った日があれば1か月分がかかります。"
        ),
    ),
    "safety_mail_address_ends": Title(
        name=_("IIJmioセーフティメールのアドレス"),
        note=_("オプションが終わると、アドレスも使えなくなります。"),
    ),
    "option_trial_months": Title(
        name=_("オプションを無料で試せる期間"),
        note=_("申し込んだ月の翌月から数え、数えた月の末日までです。申し込んだ月も無料です。"),
    ),
    "option_trial_once": Title(
        name=_("無料で試せる回数"),
        note=_("オプションごとに、お一人に一度だけです。前のmioIDで試したものも数えます。"),
    ),
    "option_trial_ends_free": Title(
        name=_("お試し中の解約"),
        note=_("無料の期間のうちに終わり、料金はかかりません。"),
    ),
    "option_trial_becomes_paid": Title(
        name=_("お試しの終わり"),
        note=_("解約しないかぎり自動で続き、無料の最終日の翌日から月額がかかります。"),
    ),
    "option_trial_warned": Title(
        name=_("お試しの終わりのお知らせ"), note=_("無料の最終日から、さかのぼって数えます。")
    ),
    "option_tick_is_notice": Title(
        name=_("提供元で解約したという申告"),
        note=_(
            "提供元からの連絡として扱います。申告した日に解約したものとして終わり、"
            "翌月の請求で確かめていただきます。"
        ),
    ),
    "option_tick_taken_back": Title(
        name=_("申告の取り消し"),
        note=_("申告した月の末日までできます。オプションは、途切れずに続いたことになります。"),
    ),
    "plans_and_options_by_phone": Title(
        name=_("電話でのプラン変更とオプションの追加"),
        note=_("日付と料金は、会員サイトで手続きしたときと同じです。"),
    ),
    "option_audit_steps": Title(
        name=_("解約前のオプション確認"),
        note=_("書き出す、要るかを決める、要らないものを解約する、終わったことを確かめる。"),
    ),
    "option_checklist": Title(name=_("オプションの解約忘れを防ぐチェックリスト")),
    "option_forgotten": Title(name=_("解約を忘れやすいオプション")),
}
