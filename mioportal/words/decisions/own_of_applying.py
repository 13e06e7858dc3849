"""Where every source is silent about what follows an application: this project's own choices."""

from django.utils.translation import gettext_lazy as _

from mioportal.words.text import Choice

CHOICES_AFTER_APPLYING: tuple[Choice, ...] = (
    Choice(
        id="D-94",
        choice=_(
            "SIMカードは、発送の2日後に届くものとします。新しい電話番号の回線は、その日の0:00に"
            "開通し、その日が利用開始日と課金開始日です。"
        ),
    ),
    Choice(
        id="D-95",
        choice=_(
            "引き継ぐ電話番号は、お申し込みの状況のページで「開通する」を押したときに切り替わります。"
            "お手元に届いたあと手続きがなければ、MNP予約番号の最終日の0:00に切り替えます。"
            "期限の切れた番号は、新しい番号に入れ直せます。"
        ),
    ),
    Choice(
        id="D-96",
        choice=_(
            "本人確認が完了している方と、本人確認の要らないお申し込みは、受付と同時に承認します。"
            "eSIMは、承認したその時に開通します。"
        ),
    ),
    Choice(
        id="D-97",
        choice=_(
            "初期契約解除をした月の基本料とオプション料は、その月に使えた最初の日から、"
            "解除した日までの日割りにします。それぞれ1円未満は切り捨てます。"
        ),
    ),
    Choice(
        id="D-98",
        choice=_(
            "期間のうちなら、月末の解約を申し込んだあとでも初期契約解除を申し出られます。"
            "月末の解約は、そこで取り下げになります。"
        ),
    ),
    Choice(
        id="D-99",
        choice=_(
            "お申し込みの状況は、受付番号とメールアドレスが分かれば、ログインしなくても見られます。"
            "お名前と電話番号は、ログインしたときだけ表示します。"
        ),
    ),
)
