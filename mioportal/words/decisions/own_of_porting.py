"""Choices of our own about leaving with the number."""

from django.utils.translation import gettext_lazy as _

from mioportal.words.text import Choice

CHOICES_OF_PORTING: tuple[Choice, ...] = (
    Choice(
        id="D-130",
        choice=_(
            "ワンストップ方式の転出は、会員サイトで同意した時から、発行の時間帯によらず15日間"
            "できます。発行済みの予約番号と待っている申し込みは、同時に無効になります。"
        ),
    ),
    Choice(
        id="D-131",
        choice=_(
            "再発行の回数には、会員サイトからの申し込みだけを数えます。窓口での再発行は数えません。"
        ),
    ),
    Choice(
        id="D-132",
        choice=_(
            "登録内容の不備は窓口が見つけ、申し込みごとに保留します。直ったことを窓口が確かめると、"
            "発行に進みます。"
        ),
    ),
    Choice(
        id="D-133",
        choice=_(
            "転出先で開通できなかったときや、転出先での申し込みが取りやめになったときは、"
            "予約番号も回線もそのままです。"
        ),
    ),
    Choice(
        id="D-160",
        choice=_(
            "ワンストップ方式の同意は、転出先でのその申し込みが終わると、一緒に終わります。"
            "会員が同意を取り消したあとも、申し込みが続いているあいだは、もう一度同意できます。"
        ),
    ),
)
