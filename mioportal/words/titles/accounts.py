"""Titles of the rules around a mioID: its life, signing in, limits, undoing."""

from django.utils.translation import gettext_lazy as _

from mioportal.words.text import Title

TITLES: dict[str, Title] = {
    "mioid_fee": Title(name=_("mioIDの登録料")),
    "mioid_form": Title(
        name=_("mioIDの形"),
        note=_("「MA」に半角の数字7桁を続けます。"),
    ),
    "mioid_login": Title(
        name=_("ログインに使えるもの"),
        note=_(
            "mioIDと、登録したメールアドレスのどちらも使えます。"
            "全角で入力しても半角として読み取ります。"
        ),
    ),
    "mioid_given": Title(
        name=_("mioIDの決め方"),
        note=_("こちらで番号を割り当てます。好きな番号は選べません。"),
    ),
    "mioid_never_alone": Title(
        name=_("mioIDだけの登録"),
        note=_("登録はお申し込みと一緒に行います。mioIDだけを取ることはできません。"),
    ),
    "mioid_one_per_person": Title(
        name=_("お一人のmioIDの数"),
        note=_(
            "一つだけです。有効なあいだは同じmioIDに回線を追加し、"
            "無効になった後は新しいmioIDになります。"
        ),
    ),
    "mioid_never_merged": Title(
        name=_("mioIDの統合"),
        note=_("できません。残したいmioIDで回線を申し込み、もう一方の回線を解約してください。"),
    ),
    "mioid_closes_alone": Title(
        name=_("mioIDの終わり方"),
        note=_("期限が来ると自動で無効になります。手続きは必要ありません。"),
    ),
    "mioid_application_days": Title(
        name=_("進行中のお申し込みとmioIDの期限"),
        note=_(
            "お申し込みが進行中のあいだは、期限は来ません。取り消されたときは、もとの期限か、"
            "取り消しの7日後の、遅いほうまでです。"
        ),
    ),
    "mioid_card_is_no_case": Title(
        name=_("返却待ちのSIMカードとmioIDの期限"),
        note=_(
            "カードの返却を待っているだけでは、期限は延びません。SIM損害金の件が始まると、"
            "それが片付くまで延びます。"
        ),
    ),
    "mioid_closing_months": Title(
        name=_("全サービスの終了からmioIDが無効になるまで"),
        note=_(
            "最後のサービスの終了、最後の請求の精算、端末の最後の支払い、SIMカードの件の終了の"
            "うち、いちばん遅い日から数えます。同じ日付の日まで有効で、翌日の0:00に無効になります。"
        ),
    ),
    "mioid_provisional_months": Title(
        name=_("仮登録のmioIDの有効期間"),
        note=_("登録した日から数えます。翌月の同じ日付の日まで有効です。"),
    ),
    "mioid_closing_warning_months": Title(
        name=_("mioIDが無効になる前の最初のお知らせ"),
        note=_("有効な最後の日から、さかのぼって数えます。"),
    ),
    "mioid_closing_warning_days": Title(
        name=_("mioIDが無効になる前の二度目のお知らせ"),
        note=_("有効な最後の日から、さかのぼって数えます。"),
    ),
    "lock_misses": Title(
        name=_("ロックがかかるまでの間違いの数"),
        note=_("続けて間違えた回数です。正しく入力すると0に戻ります。"),
    ),
    "lock_minutes": Title(
        name=_("ロックの長さ"),
        note=_("ロックがかかった時から数えます。"),
    ),
    "prolonged_lock_minutes": Title(
        name=_("延びたロックの長さ"),
        note=_(
            "ロック中にログインを試すと、ロックがかかった時から数えてこの長さに延びます。"
            "延びるのは一度だけです。"
        ),
    ),
    "lock_memory_hours": Title(
        name=_("二度目のロックが長くなる期間"),
        note=_("この時間のうちにもう一度ロックがかかると、はじめから長いロックになります。"),
    ),
    "lock_memory_begins": Title(
        name=_("二度目のロックの数え方"),
        note=_("前のロックがかかった時から数え、ちょうど24時間の時は含みません。"),
    ),
    "lock_memory_stays": Title(
        name=_("ロックを解いた後の扱い"),
        note=_("早く解いても、前にロックがかかったことは24時間のあいだ数えます。"),
    ),
    "reset_opens_lock": Title(
        name=_("ロック中のパスワード再設定"),
        note=_("ロック中でも設定し直せます。設定が終わるとロックが解けます。"),
    ),
    "staff_open_lock": Title(
        name=_("サポートによるロックの解除"),
        note=_("本人であることを確認したうえで、係員が解除できます。"),
    ),
    "password_least": Title(
        name=_("パスワードの最短の長さ"), note=_("この数ちょうどでも設定できます。")
    ),
    "password_most": Title(
        name=_("パスワードの最長の長さ"), note=_("この数ちょうどでも設定できます。")
    ),
    "password_mixes": Title(
        name=_("パスワードに必要な文字"),
        note=_("半角の英字と半角の数字を、どちらも1文字以上入れます。"),
    ),
    "password_as_typed": Title(
        name=_("パスワードに使える文字"),
        note=_("記号も空白も全角文字も使えます。入力されたとおりに照合し、直しません。"),
    ),
    "reset_link_minutes": Title(
        name=_("パスワード再設定のURLの有効時間"), note=_("メールを送った時から数えます。")
    ),
    "reset_link_once": Title(
        name=_("パスワード再設定のURLを使える回数"),
        note=_("一度だけです。設定を終えたURLは使えなくなります。"),
    ),
    "reset_by_either": Title(
        name=_("パスワード再設定に入力するもの"),
        note=_("mioIDでもメールアドレスでも受け付けます。URLは登録済みのアドレスに送ります。"),
    ),
    "mioid_look_up": Title(
        name=_("mioIDを忘れたとき"),
        note=_(
            "登録済みのアドレスにmioIDを送ります。番号は変わりません。"
            "登録のないアドレスを入力しても、画面の答えは同じです。"
        ),
    ),
    "sign_in_from_abroad": Title(
        name=_("海外やVPNからのログイン"),
        note=_(
            "ログインできます。安全のため追加の確認をお願いすることがあり、"
            "その場合はVPNを切ってお試しください。"
        ),
    ),
    "risk_vpn": Title(
        name=_("VPNや中継サーバーからのログインの点"),
        note=_("係員が注意する接続元として登録したものだけを数えます。"),
    ),
    "risk_abroad": Title(
        name=_("海外からのログインの点"),
        note=_("係員が注意する接続元として登録したものだけを数えます。"),
    ),
    "risk_new_place": Title(
        name=_("はじめての接続元の点"),
        note=_("履歴の中に、その接続元からのログインがないときに数えます。"),
    ),
    "risk_misses_elsewhere": Title(
        name=_("別の接続元での間違いの点"),
        note=_("少し前に、別の接続元から間違った入力があったときに数えます。"),
    ),
    "risk_misses_minutes": Title(
        name=_("別の接続元での間違いを数える時間"),
        note=_("ログインの時から、さかのぼって数えます。"),
    ),
    "risk_limit": Title(
        name=_("追加の確認をお願いする点"),
        note=_("合計がこの点になると、正しいパスワードのほかに、確認コードをお願いします。"),
    ),
    "check_code_digits": Title(name=_("確認コードの桁数")),
    "check_code_minutes": Title(
        name=_("確認コードの有効時間"), note=_("パスワードが正しいと分かった時から数えます。")
    ),
    "check_code_tries": Title(name=_("確認コードを入力できる回数")),
    "check_code_mails": Title(
        name=_("確認コードのメールを送る回数"), note=_("はじめの1通を含みます。")
    ),
    "check_code_miss_counts": Title(
        name=_("確認コードの間違い"),
        note=_("パスワードの間違いと同じように数え、続くとロックがかかります。"),
    ),
    "sign_in_history_months": Title(
        name=_("ログインの履歴を残す期間"),
        note=_("同じ日付の日まで残し、その翌日に消します。"),
    ),
    "sign_in_help": Title(name=_("ログインできないときの対処")),
    "lost_mail_proofs": Title(
        name=_("メールアドレスも使えないときに確認するもの"),
        note=_("カスタマーサポートがお電話で確認します。"),
    ),
    "contact_changeable": Title(
        name=_("会員サイトで変更できるお客様情報"),
        note=_("生年月日は変更できません。法人の会社名とご担当者は、法人の窓口で変更します。"),
    ),
    "contact_password_first": Title(
        name=_("変更のときに、いまのパスワードを入力するもの"),
    ),
    "contact_password_misses": Title(
        name=_("変更のときのパスワードの間違い"),
        note=_("ログインのときの間違いと合わせて数え、続けて間違えるとロックがかかります。"),
    ),
    "papers_again_on_change": Title(
        name=_("変更すると本人確認書類をもう一度求めるもの"),
        note=_("確認が終わるまで、MNP予約番号の発行と会員サイトでの解約はできません。"),
    ),
    "papers_again_of": Title(
        name=_("変更のときに本人確認書類を求める会員"),
        note=_(
            "音声かSMSの回線を持つ個人の会員です。データ専用の回線だけのときは求めません。"
            "法人の書類は、法人の窓口がお願いします。"
        ),
    ),
    "mail_change_confirmed_twice": Title(
        name=_("メールアドレスの変更の確認"),
        note=_(
            "変更前と変更後の両方のアドレスにURLを送り、両方で確認できたときに変わります。"
            "URLを使えるのは、それぞれ一度だけです。"
        ),
    ),
    "mail_change_hours": Title(
        name=_("メールアドレスの変更を確認するURLの有効時間"),
        note=_("変更を申し込んだ時から数えます。メールを送り直しても延びません。"),
    ),
    "pickup_news_chosen": Title(
        name=_("IIJ Pickup Newsの受け取り"),
        note=_("いつでも始めて、いつでもやめられます。契約や手続きのメールは止められません。"),
    ),
    "pickup_news_from": Title(
        name=_("IIJ Pickup Newsを送る日時"),
        note=_("受け取りを始めた日以降の号を、その号の日の10:00に送ります。"),
    ),
    "pickup_news_late": Title(
        name=_("IIJ Pickup Newsを遅れて送る期限"),
        note=_("その号の日から数えます。これより古い号は送りません。"),
    ),
    "voice_lines_most": Title(
        name=_("音声回線の上限"),
        note=_("mioIDごとの数です。音声SIMと音声eSIMを合わせて数え、この数まで持てます。"),
    ),
    "lines_most": Title(
        name=_("モバイル回線の上限"),
        note=_("mioIDごとの数です。音声の回線を含めて、この数まで持てます。"),
    ),
    "contracts_most": Title(
        name=_("同じサービスの契約数の上限"),
        note=_("mioIDごとの契約の数です。サービスに別の上限があれば、そちらが優先します。"),
    ),
    "lines_counted": Title(
        name=_("回線の数え方"),
        note=_("申込中の回線と、月末の解約を待つ回線も数えます。ひかりとオプションは数えません。"),
    ),
    "initial_cancel_days": Title(
        name=_("初期契約解除を申し出られる期間"),
        note=_(
            "契約のお知らせを受け取った日を1日目とし、最後の日の23:59までです。"
            "利用開始が後なら、その日を1日目とします。"
        ),
    ),
    "initial_cancel_sending": Title(
        name=_("初期契約解除の申し出の時"),
        note=_("会員が申し出を送った時で判断します。届いた時ではありません。"),
    ),
    "initial_cancel_receipt": Title(
        name=_("契約のお知らせを受け取った日"),
        note=_("電子交付では、サイトで初めて読めるようになった日です。"),
    ),
    "initial_cancel_first": Title(
        name=_("月末の解約を申し込んだあとの初期契約解除"),
        note=_("期間のうちなら申し出られます。月末の解約は、取り下げになります。"),
    ),
    "initial_cancel_alone": Title(
        name=_("初期契約解除の同意"),
        note=_("会員の申し出だけで成立します。こちらの承諾は要りません。"),
    ),
    "initial_cancel_ways": Title(name=_("初期契約解除の申し出の方法")),
    "initial_cancel_still_charged": Title(name=_("初期契約解除をしても請求されるもの")),
}
