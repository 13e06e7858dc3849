"""Titles of the rules around cancelling, maintenance and days."""

from django.utils.translation import gettext_lazy as _

from mioportal.words.text import Title

TITLES: dict[str, Title] = {
    "cancellation_at_month_end": Title(
        name=_("解約の効力"),
        note=_(
            "申し込んだ月の末日の23:59に終わります。何日に申し込んでも同じで、"
            "それまでは通話もデータも使えます。"
        ),
    ),
    "cancellation_receipt_decides": Title(
        name=_("どの月の解約になるか"),
        note=_("サイトが受け付けた時刻（日本時間）で決まります。末日の23:59:59までがその月です。"),
    ),
    "cancellation_at_night_counts": Title(
        name=_("夜間処理中の解約の受付"),
        note=_(
            "23:30〜翌5:00も受け付け、受け付けた時刻で効力が決まります。控えのメールは朝に届きます。"
        ),
    ),
    "cancel_by_phone_only": Title(
        name=_("契約日による電話だけの解約"),
        note=_("2015年までに契約した回線は、会員サイトでは解約できません。"),
    ),
    "cancellation_no_self_undo": Title(
        name=_("解約の取り消し"),
        note=_(
            "会員サイトではできません。申し込んだ日のうちにご連絡があったときと、"
            "システムの誤りと認められたときに限り、効力が生じる前に窓口で取り消せます。"
        ),
    ),
    "withdrawal_asked_once": Title(
        name=_("お受けできなかった取り下げの申し出"),
        note=_("同じ解約の取り下げは、もう一度は申し出られません。"),
    ),
    "withdrawal_for_all_of_the_day": Title(
        name=_("回線を書かない取り下げの申し出"),
        note=_("その日に申し込んだ解約のすべてについての申し出として扱います。"),
    ),
    "withdrawal_decided_in": Title(
        name=_("取り消しの申し出への判断"),
        note=_("申し出の翌日から数えます。申し出が間に合っていれば、判断まで回線は終わりません。"),
    ),
    "withdrawal_grounds": Title(
        name=_("解約を取り下げられる理由"),
        note=_("どちらも、回線が終わる前に担当者が確かめて決めます。"),
    ),
    "withdrawal_held_line_stays": Title(
        name=_("取り下げの判断を待つあいだの回線"),
        note=_("これまでどおり使えます。お受けできないときは、もとの最終日で終わったものとします。"),
    ),
    "withdrawal_puts_back": Title(
        name=_("取り下げたときに元に戻るもの"),
        note=_("プラン、回線とともに終わるはずだったオプション、シェアグループの席です。"),
    ),
    "cancellation_two_mails": Title(
        name=_("解約のメール"),
        note=_("受付のときと、終わったあとの2通です。"),
    ),
    "no_retention": Title(
        name=_("解約の引き止め"),
        note=_("しません。理由のアンケートに答えなくても手続きできます。"),
    ),
    "no_pause": Title(
        name=_("利用の休止"),
        note=_("ありません。使わない月も月額料金がかかります。"),
    ),
    "number_never_returns": Title(
        name=_("解約した電話番号"),
        note=_("効力が生じたあとは、どの場合も元に戻せません。番号を残すにはMNP転出が必要です。"),
    ),
    "mail_address_ends": Title(
        name=_("IIJmioのメールアドレス"),
        note=_(
            "契約と一緒に終わります。セーフティメールのアドレスは、そのオプションと一緒に終わります。"
        ),
    ),
    "own_mail_domains": Title(
        name=_("契約と一緒に終わるメールアドレス"),
        note=_(
            "登録メールアドレスがこのどれかのときは、解約の前に別のアドレスへの変更をお願いします。"
        ),
    ),
    "ended_line_stays_listed": Title(
        name=_("解約した回線の表示"),
        note=_("mioIDが無効になるまで「解約済み」として一覧に残ります。"),
    ),
    "cancellation_survey": Title(
        name=_("解約理由の選択肢"),
        note=_("任意です。いくつでも選べます。"),
    ),
    "cancellation_steps": Title(name=_("解約の手順の数")),
    "cancellation_takes": Title(name=_("解約の手続きにかかる時間（目安）")),
    "backup_days_before": Title(
        name=_("データの控えを取る時期（目安）"),
        note=_("解約する日までに、これだけの余裕を見てください。"),
    ),
    "safe_days_before_month_end": Title(
        name=_("月末に間に合わない心配がない最後の日"),
        note=_("末日からさかのぼる日数です。31日の月は28日になります。"),
    ),
    "risk_days_left": Title(
        name=_("翌月にずれる心配の度合い"),
        note=_("月の残り日数です。受付時刻どおりに処理されるので、これは目安です。"),
    ),
    "very_late_from": Title(
        name=_("末日の「非常に高い」の始まり"),
        note=_("末日のこの時刻からです。"),
    ),
    "weekly_window_hours": Title(
        name=_("定期メンテナンスの時間"),
        note=_("会員サイトとMNPの手続きを、すべて止めます。"),
    ),
    "weekly_window_weekday": Title(
        name=_("定期メンテナンスの曜日"), note=_("始まる日の曜日です。")
    ),
    "weekly_window_may_change": Title(
        name=_("定期メンテナンスの変更"),
        note=_("休むことも、別の日に加えることもあります。その都度お知らせします。"),
    ),
    "nightly_hours": Title(name=_("夜間処理の時間")),
    "night_takes_requests": Title(
        name=_("夜間処理中にできること"),
        note=_(
            "閲覧と解約の申し込みができます。MNP予約番号の申し込みは、朝9:00から順に発行します。"
        ),
    ),
    "extra_window_told": Title(
        name=_("臨時メンテナンスをメールで知らせる時"),
        note=_(
            "開始の日からさかのぼって数え、その日の10:00に送ります。後から決まったときは、"
            "まもなく送ります。定期メンテナンスは、メールではお知らせしません。"
        ),
    ),
    "month_end_collision": Title(
        name=_("末日が定期メンテナンスの日に当たる月"),
        note=_("その月の解約の受付は末日の22:59:59までです。月の初めからお知らせします。"),
    ),
    "business_days": Title(
        name=_("営業日"),
        note=_("月曜から金曜のうち、祝日と12月29日〜1月3日を除いた日です。"),
    ),
    "last_days_inclusive": Title(
        name=_("「〜まで」と書かれた日"),
        note=_("その日を含みます。時刻の記載がなければ、日本時間の23:59までです。"),
    ),
}
