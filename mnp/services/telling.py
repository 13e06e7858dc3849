"""What the log of a move says of numbers; never the number itself."""

from django.utils.translation import gettext_lazy as _

NOTED = {
    "queued": _("%(line)s のMNP予約番号の申し込みを受け付けました（受付番号 %(receipt)s）"),
    "held": _("%(line)s のMNP予約番号の発行を保留しました（受付番号 %(receipt)s）"),
    "issued": _("%(line)s のMNP予約番号を発行しました（受付番号 %(receipt)s）"),
    "expired": _("%(line)s のMNP予約番号の期限が切れました（受付番号 %(receipt)s）"),
    "voided": _("%(line)s のMNP予約番号を無効にしました（受付番号 %(receipt)s）"),
    "called_off": _("%(line)s のMNP予約番号の申し込みを取りやめました（受付番号 %(receipt)s）"),
    "failed": _("%(line)s は、転出先で開通できませんでした（受付番号 %(receipt)s）"),
    "one_stop": _("%(line)s の転出に同意しました（受付番号 %(receipt)s）"),
    "one_stop_expired": _("%(line)s の転出への同意の期限が切れました（受付番号 %(receipt)s）"),
    "one_stop_voided": _("%(line)s の転出への同意が終わりました（受付番号 %(receipt)s）"),
    "opened": _("%(line)s が転出先で開通し、回線が終わりました（受付番号 %(receipt)s）"),
}
