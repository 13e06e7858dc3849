"""Reads of accounts that pages and other apps use."""

from collections.abc import Iterable

from django.db.models import QuerySet

from accounts.models import Member, PaperImage, Recovery, Submission, User
from mioportal.plumbing.models import Outbox


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


def submissions_of(member: Member) -> QuerySet[Submission]:
    """A member's papers with their pictures, newest first."""
    rows = Submission.objects.filter(member=member).select_related("member__user", "world")
    return rows.prefetch_related("images").order_by("-started_at", "-pk")


def in_order(images: Iterable[PaperImage]) -> list[PaperImage]:
    """Front before back, the paper before its supplement."""
    order = list(PaperImage.Side)
    return sorted(images, key=lambda image: order.index(PaperImage.Side(image.side)))
