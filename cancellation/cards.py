"""What the dashboard shows of cancelling."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Member
from cancellation import queries
from contracts.models import Line
from mioportal.plumbing.pending import Pending


def pending(member: Member, lines: Iterable[Line], today: date) -> Iterator[Pending]:
    """Cancellations of a member's lines on their way; the rest of such a line is not told again."""
    leaving = [line for line in lines if line.leaving_by == Line.Leaving.CANCELLATION]
    made = queries.cancellations_of(member).pending().filter(line__in=leaving, ends_on__gte=today)
    for each in made:
        yield Pending(
            title=_("%sの解約") % each.line.label,
            url=reverse("cancellation:receipt", args=[each.receipt_number]),
            text=_("この時から使えなくなります。"),
            on=each.ends_on,
            time="23:59",
            is_end=True,
        )
