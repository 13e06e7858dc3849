"""トップ: one card from each room that has something to show."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts import cards as accounts
from accounts.models import Member
from billing import cards as billing
from cancellation import cards as cancellation
from contracts import cards as contracts
from contracts.models import Application, Line
from contracts.queries import lines_of, open_application, waits_for_opening
from mioportal.plumbing import clock
from mioportal.plumbing.pending import Pending
from mioportal.plumbing.requests import member_of
from mioportal.rules.dates import day_in_japan
from mnp import cards as mnp

Card = dict[str, Any]


@require_safe
def top(request: HttpRequest) -> HttpResponse:
    """The member's first page; staff are sent to their desk."""
    if getattr(request.user, "is_staff", False):
        return redirect("admin:index")
    cards = [card for card in _cards(member_of(request), clock.now()) if card is not None]
    return render(request, "dashboard.html", {"cards": cards})


def _cards(member: Member, at: datetime) -> Iterator[Card | None]:
    """The cards in their order: what is left, what is owed, what is under way, what needs doing.

    The lines, and an application that is open, are read once for all of them.
    """
    today = day_in_japan(at)
    lines, applied = list(lines_of(member, today)), open_application(member)
    yield billing.unpaid(member, today)
    yield contracts.application(member, applied)
    yield contracts.data(lines, today)
    yield billing.bills(member, today)
    yield accounts.payment(member, today)
    yield _pending(member, lines, applied, at)
    yield None if waits_for_opening(member) else accounts.mio_id(member, today)
    yield accounts.identity(member, today)
    yield contracts.returns(lines, today)
    yield cancellation.after(lines, today)
    yield contracts.options(lines, today)
    yield contracts.lines(lines, today)
    yield accounts.messages(member, today)


def _pending(
    member: Member, lines: list[Line], applied: Application | None, at: datetime
) -> Card:
    """What every room has under way, by day; what only the desk can date comes last."""
    today = day_in_japan(at)
    entries: list[Pending] = [
        *cancellation.pending(member, lines, today),
        *mnp.pending(member, lines, today),
        *contracts.pending(member, lines, applied, today),
        *accounts.pending(member, at),
    ]
    entries.sort(key=lambda each: (each.on is None, each.on or today))
    events = [
        {
            "on": each.on,
            "year": each.on is not None and each.on.year != today.year,
            "time": each.time,
            "undated": each.undated,
            "title": each.title,
            "url": each.url,
            "text": each.text,
            "state": "now" if each.on == today else "key" if each.is_end else "",
        }
        for each in entries
    ]
    return {
        "title": _("進行中のお手続き"),
        "template": "_pending.html",
        "context": {"events": events},
    }
