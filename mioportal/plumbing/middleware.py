"""What surrounds every request: its moment, closed doors, and pages that nobody may cache."""

import logging
from collections.abc import Callable
from typing import Any

from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.exceptions import BadRequest
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.defaults import bad_request

from mioportal.plumbing import clock, windows, worlds
from mioportal.plumbing.gate import TooManyTries
from mioportal.plumbing.models import World

log = logging.getLogger(__name__)

GetResponse = Callable[[HttpRequest], HttpResponse]
_READING = {"GET", "HEAD", "OPTIONS"}
_HAS_NUL = BadRequest("a NUL in the query string")
# SQLite's word, and PostgreSQL's for a lock it waited for in vain.
_LOCKED = ("locked", "lock timeout", "deadlock")


def open_in_maintenance(view: Callable[..., Any]) -> Callable[..., Any]:
    """Mark a view that stays open while a maintenance window closes the member pages."""
    view.open_in_maintenance = True  # type: ignore[attr-defined]
    return view


def world_of(request: HttpRequest) -> World | None:
    """The world of the signed-in member; None for visitors and staff, who live in real time."""
    return getattr(request.user, "world", None)


def busy(request: HttpRequest, *, perhaps_done: bool = False) -> HttpResponse:
    """503: the same request will do in a moment."""
    response = render(request, "busy.html", {"perhaps_done": perhaps_done}, status=503)
    response["Retry-After"] = "3"
    return response


def too_many_tries(request: HttpRequest, seconds: int) -> HttpResponse:
    """429: this network address has tried too often."""
    context = {"minutes": -(-seconds // 60)}
    response = render(request, "too_many_tries.html", context, status=429)
    response["Retry-After"] = str(seconds)
    return response


def is_in_other_hands(error: BaseException | None) -> bool:
    """Whether an error comes, at bottom, of a lock that somebody else holds for too long."""
    while error is not None:
        if isinstance(error, OperationalError) and any(word in str(error) for word in _LOCKED):
            return True
        error = error.__cause__ or error.__context__
    return False


class Sessions(SessionMiddleware):
    """Django's own, but a session that a locked database cannot take is no fault of anybody's."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Save the session. What the request itself did may be done by then."""
        try:
            return super().process_response(request, response)
        except (OperationalError, SessionInterrupted) as error:
            if not is_in_other_hands(error):
                raise
            log.warning("busy: a session was not saved")
        with clock.taken(world_of(request)):
            done = request.method not in _READING and response.status_code < 400
            return busy(request, perhaps_done=done)


class PrivatePages:
    """Member pages are nobody else's to keep or to list; and nobody types a NUL into an address."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # PostgreSQL takes no NUL in a text, whichever filter or search it was meant for.
        typed = request.META.get("QUERY_STRING", "")
        has_nul = "%00" in typed or "\0" in typed
        response = bad_request(request, _HAS_NUL) if has_nul else self.get_response(request)
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
            if request.method not in _READING:
                return self.get_response(request)
            with windows.read_once():
                return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A world on the move or a locked database is no fault of the member's; knocking is."""
        if isinstance(error, worlds.WorldBusy) or is_in_other_hands(error):
            log.warning("busy: %s", type(error).__name__)
            return busy(request)
        if isinstance(error, TooManyTries):
            return too_many_tries(request, error.seconds)
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
