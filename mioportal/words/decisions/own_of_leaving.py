"""Where every source is silent about cancelling: this project's own choices."""

from django.utils.translation import gettext_lazy as _

from mioportal.words.text import Choice

CHOICES_OF_LEAVING: tuple[Choice, ...] = (
    Choice(
        id="D-110",
        choice=_(
            "契約と一緒に終わるメールアドレスかどうかは、「@」の後ろで見分けます"
            "（○○○.iijmio.jpと○○○.iijmio-mail.jp）。登録メールアドレスがそのときは、"
            "解約の手続きの最初に変更をお願いしますが、変えなくても解約できます。"
        ),
    ),
    Choice(
        id="D-111",
        choice=_(
            "法人の解約は、窓口が手続きを完了した月の末日に終わります。申し込みの月ではありません。"
            "送っていただいた書類の画像は、完了したときに消します。"
        ),
    ),
)
