"""What the dashboard shows of the account."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import queries
from accounts.models import Member, Submission
from mioportal.plumbing import notices
from mioportal.rules.dates import day_in_japan
from mioportal.rules.identity import UploadReason
from mioportal.rules.pictures import draft_through
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


def identity(member: Member, today: date) -> dict[str, Any] | None:
    """What is to be done until an identity is confirmed, and by when; no card once it is."""
    if member.identity == Member.Identity.COMPLETE or member.standing.is_closing:
        return None
    rows = queries.papers_sent_or_begun(member)
    draft = next((row for row in rows if row.state == Submission.State.DRAFT), None)
    returned = next((row for row in rows if row.state == Submission.State.RETURNED), None)
    is_returned = member.identity == Member.Identity.RETURNED
    context = {
        "member": member,
        "kind": "brand" if member.identity == Member.Identity.IN_REVIEW else "warning",
        "reviewed": next((row for row in rows if row.state == Submission.State.IN_REVIEW), None),
        "draft": draft,
        "kept_through": draft_through(day_in_japan(draft.started_at)) if draft else None,
        "reasons": [catalogue.refusal(UploadReason(code)).title for code in returned.reasons]
        if returned and is_returned
        else [],
    }
    return {
        "title": _("本人確認書類"),
        "template": "accounts/cards/identity.html",
        "context": context,
    }
