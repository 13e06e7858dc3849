"""Who is asking."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest


def member_of(request: HttpRequest) -> Any:
    """The signed-in member. Staff have no member pages: PermissionDenied."""
    user: Any = request.user
    if user.is_staff:
        raise PermissionDenied
    return user.member
