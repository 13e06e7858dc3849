"""Titles of the rules around numbers and data: leaving with one, bringing one, changing plans."""

from django.utils.translation import gettext_lazy as _

from mioportal.words.text import Title

_OPERATORS: dict[str, Title] = {
    "port_required_days": Title(
        name=_("転出先が求める予約番号の残り日数"),
        note=_("転出先に申し込む日は数えません。"),
    ),
    "one_stop_donors": Title(
        name=_("ワンストップ方式対象事業者"),
        note=_("ここから転入するときは、MNP予約番号が要りません。窓口が一覧を改めたときは、お申し込みの画面に示すものによります。"),
    ),
}

_NUMBER: dict[str, Title] = {
    "port_requested_any_time": Title(
        name=_("MNP予約番号の受付時間"),
        note=_("会員サイトが開いていれば、いつでも申し込めます。"),
    ),
    "port_issues_from": Title(
        name=_("MNP予約番号の発行を始める時刻"),
        note=_("この時刻ちょうどから発行します。夜間の申し込みは、ここから順に発行します。"),
    ),
    "port_issues_until": Title(
        name=_("MNP予約番号の発行を終える時刻"),
        note=_("この時刻ちょうどからの申し込みは、翌朝の発行です。"),
    ),
    "port_issue_minutes": Title(
        name=_("発行までにかかる時間"),
        note=_("発行している時間帯に申し込んだときの、長くかかる場合です。"),
    ),
    "port_request_resumes": Title(
        name=_("保留された申し込み"),
        note=_(
            "未払い、本人確認、登録内容の不備、メンテナンスで発行できないときは、申し込みを保留し、"
            "解消すると自動で発行します。"
        ),
    ),
    "port_fault_found_by_desk": Title(
        name=_("登録内容の不備による保留"),
        note=_("窓口が不備を見つけたときに保留し、直ったことを窓口が確かめて進めます。"),
    ),
    "port_number_digits": Title(name=_("MNP予約番号の長さ"), note=_("数字だけです。")),
    "port_valid_days": Title(
        name=_("MNP予約番号の有効期間"),
        note=_("実際に発行された日を1日目として数えます。申し込んだ日ではありません。"),
    ),
    "port_expires_at": Title(name=_("有効期限の日に使える最後の時刻"), note=_("日本時間です。")),
    "port_expiry_reminders": Title(
        name=_("有効期限が近いことのお知らせ"),
        note=_("有効期限の日から、さかのぼって数えます。"),
    ),
    "port_void_at_once": Title(
        name=_("MNP予約番号の無効化"),
        note=_("番号が他人に知られたときは、会員サイトかお電話で、すぐに無効にできます。"),
    ),
    "port_reissue_fee": Title(name=_("MNP予約番号の再発行手数料")),
    "port_reissue_voids_old": Title(
        name=_("再発行したときの前の番号"),
        note=_("期限が残っていても、新しい番号の発行と同時に無効になります。"),
    ),
    "port_reissues_in_hours": Title(
        name=_("短い期間に再発行できる回数"), note=_("1回線ごとに数えます。")
    ),
    "port_reissue_hours": Title(
        name=_("短い期間の長さ"), note=_("再発行を申し込んだ時からさかのぼります。")
    ),
    "port_reissues_in_days": Title(
        name=_("長い期間に再発行できる回数"), note=_("1回線ごとに数えます。")
    ),
    "port_reissue_days": Title(
        name=_("長い期間の長さ"), note=_("再発行を申し込んだ時からさかのぼります。")
    ),
}

_PORT_OUT: dict[str, Title] = {
    "port_out_functions": Title(
        name=_("MNP転出ができる回線"),
        note=_("SMSの回線の番号は「MNP対象外」です。データの回線に番号はありません。"),
    ),
    "port_out_in_initial_period": Title(
        name=_("初期契約解除ができる期間の転出"),
        note=_("契約してまもない回線にも、MNP予約番号を発行します。"),
    ),
    "port_out_of_suspended": Title(
        name=_("利用停止中の回線の転出"),
        note=_("利用停止だけを理由に断ることはありません。未払いの料金があるあいだは保留します。"),
    ),
    "port_out_of_primary_line": Title(
        name=_("主回線と副回線の転出"),
        note=_(
            "副回線が残っているあいだ、主回線だけの転出はできません。"
            "副回線は、回線が終わる時まで転出できます。"
        ),
    ),
    "port_out_one_stop": Title(
        name=_("転出でのワンストップ方式"),
        note=_(
            "「いいえ」のあいだは、どの転出先でもMNP予約番号が必要です。"
            "デモンストレーションでは、設定によりお試しいただけます。"
        ),
    ),
    "port_one_stop_at_once": Title(
        name=_("ワンストップ方式に同意したとき"),
        note=_("時間帯によらず、すぐに転出できます。発行済みの番号と待っている申し込みは無効です。"),
    ),
    "port_one_stop_ends_with_order": Title(
        name=_("ワンストップ方式の同意の終わり"),
        note=_("転出先での申し込みが終わると、同意も終わります。回線は、そのまま使えます。"),
    ),
    "port_out_ends_line": Title(
        name=_("転出による回線の終わり"),
        note=_("転出先で開通した時に終わります。解約の手続きは要りません。"),
    ),
    "port_out_full_month": Title(
        name=_("転出した月の料金"),
        note=_("開通した日が月のいつでも、その月の1か月分がかかります。"),
    ),
    "port_out_beside_cancellation": Title(
        name=_("解約と転出が重なったとき"),
        note=_(
            "解約を受け付けた後も、回線が終わるまでは転出できます。予約番号があっても解約でき、"
            "番号は回線と同時に無効になります。"
        ),
    ),
    "port_failed_leaves_alone": Title(
        name=_("転出先で開通できなかったとき"),
        note=_("番号も回線も、そのまま使えます。"),
    ),
    "port_out_device_choice": Title(
        name=_("転出するときの端末の支払い方法"),
        note=_("予約番号の発行のときに選び、開通するまで変えられます。"),
    ),
    "port_completion_mail_hours": Title(
        name=_("転出の完了メールが届くまで"),
        note=_("開通の時から数えて、長くかかる場合です。"),
    ),
    "port_advice_days_with_card": Title(
        name=_("月内に転出するための目安（SIMカード）"),
        note=_("月末の日から、さかのぼって数えます。この日までの発行をおすすめします。"),
    ),
    "port_advice_days_without_card": Title(
        name=_("月内に転出するための目安（eSIM・店頭での開通）"),
        note=_("月末の日から、さかのぼって数えます。この日までの発行をおすすめします。"),
    ),
    "port_card_post_days": Title(
        name=_("転出先のSIMカードが届くまで"), note=_("転出先によって変わる目安です。")
    ),
}

_PORT_IN: dict[str, Title] = {
    "port_in_days_left": Title(
        name=_("転入に必要な予約番号の残り日数"),
        note=_("お申し込みの日は数えません。この日数が残っていれば受け付けます。"),
    ),
    "port_in_by_contractor": Title(
        name=_("転入する番号の名義"),
        note=_("転出元と同じ名義でお申し込みください。違うときは、先に転出元で直します。"),
    ),
    "port_in_former_number": Title(
        name=_("以前使っていた番号での再契約"),
        note=_("他社に転出した番号は、転入の手続きで戻せます。"),
    ),
}

_OVERSEAS: dict[str, Title] = {
    "overseas_deadline": Title(
        name=_("海外での締切の見かた"),
        note=_("締切は日本時間で決まります。国ではなく都市の時刻と夏時間から計算します。"),
    ),
    "overseas_zones": Title(
        name=_("締切を現地の時刻で示す都市"),
        note=_("ここにない地域も、タイムゾーンの名前で計算できます。"),
    ),
    "overseas_offered": Title(name=_("海外に行くあいだの選び方")),
    "overseas_everything": Title(
        name=_("海外からの手続き"),
        note=_(
            "解約、MNP予約番号の発行、SIMカードの返却（国際郵便）のどれもできます。"
            "代理人は要りません。"
        ),
    ),
    "overseas_card": Title(
        name=_("海外にいるあいだのクレジットカード"),
        note=_("最後の料金の支払いが済むまで、有効なカードを登録しておいてください。"),
    ),
}

_PLAN_CHANGE: dict[str, Title] = {
    "plan_change_fee": Title(
        name=_("プラン変更の手数料"), note=_("旧プランからの変更も同じです。")
    ),
    "plan_change_from_next_month": Title(
        name=_("プランが変わる日"), note=_("予約した月の翌月1日です。")
    ),
    "plan_change_closed_days": Title(
        name=_("プラン変更を受け付けない月末の日数"),
        note=_("月の最後の日から数えます。"),
    ),
    "plan_change_withdrawable": Title(
        name=_("プラン変更の予約の取り消し"),
        note=_("予約を受け付けているあいだは取り消せます。月の最後の日からは取り消せません。"),
    ),
    "plan_change_not_before_use": Title(
        name=_("利用開始日の前のプラン変更"),
        note=_("予約できません。利用開始日から予約できます。"),
    ),
    "plan_change_dropped_by_leaving": Title(
        name=_("回線が終わるときのプラン変更の予約"),
        note=_("解約を受け付けるか、転出先で開通すると、予約はなくなります。"),
    ),
    "legacy_plans_sold": Title(
        name=_("旧プラン（mioモバイル）の受付"),
        note=_("「いいえ」になった後も、契約中の旧プランはそのまま使えます。"),
    ),
}

_DATA: dict[str, Title] = {
    "data_gigabyte": Title(name=_("1GBの大きさ")),
    "data_first_month_in_part": Title(
        name=_("始めの月のデータ容量"),
        note=_("利用開始日から月末までの日数で割り、1MB未満を切り捨てます。"),
    ),
    "data_price": Title(name=_("追加データの料金"), note=_("1GBあたりです。")),
    "data_parcel": Title(name=_("追加データの単位")),
    "data_price_legacy": Title(name=_("追加データの料金（旧プラン）"), note=_("100MBあたりです。")),
    "data_parcel_legacy": Title(name=_("追加データの単位（旧プラン）")),
    "data_parcels_a_month": Title(
        name=_("ひと月に買える追加データの回数"), note=_("1回線ごとに数えます。")
    ),
    "data_no_refund": Title(
        name=_("使い切らなかった追加データ"),
        note=_("残っていても、代金は戻りません。"),
    ),
    "data_bought_in_use_only": Title(
        name=_("追加データを買える回線"), note=_("利用開始日から最終日までの回線です。")
    ),
    "data_lasts_months": Title(
        name=_("データの期限"),
        note=_("受け取った月から数えて何か月後の月末まで使えるか。0か月は、その月の末日です。"),
    ),
    "data_oldest_first": Title(name=_("データが減る順番"), note=_("期限が早いものから使います。")),
    "data_lost_at_end": Title(
        name=_("契約が終わるときのデータ"),
        note=_("繰り越した分も追加で買った分も、回線の終わりと同時になくなります。"),
    ),
    "data_gift_keeps_expiry": Title(
        name=_("贈られたデータの期限"), note=_("贈っても、元の期限のままです。")
    ),
    "data_joins_pool": Title(
        name=_("グループに入る回線のデータ"),
        note=_("残っているデータも、シェアグループで分け合います。期限は変わりません。"),
    ),
    "data_known_next_day": Title(
        name=_("1日の利用量がわかるとき"), note=_("翌日の0:00に、残りのデータ量へ反映します。")
    ),
    "data_low_speed": Title(
        name=_("データがなくなった後の速さ"), note=_("低速に切り替えたときも同じです。")
    ),
    "data_speed_switch": Title(
        name=_("高速と低速の切り替え"),
        note=_("会員サイトで切り替えられます。低速のあいだ、データは減りません。"),
    ),
    "data_alerts": Title(
        name=_("データの残りのお知らせ"),
        note=_("その月に使えるデータのうち、使った割合です。"),
    ),
    "data_alerts_once": Title(
        name=_("残りのお知らせの回数"),
        note=_("割合ごとに、ひと月に1回です。同じ日に2つ届いたときは、高いほうだけです。"),
    ),
    "data_alerted_at": Title(name=_("残りのお知らせを送る時刻")),
    "data_history_most": Title(
        name=_("月ごとの利用量をさかのぼる長さ"), note=_("今月を含み、記録があるときです。")
    ),
    "data_history_months": Title(
        name=_("月ごとの利用量を見られる期間"), note=_("今月のほかに、さかのぼれる月数です。")
    ),
    "data_history_days": Title(name=_("日ごとの利用量を見られる期間"), note=_("今日を含みます。")),
    "cloud_of_every_plan": Title(
        name=_("IIJmioクラウドのある契約"),
        note=_("どのプランでも使えるものとして、解約の流れに消える日を示します。"),
    ),
    "cloud_days": Title(
        name=_("契約が終わった後のIIJmioクラウドの保存"),
        note=_("最終日の翌日から数えます。この日数が過ぎると消去します。"),
    ),
    "storage_ends_with_option": Title(
        name=_("オプションストレージのデータ"), note=_("オプションの終わりと同時に消去します。")
    ),
}

TITLES: dict[str, Title] = (
    _OPERATORS | _NUMBER | _PORT_OUT | _PORT_IN | _OVERSEAS | _PLAN_CHANGE | _DATA
)
