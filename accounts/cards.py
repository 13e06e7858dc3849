"""What the dashboard shows of the account."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from accounts import queries
from accounts.models import Inquiry, MailChange, Member, Submission
from mioportal.plumbing import notices
from mioportal.plumbing.pending import Pending
from mioportal.plumbing.templatetags.ui import jtime
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
    """What is to be done until an identity is confirmed; no card while the desk looks at papers."""
    settled = (Member.Identity.COMPLETE, Member.Identity.IN_REVIEW)
    if member.identity in settled or member.standing.is_closing:
        return None
    rows = queries.papers_sent_or_begun(member)
    draft = next((row for row in rows if row.state == Submission.State.DRAFT), None)
    returned = next((row for row in rows if row.state == Submission.State.RETURNED), None)
    is_returned = member.identity == Member.Identity.RETURNED
    context = {
        "member": member,
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


def pending(member: Member, at: datetime) -> Iterator[Pending]:
    """Papers that are looked at, a new mail address to be confirmed, questions not answered yet."""
    if member.identity == Member.Identity.IN_REVIEW and not member.standing.is_closing:
        yield _papers(queries.papers_sent_or_begun(member))
    if change := queries.open_mail_change(member, at):
        yield _mail_change(change)
    for asked in Inquiry.objects.of(member).open():
        yield _inquiry(asked, day_in_japan(at))


def _papers(rows: list[Submission]) -> Pending:
    sent = next((row for row in rows if row.state == Submission.State.IN_REVIEW), None)
    return Pending(
        title=_("本人確認書類の審査"),
        url=reverse("accounts:papers"),
        text=_("お送りいただいた書類を確認しています。この日までに結果をお知らせします。"),
        on=sent.review_due_on if sent else None,
    )


def _mail_change(change: MailChange) -> Pending:
    return Pending(
        title=_("メールアドレスの変更"),
        url=reverse("accounts:change_mail"),
        text=_("変更前と新しいアドレスの両方で、この時までに確認してください。"),
        on=day_in_japan(change.expires_at),
        time=jtime(localtime(change.expires_at)),
    )


def _inquiry(asked: Inquiry, today: date) -> Pending:
    return Pending(
        title=_("お問い合わせ（%s）") % asked.get_topic_display(),
        url=reverse("accounts:inquiry", args=[asked.receipt_number]),
        text=_("この日までに回答します。"),
        on=asked.answer_due_on if asked.answer_due_on >= today else None,
    )
