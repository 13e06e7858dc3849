"""What the dashboard shows of cancelling."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Member
from cancellation import queries
from contracts.models import Line
from mioportal.plumbing.pending import Pending


def pending(member: Member, lines: Iterable[Line], today: date) -> Iterator[Pending]:
    """Cancellations of a member's lines on their way; the rest of such a line is not told again."""
    leaving = [line for line in lines if line.leaving_by]
    live = Q(ends_on__gte=today) | Q(line__held_through__gte=today)
    made = queries.cancellations_of(member).pending().filter(live, line__in=leaving)
    for each in made:
        if each.line.held_through is not None:
            # Only the desk knows yet whether the line ends.
            yield Pending(
                title=_("%sの解約の取り下げ") % each.line.label,
                url=reverse("cancellation:withdraw", args=[each.receipt_number]),
                text=_("窓口が確かめています。遅くともこの日までに決まります。"),
                on=each.line.held_through,
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
