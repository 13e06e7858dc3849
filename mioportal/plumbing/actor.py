"""Who does something, and from where: given to every service that writes."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from mioportal.plumbing import browsers


class Role(StrEnum):
    """The three kinds of doer."""

    MEMBER = "MEMBER"
    STAFF = "STAFF"
    SYSTEM = "SYSTEM"


@dataclass(frozen=True, kw_only=True, slots=True)
class Actor:
    """A doer. `label` is a mioID, a staff name or a job; `source` the network address.

    `browser` is told in words where somebody is signing in.
    """

    role: Role
    label: str
    source: str = ""
    user_id: int | None = None
    browser: str = ""


def system(label: str) -> Actor:
    """A job or a command."""
    return Actor(role=Role.SYSTEM, label=label)


def source_of(request: HttpRequest) -> str:
    """The visitor's network address; behind our own proxy, the one that proxy has seen."""
    seen = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.BEHIND_PROXY else ""
    address: str = seen.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")
    return address[:60]


def visitor_of(request: HttpRequest) -> Actor:
    """Somebody who is not signed in yet, at a door."""
    return Actor(
        role=Role.MEMBER,
        label="",
        source=source_of(request),
        browser=browsers.called(request.headers.get("User-Agent", "")),
    )


def actor_of(request: HttpRequest) -> Actor:
    """The signed-in person behind a request (anonymous visitors act under an empty label)."""
    user: Any = request.user
    return Actor(
        role=Role.STAFF if user.is_staff else Role.MEMBER,
        label=user.get_username(),
        source=source_of(request),
        user_id=user.pk,
    )
