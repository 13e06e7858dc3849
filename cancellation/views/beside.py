"""What a member asks beside the last day: stopping today, a pause, the number, mail and files."""

from typing import Any

from django.utils.translation import gettext as _

from contracts.models import Line
from mioportal.plumbing.templatetags.ui import jdate
from mioportal.rules import data
from mioportal.rules.quote import Quote


def beside(quote: Quote, line: Line) -> list[dict[str, Any]]:
    """Each question with its answer and the row it rests on (F-CAN-13, 14, F-CON-09, 12, 13)."""
    told = [
        {
            "title": _("今日から使うのをやめたい"),
            "text": _stop(line),
            "rule": "last_month_in_full",
        },
        {
            "title": _("しばらく休みたい"),
            "text": _("休止はありません。使わない月も、契約があるあいだは月額料金がかかります。"),
            "rule": "no_pause",
        },
    ]
    if line.function != Line.Function.DATA:
        told.append(
            {
                "title": _("電話番号はどうなるか"),
                "text": _(
                    "最終日のあとは使えず、間違えて解約したときも、すぐに気づいたときも、"
                    "再びご契約いただいても、料金を払っても戻りません。"
                ),
                "rule": "number_never_returns",
            }
        )
    told.append(
        {
            "title": _("IIJmioのメールアドレス"),
            "text": _(
                "「○○○.iijmio.jp」のアドレスは、契約と一緒に終わります。"
                "銀行や買い物のサイトに登録しているときは、先に変更してください。"
            ),
            "rule": "mail_address_ends",
        }
    )
    told.append(
        {
            "title": _("IIJmioクラウドのファイル"),
            "text": _("%sを過ぎると消えます。必要なファイルは、それまでに取り出してください。")
            % jdate(data.cloud_deleted_on(quote.ends_on)),
            "rule": "cloud_days",
        }
    )
    return told


def _stop(line: Line) -> str:
    if line.has_card:
        return _(
            "SIMカードを端末から抜くか、端末の設定でモバイルデータ通信を切ってください。"
            "料金は、それでも最終日まで1か月分かかります。"
        )
    return _(
        "端末の設定で、この回線とモバイルデータ通信を切ってください。プロファイルは、"
        "最終日のあとで削除します。料金は、それでも最終日まで1か月分かかります。"
    )
