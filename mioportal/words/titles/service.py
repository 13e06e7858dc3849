"""Titles of the rules around papers, cards, debts, companies, minors and the desks."""

from django.utils.translation import gettext_lazy as _

from mioportal.words.text import Title

TITLES: dict[str, Title] = {
    "paper_accepted": Title(
        name=_("本人確認書類として使えるか"),
        note=_("書類を送った日で決まります。"),
    ),
    "papers_with_supplement": Title(name=_("補助書類も必要な本人確認書類")),
    "papers_for_voice_esim": Title(name=_("音声eSIMで使える本人確認書類")),
    "papers_never_accepted": Title(name=_("本人確認に使えない書類")),
    "paper_rules": Title(name=_("本人確認書類の写し方")),
    "papers_needed_for": Title(
        name=_("本人確認書類が必要な機能"),
        note=_("データ専用の回線だけなら、書類は必要ありません。"),
    ),
    "papers_needed_with_device": Title(
        name=_("端末を購入するときの本人確認"),
        note=_("どの機能の回線でも、端末を一緒に購入するときは書類が必要です。"),
    ),
    "paper_file_formats": Title(
        name=_("本人確認書類のファイルの形式"),
        note=_("ファイルの名前ではなく、中身で判断します。"),
    ),
    "paper_file_bytes": Title(
        name=_("本人確認書類のファイルの大きさ"),
        note=_("1つのファイルの上限です。ちょうどの大きさまで受け付けます。"),
    ),
    "paper_files": Title(
        name=_("一度に送れるファイルの数"),
        note=_("書類の表と裏、補助書類の表と裏を数えます。"),
    ),
    "identity_review": Title(
        name=_("本人確認の審査にかかる日数"),
        note=_("書類を送った日の翌日から数えます。送り直したときも同じです。"),
    ),
    "identity_result_by_mail": Title(
        name=_("本人確認の結果のお知らせ"),
        note=_("「完了」か「差し戻し」かを、メールでお知らせします。"),
    ),
    "identity_blocks_leaving": Title(
        name=_("本人確認とMNP転出・解約"),
        note=_("「完了」になるまで、MNP予約番号の発行も会員サイトでの解約もできません。"),
    ),
    "identity_before_voice": Title(
        name=_("本人確認と音声回線の開通"),
        note=_("音声の回線は、本人確認が「完了」になってから使えるようになります。"),
    ),
    "papers_reminder": Title(
        name=_("書類が届かないときのお知らせ"),
        note=_("提出をお願いした日から数えます。"),
    ),
    "paper_images_kept": Title(
        name=_("本人確認書類の画像の保管"),
        note=_("審査の結果が出た日から数えます。最後の日が過ぎると消去します。"),
    ),
    "paper_sides": Title(
        name=_("本人確認書類の、写す面"),
        note=_("どの書類にも、補助書類（いまの住所が載ったもの）を添えられます。"),
    ),
    "my_number_back_never_sent": Title(
        name=_("マイナンバーカードの裏面"),
        note=_("個人番号が載っているため、受け取りません。表面だけを送ってください。"),
    ),
    "pictures_drawn_anew": Title(
        name=_("受け取った画像の扱い"),
        note=_("見えるものだけを描き直して保管し、撮影した場所などの付帯情報は残しません。"),
    ),
    "picture_most_pixels": Title(name=_("画像の画素数の上限"), note=_("縦と横の積で数えます。")),
    "picture_least_edge": Title(name=_("画像の短い辺の下限")),
    "papers_draft_days": Title(
        name=_("提出しなかった画像の保管"),
        note=_("準備を始めた日から数えます。過ぎると、画像を消して準備を取りやめます。"),
    ),
    "card_networks": Title(
        name=_("使えるカードのブランド"),
        note=_("カードに印字された名前ではなく、ブランドで判断します。"),
    ),
    "card_names": Title(name=_("ご案内しているカードの名前")),
    "card_no_debit_or_prepaid": Title(
        name=_("使えないカード"),
        note=_("デビットカード、プリペイドカード、承認に人の判断が必要なカードは使えません。"),
    ),
    "card_holder_is_contractor": Title(
        name=_("カードの名義"),
        note=_("契約者ご本人の名義に限ります。"),
    ),
    "card_always_replaceable": Title(
        name=_("カードの変更"),
        note=_("新しいカードが承認されれば、残債や未払いがあっても変更できます。"),
    ),
    "card_kept_while_owed": Title(
        name=_("カードの削除"),
        note=_("支払うものが残っているあいだは、代わりのカードなしに削除できません。"),
    ),
    "card_expiry_warnings": Title(
        name=_("カードの有効期限のお知らせ"),
        note=_("有効期限の月の末日から、さかのぼって数えます。"),
    ),
    "card_visit_minutes": Title(
        name=_("カードを登録する手続きの長さ"),
        note=_("決済代行のページを開いてから数えます。過ぎたときは、始めからやり直します。"),
    ),
    "card_visits_an_hour": Title(
        name=_("カードを登録する手続きの回数"),
        note=_("1時間に始められる数です。"),
    ),
    "card_name_is_compared": Title(
        name=_("カードの名義の確かめ方"),
        note=_(
            "ご登録の氏名（カナ）とローマ字で比べます。姓と名の順、大文字と小文字、"
            "「SHI」と「SI」、「OU」と「O」のような書き方の違いは、同じ名前とみなします。"
        ),
    ),
    "card_change_is_told": Title(
        name=_("カードの変更と削除のお知らせ"),
        note=_("変更または削除したときは、メールとお知らせでもお伝えします。"),
    ),
    "payment_ways": Title(
        name=_("お支払いの方法"),
        note=_("用紙と郵送の請求書は、引き落とせなかった料金と、解約後の料金だけに使います。"),
    ),
    "dunning_notice": Title(
        name=_("引き落とせなかったことのお知らせ"),
        note=_("引き落としの日の翌日から数えます。"),
    ),
    "dunning_slip_day": Title(
        name=_("コンビニ払い用紙の発送日"),
        note=_("引き落としの月の翌月の日です。"),
    ),
    "dunning_due_at_month_end": Title(
        name=_("コンビニ払いの期限"),
        note=_("用紙を発送した月の末日です。この日まで支払えます。"),
    ),
    "dunning_warning": Title(
        name=_("利用停止の予告"),
        note=_("支払いの期限の翌日から数えます。"),
    ),
    "dunning_suspension_day": Title(
        name=_("利用停止の日"),
        note=_("支払いの期限の翌月の日です。"),
    ),
    "suspended_takes_nothing_new": Title(
        name=_("利用停止中の手続き"),
        note=_(
            "データ量の追加、プラン変更、オプションの追加はできません。オプションの解約はできます。"
        ),
    ),
    "dunning_ends_at_month_end": Title(
        name=_("未払いによる契約の終了"),
        note=_("利用停止の月の末日まで支払いがないと、その日で契約が終わります。"),
    ),
    "payment_confirmation": Title(
        name=_("お支払いの確認にかかる日数"),
        note=_("支払った日の翌日から数えます。確認できると、止まっていた手続きに戻れます。"),
    ),
    "slip_confirmed_after": Title(
        name=_("コンビニでのお支払いを確認する日"),
        note=_("支払った日の翌日から数えます。"),
    ),
    "late_card_asked_again": Title(
        name=_("カード会社の答えが遅れたとき"),
        note=_("この日数をおいて、同じ請求の答えをもう一度確かめます。二重の請求にはなりません。"),
    ),
    "company_invoice_due": Title(
        name=_("法人の請求書の支払期限"),
        note=_("請求書を発行した月から数えた月の末日です。"),
    ),
    "late_charge": Title(
        name=_("延滞金"),
        note=_("年率です。0のあいだは、延滞金はかかりません。"),
    ),
    "slip_fee": Title(
        name=_("コンビニ払い用紙の手数料"),
        note=_("用紙1枚の金額で、発送の日で決まります。"),
    ),
    "payment_clears_oldest_first": Title(
        name=_("お支払いを充てる順番"),
        note=_("古い月の請求から順に、1か月分ずつまとめて充てます。"),
    ),
    "slip_payment_no_receipt": Title(
        name=_("コンビニ払いの受領のお知らせ"),
        note=_("送りません。レジで受け取る控えを保管してください。"),
    ),
    "debt_may_reach_credit_record": Title(
        name=_("未払いと信用情報"),
        note=_("未払いのままにすると、信用情報に影響することがあります。"),
    ),
    "dispute_before_paying": Title(
        name=_("請求に心当たりがないとき"),
        note=_("支払う前に、カスタマーサポートで内訳を確認できます。"),
    ),
    "wrong_charge_refunded": Title(
        name=_("誤った請求の返金"),
        note=_("請求が誤っていたと分かったときは、返金します。"),
    ),
    "corporate_form_required": Title(name=_("法人の解約フォームで必ず伺うこと")),
    "corporate_form_optional": Title(name=_("法人の解約フォームで答えなくてもよいこと")),
    "corporate_papers": Title(
        name=_("法人の解約で求められることがある書類"),
        note=_("窓口からお願いしたときだけ必要です。"),
    ),
    "corporate_processing": Title(
        name=_("法人の解約にかかる日数"),
        note=_("必要な書類がそろった日から数えた上限です。早ければ数日で終わります。"),
    ),
    "corporate_by_completion": Title(
        name=_("法人の解約の最終日"),
        note=_("窓口が手続きを完了した月の末日です。送った書類の画像は、完了したときに消します。"),
    ),
    "corporate_called_off_until_done": Title(
        name=_("法人の解約の申し込みの取り下げ"),
        note=_("窓口が完了するまで、回線ごとに、またはすべてを取り下げられます。"),
    ),
    "corporate_no_online_cancel": Title(
        name=_("法人契約の解約の受け付け"),
        note=_("会員サイトには解約のボタンがありません。電話かフォームで承ります。"),
    ),
    "corporate_contractor_asks": Title(
        name=_("法人契約の解約を申し込める人"),
        note=_("回線を使う人ではなく、契約者である法人の代表者か担当者に限ります。"),
    ),
    "corporate_several_at_once": Title(
        name=_("複数の法人回線の解約"),
        note=_("まとめて解約できることがあります。窓口でご相談ください。"),
    ),
    "corporate_own_terms": Title(
        name=_("法人契約の最低利用期間"),
        note=_("契約ごとに、個人と違う条件があることがあります。"),
    ),
    "corporate_final_invoice": Title(
        name=_("法人の最後のお支払い"),
        note=_("請求書払いのときは、最後の請求書でお支払いいただきます。"),
    ),
    "corporate_returns_sim": Title(
        name=_("法人のSIMカードの返却"),
        note=_("個人と同じく、SIMカードを返却してください。"),
    ),
    "minor_case": Title(name=_("未成年が使う回線の解約を手続きする人")),
    "minor_parent_duties": Title(
        name=_("親権者が行うこと"),
        note=_("親権者が契約者である回線についてです。"),
    ),
    "minor_login_lost_facts": Title(
        name=_("ログインの情報が分からないときに伺うこと"),
        note=_("契約者の情報です。お子様が使う回線なら、親権者の情報で確認します。"),
    ),
    "desk_hours": Title(
        name=_("窓口の受付時間"),
        note=_("終わりの時刻ちょうどには、受け付けを終えています。"),
    ),
    "desk_phone_number": Title(
        name=_("カスタマーサポートの電話番号"),
        note=_("通話料がかかります。"),
    ),
    "desk_phone_number_overseas": Title(
        name=_("海外から掛けるときの電話番号"),
        note=_("つながらないことがあり、国際電話の料金がかかります。"),
    ),
    "mail_before_overseas_call": Title(
        name=_("海外からのお問い合わせ"),
        note=_("電話より先に、メールかチャットをお試しください。"),
    ),
    "phone_quiet_hours": Title(name=_("電話がつながりやすい時間")),
    "phone_busy_hours": Title(name=_("電話が混み合う時間")),
    "phone_busy_days": Title(name=_("電話が混み合う時期")),
    "mail_answer": Title(
        name=_("メールのお問い合わせへの返信"),
        note=_("受け取った日の翌日から数えます。"),
    ),
    "inquiry_counts_to": Title(
        name=_("その日のお問い合わせとして数える時刻"),
        note=_("この1分が終わるまでに届いたものは、その日のうちのお問い合わせです。"),
    ),
    "call_facts": Title(
        name=_("電話の前に用意するもの"),
        note=_("電話番号は音声の回線のとき、日時は手続きについて尋ねるときに伺います。"),
    ),
    "mail_form_facts": Title(name=_("メールのお問い合わせフォームで伺うこと")),
}
