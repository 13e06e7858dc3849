"""What the dashboard shows of numbers that may leave."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Member
from contracts.models import Line
from mioportal.plumbing.pending import Pending
from mioportal.rules.dates import day_in_japan
from mnp import queries
from mnp.models import PortRequest


def pending(member: Member, lines: Iterable[Line], today: date) -> Iterator[Pending]:
    """Requests that wait, and numbers that are live, with their last day."""
    leads = [line for line in lines if line.function == Line.Function.VOICE]
    for row in queries.on_their_way(member, leads, today) if leads else ():
        url = reverse("mnp:request", args=[row.receipt_number])
        if row.state == PortRequest.State.HELD:
            yield Pending(
                title=_("%sのMNP予約番号（保留中）") % row.line.label,
                url=url,
                text=_("登録内容が直ったことを窓口が確認したあと、発行します。")
                if row.fault_note
                else _("理由がなくなると、自動で発行します。"),
                undated="" if row.fault_note else _("保留の理由がなくなりしだい"),
            )
        elif row.state == PortRequest.State.QUEUED:
            due = row.due_at
            yield Pending(
                title=_("%sのMNP予約番号の発行") % row.line.label,
                url=url,
                text=_("受け付けた順に発行します。"),
                on=day_in_japan(due),
                time=_("9:00から"),
            )
        else:
            yield Pending(
                title=_live_title(row) % row.line.label,
                url=url,
                text=_("転出しないときは、そのままで構いません。"),
                on=row.good_through,
                time="23:59",
            )


def _live_title(row: PortRequest) -> str:
    return _("%sの転出への同意の期限") if row.is_one_stop else _("%sのMNP予約番号の期限")
