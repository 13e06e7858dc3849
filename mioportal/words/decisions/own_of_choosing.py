"""What this project chose itself about choosing before one applies."""

from django.utils.translation import gettext_lazy as _

from mioportal.words.text import Choice

CHOICES_OF_CHOOSING: tuple[Choice, ...] = (
    Choice(
        id="D-100",
        choice=_(
            "動作確認端末一覧は、練習のために作った例です。発売された月とSIMタイプは公開されている仕様に"
            "よりますが、実際の回線で確かめたものではありません。一覧にない端末の使用は止めません。"
        ),
    ),
    Choice(
        id="D-101",
        choice=_(
            "申し込み前の確認シートは、毎月使うデータ量が収まるいちばん小さいプランと、通話の長さに合う"
            "通話定額を目安に示します。答えは保存せず、お申し込みの選択にも影響しません。"
        ),
    ),
    Choice(
        id="D-102",
        choice=_("初期設定の案内に載せる接続先（APN）の値は、練習用に決めたものです。"),
    ),
)
