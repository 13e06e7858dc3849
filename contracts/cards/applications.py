"""What the dashboard shows of an application that is still a draft."""

from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Member
from contracts.models import Application


def application(member: Member, found: Application | None) -> dict[str, Any] | None:
    """The draft to go on with; who has just signed up is shown the start.

    `found` is the member's that is open; once handed in it is told with all that is under way.
    """
    if found is None and member.provisional_through is None:
        return None
    if found is not None and not found.is_draft:
        return None
    return {
        "title": _("お申し込み"),
        "template": "contracts/cards/application.html",
        "context": {"application": found},
    }
