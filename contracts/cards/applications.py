"""What the dashboard shows of an application that is a draft or under way."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Member
from contracts import queries


def application(member: Member, today: date) -> dict[str, Any] | None:
    """The draft to go on with, or what is under way; who has just signed up is shown the start."""
    found = queries.open_application(member)
    if found is None and member.provisional_through is None:
        return None
    return {
        "title": _("お申し込み"),
        "template": "contracts/cards/application.html",
        "context": {"application": found, "lines": found.lines.all() if found else []},
    }
