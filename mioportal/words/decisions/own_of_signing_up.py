"""Where every source is silent about applying: what this project chose itself."""

from django.utils.translation import gettext_lazy as _

from mioportal.words.text import Choice

CHOICES_OF_SIGNING_UP: tuple[Choice, ...] = (
    Choice(
        id="D-84",
        choice=_(
            "練習用サイトで登録すると、その会員だけの時計が、登録した時から動き始めます。"
            "以前のmioIDと同じメールアドレスのときは、以前と同じ時計です。"
        ),
    ),
    Choice(
        id="D-85",
        choice=_("お申し込みの確認メールのURLは60分間、一度だけ使えます。新しいものだけが有効です。"),
    ),
    Choice(
        id="D-86",
        choice=_(
            "お申し込みを終えると、仮登録の期限は、その日から1か月になります。"
            "審査や発送のあいだに無効になることを防ぐためです。"
        ),
    ),
    Choice(
        id="D-87",
        choice=_(
            "エントリーコードや紹介コードは英数字4〜20文字で、お申し込みと一緒に記録します。"
            "紹介コードと提携サイトのコードは、金額には影響しません。"
        ),
    ),
    Choice(
        id="D-88",
        choice=_(
            "はじめてのご請求の見込みは、いちばん早い開通日で計算します。eSIMはお申し込みの当日、"
            "SIMカードは届く目安の初日です。"
        ),
    ),
    Choice(
        id="D-89",
        choice=_("進行中のお申し込みは、お一人に一つです。複数の回線は、一つのお申し込みに加えます。"),
    ),
    Choice(
        id="D-90",
        choice=_("本人確認書類は、お申し込みのあとでも提出できます。届くまで審査は始まりません。"),
    ),
)
