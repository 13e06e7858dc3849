"""What the dashboard shows of bills."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Member
from billing import queries


def bills(member: Member, today: date) -> dict[str, Any] | None:
    """The next bill as of now, and the latest that is fixed; no card without either."""
    latest = queries.bills_of(member).first()
    coming = next(queries.estimates(member, latest, today), None)
    if latest is None and coming is None:
        return None
    return {
        "title": _("ご請求"),
        "template": "billing/cards/bills.html",
        "context": {
            "latest": latest,
            "tag": queries.bill_tag(latest) if latest else None,
            "coming": coming,
        },
    }


def unpaid(member: Member, today: date) -> dict[str, Any] | None:
    """What is not paid, and what follows from it; no card where nothing is owed."""
    if not member.standing.owed_yen:
        return None
    return {
        "title": _("お支払いが済んでいない料金"),
        "template": "billing/cards/unpaid.html",
        "context": {
            "owed": queries.debts_of(member),
            "yen": member.standing.owed_yen,
            "standing": member.standing,
        },
    }
