"""The mails about data (M-36)."""

from datetime import date

from django.utils.translation import gettext as _

from contracts.models import Line
from contracts.queries.buying import Purchase
from mioportal.plumbing.outbox import Mail, from_template
from mioportal.rules import data
from mioportal.rules.dates import ONE_DAY, add_months, month_start


def data_bought(purchase: Purchase) -> Mail:
    """M-36 追加データの購入: how much for how many yen, until when, and on which bill."""
    return from_template(
        "M-36",
        _("追加データを購入しました"),
        "data_bought",
        purchase=purchase,
        line=purchase.line,
        member=purchase.line.member,
    )


def data_runs_out(
    *, line: Line, is_of_group: bool, day: date, percent: int, used_mb: int, left_mb: int
) -> Mail:
    """M-36 データの残り: so much is used; what can be done, and when new data comes."""
    subject = (
        _("データ量の%s%%を使いました") % percent
        if left_mb
        else _("使えるデータ量がなくなりました")
    )
    return from_template(
        "M-36",
        subject,
        "data_runs_out",
        line=line,
        member=line.member,
        is_of_group=is_of_group,
        day=day,
        as_of=day + ONE_DAY,
        percent=percent,
        used_mb=used_mb,
        left_mb=left_mb,
        low_speed=data.low_speed(day),
        next_on=add_months(month_start(day), 1),
    )
