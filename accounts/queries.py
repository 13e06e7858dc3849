"""Reads of accounts that pages and other apps use."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import MailChange, Member, NewsMailed, PickupNews, Recovery, User
from mioportal.plumbing.models import Outbox, World
from mioportal.rules import contact
from mioportal.rules.contact import ContactField
from mioportal.rules.plans import Function

# What the lines can do that a member holds on a day: the floors above say so as they start.
functions_held: list[Callable[[Member, date], Iterable[Function]]] = []


def members() -> QuerySet[Member]:
    """Members with everything a page reads of them, in one query."""
    return Member.objects.select_related("user", "world", "standing")


def messages_of(user: User) -> QuerySet[Outbox]:
    """A member's messages, newest first."""
    return Outbox.objects.filter(user=user).order_by("-at", "-pk")


def unread_count(user: User) -> int:
    """How many messages a member has not opened yet."""
    return Outbox.objects.filter(user=user, read_at=None).count()


def login_named(name: str) -> User | None:
    """Who has this normalised name, a mioID or a registered mail address (C-044)."""
    logins = User.objects.select_related("member__world")
    if "@" in name:
        return logins.filter(email__iexact=name).first()
    return logins.filter(login__iexact=name).first()


def recoverable(name: str) -> User | None:
    """The member of this normalised name who may get back in by mail; staff ask at the desk."""
    user = login_named(name)
    return user if user and user.is_active and not user.is_staff else None


def open_recoveries() -> QuerySet[Recovery]:
    """Requests of somebody's to get back in that no mail was made for yet, oldest first."""
    waiting = Recovery.objects.filter(state=Recovery.State.ASKED, user__isnull=False)
    return waiting.select_related("user__member__world").order_by("pk")


def link_with(link_digest: str) -> Recovery | None:
    """The request whose link this is, if it may still be used at all."""
    links = Recovery.objects.filter(
        kind=Recovery.Kind.PASSWORD, state=Recovery.State.ANSWERED, user__is_active=True
    )
    return links.select_related("user__member__world").filter(link_digest=link_digest).first()


def asks_for_papers_again(member: Member, field: ContactField, on: date) -> bool:
    """Whether a change of this, made on this day, has the member send papers again (C-076)."""
    held = [function for ask in functions_held for function in ask(member, on)]
    return contact.asks_for_papers_again(field, held, on, is_corporate=member.is_corporate)


def open_mail_change(member: Member, at: datetime) -> MailChange | None:
    """The change of mail address that a member may still confirm."""
    still = MailChange.objects.filter(member=member, state=MailChange.State.OPEN)
    return still.filter(expires_at__gt=at).first()


def mail_change_with(link_digest: str) -> MailChange | None:
    """The change that one of two links belongs to, whatever has become of it."""
    changes = MailChange.objects.select_related("member__user", "world")
    of_either = Q(old_digest=link_digest) | Q(new_digest=link_digest)
    return changes.filter(of_either).first()


def news_waiting(world: World, day: date) -> QuerySet[PickupNews]:
    """The issues that somebody of a world is still to get, if it is sent from this day's on."""
    issues = PickupNews.objects.filter(Q(world=None) | Q(world=world))
    reads = _reads(OuterRef(OuterRef("pk")), OuterRef("mail_on"))
    reader = Member.objects.filter(reads, world=world)
    recent = issues.filter(mail_on__gte=contact.news_is_sent_from(day))
    return recent.filter(Exists(reader)).order_by("mail_on", "pk")


def readers_waiting(issue: PickupNews, world: World) -> QuerySet[Member]:
    """The members of a world who asked for an issue and have not been sent it, oldest first."""
    readers = Member.objects.filter(_reads(issue.pk, issue.mail_on), world=world)
    return readers.select_related("user", "world").order_by("pk")


def _reads(issue: Any, mail_on: Any) -> Q:
    sent = NewsMailed.objects.filter(issue=issue, member=OuterRef("pk"))
    return Q(~Exists(sent), pickup_news_since__lte=mail_on, invalid_since=None)
