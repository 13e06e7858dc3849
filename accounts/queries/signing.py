"""Logins by their names, and ways back in."""

from django.db.models import QuerySet

from accounts.models import Recovery, User


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
