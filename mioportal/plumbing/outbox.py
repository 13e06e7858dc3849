"""The writer of mails and messages. A mail server that is down loses nothing and slows nobody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from mioportal.plumbing import audit, realtime, worlds
from mioportal.plumbing.actor import Actor
from mioportal.plumbing.models import Outbox, World

GIVES_UP_AFTER = 8
FIRST_PAUSE = timedelta(minutes=1)
# One mail to all members of the live world is written in pieces of so many.
_CHUNK = 1000


@dataclass(frozen=True, kw_only=True, slots=True)
class Mail:
    """A mail's words, made by an app's emails.py. `code` is the catalogue's M- number."""

    code: str
    subject: str
    body: str


def from_template(code: str, subject: str, template: str, **context: Any) -> Mail:
    """A mail whose body is a text template; every mail says that this is a practice site."""
    context |= {"site_url": settings.SITE_URL}
    body = render_to_string(f"emails/{template}.txt", context).strip()
    return Mail(code=code, subject=_("【練習用】%s") % subject, body=body)


def put(
    *,
    world: World,
    user: Any,
    mail: Mail,
    key: str,
    at: datetime,
    send_after: datetime | None = None,
    to: str = "",
) -> Outbox:
    """Queue a mail, to the user's own address or the one given; it is readable on the site at once.

    Without a user it goes to the address alone: nobody has a message box for it. `at` and
    `send_after` are world times. The unique key `key` names the occasion, so that the same thing is
    never said twice.
    """
    row = Outbox.objects.create(
        key=f"{mail.code}:{key}",
        world=world,
        user=user,
        mail_code=mail.code,
        to_address=to or user.email,
        subject=mail.subject,
        body=mail.body,
        at=at,
        send_after=send_after or at,
        next_try_at=realtime.now(),
    )
    if user is None:
        return row
    worlds.note(
        world=world,
        at=at,
        kind="mail",
        title=_("お知らせ「%s」を送りました") % mail.subject,
        subject=mail.code,
        link=f"/messages/{row.code}/",
    )
    return row


@dataclass(frozen=True, kw_only=True, slots=True)
class Letter:
    """A mail to one member among many; `key` names its occasion."""

    user: Any
    mail: Mail
    key: str


def put_many(
    *,
    world: World,
    letters: Iterable[Letter],
    at: datetime,
    send_after: datetime | None = None,
) -> None:
    """Queue a mail of their own to each of many, in one go; each is told in the log of a move."""
    rows = Outbox.objects.bulk_create(
        Outbox(
            key=f"{each.mail.code}:{each.key}",
            world=world,
            user=each.user,
            mail_code=each.mail.code,
            to_address=each.user.email,
            subject=each.mail.subject,
            body=each.mail.body,
            at=at,
            send_after=send_after or at,
            next_try_at=realtime.now(),
        )
        for each in letters
    )
    worlds.note_many(
        world=world,
        at=at,
        kind="mail",
        told=[
            (_("お知らせ「%s」を送りました") % row.subject, row.mail_code, f"/messages/{row.code}/")
            for row in rows
        ],
    )


def put_to_all(
    *,
    world: World,
    users: Iterable[tuple[int, str]],
    mail: Mail,
    occasion: str,
    at: datetime,
    send_after: datetime | None = None,
) -> int:
    """Queue one mail to many, given by primary key and address; how many that were.

    Whoever has been sent it on this occasion is left out. However many there are, they are taken
    in pieces, and the log of a move has one line.
    """
    told, rest = 0, iter(users)
    while chunk := list(islice(rest, _CHUNK)):
        waiting = {f"{mail.code}:{occasion}:{pk}": (pk, address) for pk, address in chunk}
        for key in Outbox.objects.filter(key__in=waiting).values_list("key", flat=True):
            del waiting[key]
        Outbox.objects.bulk_create(
            Outbox(
                key=key,
                world=world,
                user_id=pk,
                mail_code=mail.code,
                to_address=address,
                subject=mail.subject,
                body=mail.body,
                at=at,
                send_after=send_after or at,
                next_try_at=realtime.now(),
            )
            for key, (pk, address) in waiting.items()
        )
        told += len(waiting)
    if told:
        title = _("お知らせ「%(subject)s」を%(count)d人に送りました")
        worlds.note(
            world=world,
            at=at,
            kind="mail_to_all",
            title=title % {"subject": mail.subject, "count": told},
            subject=mail.code,
            link="/messages/",
        )
    return told


def queue_again(*, row: Outbox, at: datetime, by: Actor) -> bool:
    """Put a mail that could not be sent back into the queue; False when it was not parked."""
    with transaction.atomic():
        queued = Outbox.objects.filter(pk=row.pk, state=Outbox.State.PARKED).update(
            state=Outbox.State.QUEUED, tries=0, next_try_at=realtime.now()
        )
        if queued:
            detail = {"mail": row.mail_code, "error": row.last_error}
            audit.record(
                world=row.world,
                at=at,
                by=by,
                verb="queue_mail_again",
                subject=row.code,
                detail=detail,
            )
    return bool(queued)


def file_past(*, world: World, read_before: datetime) -> None:
    """A world's past was told at once: its mails went out long ago, and the older ones are read."""
    mails = Outbox.objects.filter(world=world)
    mails.filter(state=Outbox.State.QUEUED).update(state=Outbox.State.SENT)
    mails.filter(at__lt=read_before, read_at=None).update(read_at=F("at"))


def mark_read(*, user: Any, at: datetime, by: Actor, code: str | None = None) -> int:
    """Note that a member has read a message of theirs, or all of them; how many were unread."""
    unread = Outbox.objects.filter(user=user, read_at=None)
    if code is not None:
        unread = unread.filter(code=code)
    with transaction.atomic():
        read = unread.update(read_at=at)
        if read:
            audit.record(
                world=user.world,
                at=at,
                by=by,
                verb="read_message" if code else "read_all_messages",
                subject=code or user.get_username(),
                detail={"messages": read},
            )
    return read


def send(row: Outbox) -> bool:
    """Send one queued mail. A failure is kept and tried again later, at growing intervals."""
    real_now = realtime.now()
    pause = FIRST_PAUSE * 2 ** min(row.tries, 10)
    mine = Outbox.objects.filter(
        pk=row.pk, state=Outbox.State.QUEUED, tries=row.tries, next_try_at__lte=real_now
    ).update(tries=row.tries + 1, next_try_at=real_now + pause)
    if not mine:
        return False
    message = EmailMessage(
        subject=row.subject,
        body=row.body,
        to=[row.to_address],
        # Sent twice after a crash, it is still one mail to the reader's mail program.
        headers={"Message-ID": f"<{row.code}@portal.example.jp>"},
    )
    try:
        message.send()
    except Exception as error:
        # A server that refuses, or a mail that no server could take: neither stops the others.
        gives_up = row.tries + 1 >= GIVES_UP_AFTER
        Outbox.objects.filter(pk=row.pk).update(
            last_error=f"{type(error).__name__}: {error}"[:200],
            state=Outbox.State.PARKED if gives_up else Outbox.State.QUEUED,
        )
        return False
    Outbox.objects.filter(pk=row.pk).update(state=Outbox.State.SENT, sent_at=real_now)
    return True
