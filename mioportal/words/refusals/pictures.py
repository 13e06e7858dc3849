"""Words for what is wrong with a file that should be a picture of a paper."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from mioportal.rules.pictures import PictureFault
from mioportal.words.text import Refusal

_TAKE_AGAIN = _("書類をJPEGかPNGで撮影し直して、もう一度送ってください。")

REFUSALS: dict[type[StrEnum], dict[StrEnum, Refusal]] = {
    PictureFault: {
        PictureFault.EMPTY: Refusal(
            title=_("ファイルが空です"),
            text=_("選んだファイルには、何も入っていません（0バイト）。"),
            cure=_("画像が開けることを確かめてから、もう一度選んでください。"),
        ),
        PictureFault.TOO_BIG: Refusal(
            title=_("ファイルが大きすぎます"),
            text=_("選んだファイルは、上限の5MB（5,242,880バイト）を超えています。"),
            cure=_("画像を小さくするか、画質を下げて撮り直してください。"),
        ),
        PictureFault.NOT_A_PICTURE: Refusal(
            title=_("画像ではありません"),
            text=_("選んだファイルの中身は、JPEGでもPNGでもありません。"),
            cure=_TAKE_AGAIN,
        ),
        PictureFault.WRONG_NAME: Refusal(
            title=_("ファイルの名前と中身が合っていません"),
            text=_("名前の終わり（.jpgや.png）が、画像の実際の形式と違います。"),
            cure=_("JPEGなら .jpg、PNGなら .png で終わる名前で保存し直してください。"),
        ),
        PictureFault.BROKEN: Refusal(
            title=_("画像が壊れています"),
            text=_("画像の途中までしか読み取れません。"),
            cure=_TAKE_AGAIN,
        ),
        PictureFault.MOVES: Refusal(
            title=_("動く画像は使えません"),
            text=_("選んだ画像には、複数のコマが入っています。"),
            cure=_("1枚の静止画として保存し直してください。"),
        ),
        PictureFault.MORE_INSIDE: Refusal(
            title=_("画像のほかのデータが混ざっています"),
            text=_("画像の中に、プログラムや別のファイルと思われるデータが含まれています。"),
            cure=_TAKE_AGAIN,
        ),
        PictureFault.TOO_MANY_PIXELS: Refusal(
            title=_("画像の縦横が大きすぎます"),
            text=_("画像の画素数が、上限の4,000万画素を超えています。"),
            cure=_("縦横のサイズを小さくして、もう一度送ってください。"),
        ),
        PictureFault.TOO_SMALL: Refusal(
            title=_("画像が小さすぎます"),
            text=_("短い辺が300画素に満たないため、文字を読み取れません。"),
            cure=_("書類に近づいて、大きく撮り直してください。"),
        ),
    },
}
