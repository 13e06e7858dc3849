"""Where every source is silent about what follows leaving: this project's own choices."""

from django.utils.translation import gettext_lazy as _

from mioportal.words.text import Choice

CHOICES_AFTER_LEAVING: tuple[Choice, ...] = (
    Choice(
        id="D-120",
        choice=_(
            "SIM損害金の確認は、損害金がかかりうる最初の日に始めます。それより前にmioIDが無効に"
            "なったときは、確認も請求もしません。"
        ),
    ),
    Choice(
        id="D-121",
        choice=_(
            "取り下げの申し出が間に合った回線は、窓口が決めるまで終わらせず、これまでどおり使えます。"
            "お受けできないときは、もとの最終日で終わったものとし、待っていた日の料金はいただきません。"
        ),
    ),
    Choice(
        id="D-122",
        choice=_(
            "解約を取り下げると、プラン、回線とともに終わるはずだったオプション、シェアグループの席が"
            "元に戻ります。解約で取りやめになったプラン変更の予約は戻りません。送ったSIMカードは返らず、"
            "再発行をご案内します。"
        ),
    ),
    Choice(
        id="D-142",
        choice=_(
            "取り下げの申し出を窓口がお受けできないと決めたあとは、会員は同じ解約について、もう一度は"
            "申し出られません。窓口は、新しく分かったことがあれば、効力が生じるまで取り下げられます。"
        ),
    ),
    Choice(
        id="D-143",
        choice=_(
            "お問い合わせフォームでの取り下げの申し出は、サービスコードと電話番号のどちらで書かれた回線も"
            "分かるように読みます。契約のどの回線にも当たらないときは、その日に申し込んだすべての解約の"
            "申し出とします。"
        ),
    ),
)
