"""Who a member is, changes of mail address under way, and who reads the news."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import MailChange, Member, NewsMailed, PickupNews
from mioportal.plumbing.models import World
from mioportal.rules import contact
from mioportal.rules.contact import ContactField
from mioportal.rules.plans import Function

# What the lines can do that a member holds on a day: the floors above say so as they start.
functions_held: list[Callable[[Member, date], Iterable[Function]]] = []


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
