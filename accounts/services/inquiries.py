"""Asking support in writing, and answering (F-SUP-03)."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts import emails
from accounts.models import Inquiry, Member
from mioportal.plumbing import audit, outbox, windows
from mioportal.plumbing.actor import Actor
from mioportal.plumbing.codes import readable
from mioportal.plumbing.outbox import Mail
from mioportal.rules.dates import day_in_japan
from mioportal.rules.support_hours import answer_due_on

# Floors above add what follows from a question at once, in the transaction that receives it.
received: list[Callable[[Inquiry, datetime, Actor], None]] = []

OPEN = (Inquiry.State.RECEIVED, Inquiry.State.WORKING)


class AlreadyAnswered(Exception):
    """Somebody has answered this inquiry."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """What a member wants to know, as on the form."""

    topic: str
    text: str
    line: str = ""

    def key(self, form: str) -> str:
        """The name of this question in this form: the same form with other words asks anew."""
        told = "\0".join((form, self.topic, self.line, self.text))
        return hashlib.sha256(told.encode()).hexdigest()


def ask_support(
    *, member: Member, question: Question, form: str, at: datetime, by: Actor
) -> Inquiry:
    """Receive an inquiry (M-33). `form` names the form it came in: sent twice, it is asked once."""
    today = day_in_japan(at)
    with transaction.atomic():
        inquiry, is_new = Inquiry.objects.get_or_create(
            member=member,
            form_key=question.key(form),
            defaults={
                "receipt_number": f"Q{today:%y%m%d}-{readable(5)}",
                "world": member.world,
                "topic": question.topic,
                "line": question.line,
                "text": question.text,
                "received_at": at,
                "answer_due_on": answer_due_on(today),
            },
        )
        if is_new:
            detail = {"topic": inquiry.topic, "line": inquiry.line}
            _tell(inquiry, emails.inquiry_received(inquiry), "received", at)
            _audit(inquiry, "ask_support", at, by, detail)
            for follow in received:
                follow(inquiry, at, by)
    return inquiry


def take_inquiry(*, inquiry: Inquiry, at: datetime, by: Actor) -> bool:
    """Staff work on an inquiry (対応中); False when somebody did so before."""
    return _move(inquiry, Inquiry.State.RECEIVED, Inquiry.State.WORKING, "take_inquiry", at, by)


def close_inquiry(*, inquiry: Inquiry, at: datetime, by: Actor) -> bool:
    """An answered inquiry needs nothing more (完了); False when it is not answered or is closed."""
    return _move(inquiry, Inquiry.State.ANSWERED, Inquiry.State.DONE, "close_inquiry", at, by)


def answer_inquiry(*, inquiry: Inquiry, text: str, at: datetime, by: Actor) -> None:
    """Answer an inquiry: on the site and by mail (M-33). Raises AlreadyAnswered."""
    if not text.strip():
        raise ValueError("text: an answer says something")
    with transaction.atomic():
        answered = Inquiry.objects.filter(pk=inquiry.pk, state__in=OPEN).update(
            state=Inquiry.State.ANSWERED, answer=text, answered_at=at, answered_by=by.label
        )
        if not answered:
            raise AlreadyAnswered
        inquiry.refresh_from_db()
        _tell(inquiry, emails.inquiry_answered(inquiry), "answered", at)
        _audit(inquiry, "answer_inquiry", at, by)


def _move(inquiry: Inquiry, before: str, after: str, verb: str, at: datetime, by: Actor) -> bool:
    with transaction.atomic():
        moved = Inquiry.objects.filter(pk=inquiry.pk, state=before).update(state=after)
        if moved:
            _audit(inquiry, verb, at, by)
    return bool(moved)


def _tell(inquiry: Inquiry, mail: Mail, occasion: str, at: datetime) -> None:
    outbox.put(
        world=inquiry.world,
        user=inquiry.member.user,
        mail=mail,
        key=f"{inquiry.receipt_number}:{occasion}",
        at=at,
        send_after=windows.night_ends_at(at),
    )


def _audit(
    inquiry: Inquiry, verb: str, at: datetime, by: Actor, detail: dict[str, str] | None = None
) -> None:
    audit.record(
        world=inquiry.world,
        at=at,
        by=by,
        verb=verb,
        subject=inquiry.receipt_number,
        detail=detail,
    )
