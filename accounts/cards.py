"""What the dashboard shows of the account."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import queries
from accounts.models import Member
from mioportal.plumbing import notices
from mioportal.words import catalogue

SHOWN = 3


def mio_id(member: Member, today: date) -> dict[str, Any] | None:
    """Until when a closing or a provisional mioID lasts; no card while it is simply valid."""
    life = queries.life_of(member, today)
    if not life.is_closing and not life.is_provisional:
        return None
    return {
        "title": _("mioIDの期限"),
        "template": "accounts/cards/mio_id.html",
        "context": {
            "life": life,
            "kept_open_by": [catalogue.word(each) for each in life.kept_open_by],
        },
    }


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


def payment(member: Member, today: date) -> dict[str, Any] | None:
    """What is wrong with the card that pays; no card here when nothing is."""
    card = queries.card_in_use(member)
    trouble = queries.card_trouble(member, card, today)
    if trouble is None:
        return None
    return {
        "title": _("お支払い方法"),
        "template": "accounts/cards/payment.html",
        "context": {"trouble": trouble, "card": card},
    }
