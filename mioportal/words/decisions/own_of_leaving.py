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
)
