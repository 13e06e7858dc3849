"""What surrounds every request: its moment, closed doors, and pages that nobody may cache."""

import logging
from collections.abc import Callable
from typing import Any

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from mioportal.plumbing import clock, windows, worlds
from mioportal.plumbing.models import World

log = logging.getLogger(__name__)

GetResponse = Callable[[HttpRequest], HttpResponse]
_READING = {"GET", "HEAD", "OPTIONS"}


def open_in_maintenance(view: Callable[..., Any]) -> Callable[..., Any]:
    """Mark a view that stays open while a maintenance window closes the member pages."""
    view.open_in_maintenance = True  # type: ignore[attr-defined]
    return view


def world_of(request: HttpRequest) -> World | None:
    """The world of the signed-in member; None for visitors and staff, who live in real time."""
    return getattr(request.user, "world", None)


def busy(request: HttpRequest) -> HttpResponse:
    """503: the same request will do in a moment."""
    response = render(request, "busy.html", status=503)
    response["Retry-After"] = "3"
    return response


class PrivatePages:
    """Member pages are nobody else's to keep or to list."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.setdefault("Cache-Control", "no-store, private")
        response["X-Robots-Tag"] = "noindex"
        return response


class WorldClock:
    """Takes the moment of the member's world once, so that no page straddles midnight."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        world = world_of(request)
        with clock.taken(world):
            if world and request.method not in _READING and worlds.is_moving(world):
                return busy(request)
            return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A world on the move or a locked database is no fault of the member's."""
        if isinstance(error, worlds.WorldBusy) or (
            isinstance(error, OperationalError) and "locked" in str(error)
        ):
            log.warning("busy: %s", type(error).__name__)
            return busy(request)
        return None


class Maintenance:
    """Closes the member pages, or one function of them, while a window stands open."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., Any],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        """Answer with the maintenance page where a door is closed."""
        world = world_of(request)
        if world is None or getattr(view, "open_in_maintenance", False):
            return None
        function = request.resolver_match.namespace if request.resolver_match else ""
        at = clock.now()
        closure = windows.closure_at(world=world, at=at, function=function)
        if closure is None:
            return None
        response = render(request, "maintenance.html", {"closure": closure}, status=503)
        response["Retry-After"] = str(int((closure.ends_at - at).total_seconds()))
        return response
