"""What the dashboard shows of cancelling."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Member
from cancellation import queries


def pending(member: Member, today: date) -> dict[str, Any] | None:
    """Cancellations on their way; no card when there is none."""
    departures = [
        {
            "label": made.line.label,
            "ends_on": made.ends_on,
            "receipt_number": made.receipt_number,
            "url": reverse("cancellation:receipt", args=[made.receipt_number]),
        }
        for made in queries.cancellations_of(member).pending().filter(ends_on__gte=today)
    ]
    if not departures:
        return None
    return {
        "title": _("手続き中"),
        "template": "cancellation/cards/pending.html",
        "context": {"departures": departures},
    }
