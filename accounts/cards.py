"""What the dashboard shows of the account."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import queries
from accounts.models import Member
from mioportal.plumbing import notices

SHOWN = 3


def messages(member: Member, today: date) -> dict[str, Any]:
    """What all members are told, and the newest messages to this one."""
    rows = [
        {
            "url": reverse("accounts:message", args=[row.code]),
            "subject": row.subject,
            "at": row.at,
            "unread": row.is_unread,
        }
        for row in queries.messages_of(member.user)[:SHOWN]
    ]
    told = notices.shown_to(world=member.world, today=today)[:SHOWN]
    return {
        "title": _("お知らせ"),
        "template": "accounts/cards/messages.html",
        "context": {"messages": rows, "notices": told},
    }
