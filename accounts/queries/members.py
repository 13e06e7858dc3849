"""Members, and what they are told."""

from django.db.models import QuerySet

from accounts.models import Member, User
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
