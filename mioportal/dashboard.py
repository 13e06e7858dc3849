"""トップ: one card from each room that has something to show."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.cards import identity, messages, mio_id, payment
from accounts.models import Member
from cancellation.cards import pending
from contracts.cards import data, lines, options, returns
from mioportal.plumbing import clock
from mioportal.plumbing.requests import member_of

Card = Callable[[Member, date], dict[str, Any] | None]

CARDS: tuple[Card, ...] = (
    data,
    mio_id,
    payment,
    identity,
    pending,
    returns,
    options,
    lines,
    messages,
)


@require_safe
def top(request: HttpRequest) -> HttpResponse:
    """The member's first page; staff are sent to their desk."""
    if getattr(request.user, "is_staff", False):
        return redirect("admin:index")
    member = member_of(request)
    cards = [made for card in CARDS if (made := card(member, clock.today())) is not None]
    return render(request, "dashboard.html", {"cards": cards})
