"""The issues of IIJ Pickup News that the demonstration begins with: one is old, one is to come."""

from datetime import date, time, timedelta

from accounts import services as accounts
from accounts.models import PickupNews
from mioportal.plumbing.actor import system
from mioportal.rules.dates import at_japan

SENT_BEFORE, SENT_AFTER = timedelta(days=20), timedelta(days=3)
_OLD = (
    "■ 各種マニュアルのページを始めました",
    "SIMカードの取り付けから解約と返却まで、手続きごとに一つのページで説明しています。",
    "料金と日付は、その日のルールの値を表示します。",
    "",
    "■ お客様情報を見直しませんか",
    "引っ越しや改姓のあとは、「お客様情報の確認・変更」で早めに変更してください。",
    "変更のあとは、本人確認書類をもう一度お願いすることがあります。",
)
_NEW = (
    "■ 月末の手続きは、余裕をもって",
    "解約は、月のいつ申し込んでも、その月の末日まで使えます。",
    "電話番号を残したいときは、解約ではなくMNPの手続きをしてください。",
    "",
    "■ メールが届かないときは",
    "手続きのメールは、会員サイトの「お知らせ」でもすべて読めます。",
    "届かないときは、迷惑メールのフォルダーと、登録しているアドレスをお確かめください。",
)


def make(today: date) -> None:
    """Write both, unless there is an issue: the cast are mailed as their stories reach its day."""
    if PickupNews.objects.exists():
        return
    for title, body, mail_on in (
        ("IIJ Pickup News 各種マニュアルを始めました", _OLD, today - SENT_BEFORE),
        ("IIJ Pickup News 月末の手続きは余裕をもって", _NEW, today + SENT_AFTER),
    ):
        issue = PickupNews(title=title, body="\n".join(body), mail_on=mail_on)
        accounts.save_issue(issue=issue, at=at_japan(today, time(9)), by=system("demo"))
