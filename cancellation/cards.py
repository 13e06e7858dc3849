"""What the dashboard shows of cancelling."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Member
from cancellation import queries
from contracts.models import LeavingCheck, Line
from contracts.queries.leaving_checks import still_to_do
from mioportal.plumbing.pending import Pending
from mioportal.rules.cancellation import decided_by


def pending(member: Member, lines: Iterable[Line], today: date) -> Iterator[Pending]:
    """Cancellations of a member's lines on their way; the rest of such a line is not told again."""
    leaving = [line for line in lines if line.leaving_by == Line.Leaving.CANCELLATION]
    live = Q(ends_on__gte=today) | Q(line__held_through__gte=today)
    made = queries.cancellations_of(member).pending().filter(live, line__in=leaving)
    for each in made.order_by("line"):
        if each.line.held_through is not None:
            # Only the desk knows yet whether the line ends; it is asked on the day of acceptance.
            yield Pending(
                title=_("%sの解約の取り下げ") % each.line.label,
                url=reverse("cancellation:withdraw", args=[each.receipt_number]),
                text=_("窓口が確かめています。遅くともこの日までに決まります。"),
                on=decided_by(each.accepted_at),
            )
            continue
        yield Pending(
            title=_("%sの解約") % each.line.label,
            url=reverse("cancellation:receipt", args=[each.receipt_number]),
            text=_("この時から使えなくなります。"),
            on=each.ends_on,
            time="23:59",
            is_end=True,
        )


def after(lines: Sequence[Line], today: date) -> dict[str, Any] | None:
    """What a member has not ticked off of lines that have left; no card when all is done."""
    texts = {
        LeavingCheck.Item.PROFILE_DELETED: _("eSIMのプロファイルを端末から削除してください。"),
        LeavingCheck.Item.LOOKED_AGAIN: _("続いている料金がないかを、もう一度確かめてください。"),
    }
    rows = [
        {
            "label": _("%sのご利用終了後の確認") % line.label,
            "text": texts[item],
            "url": reverse("cancellation:after", args=[line.code]),
        }
        for line, item in still_to_do(lines, today)
    ]
    if not rows:
        return None
    return {
        "title": _("ご利用終了後に確かめること"),
        "template": "cancellation/cards/after.html",
        "context": {"rows": rows},
    }
