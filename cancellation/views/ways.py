"""Where the wizard does not lead straight on: a primary line, the telephone, a member abroad."""

from contextlib import suppress
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Member
from cancellation import queries, services
from cancellation.views.asking import flow_of, to
from cancellation.views.pages import own_line
from cancellation.views.refusals import refusals_of_all
from contracts.queries import group_of, line_row
from contracts.queries.posting import ways_from_abroad
from mioportal.plumbing import clock, windows
from mioportal.plumbing.requests import member_of
from mioportal.plumbing.support import desk_at
from mioportal.rules import contact, overseas
from mioportal.rules.cancellation import Reason, ends_on
from mioportal.rules.overseas import Zone
from mioportal.rules.support_hours import OVERSEAS_NUMBERS
from mioportal.words import catalogue

_ZONE = "zone"


@require_http_methods(["GET", "HEAD", "POST"])
def group(request: HttpRequest, code: str) -> HttpResponse:
    """A primary line with live secondary lines: the three ways to go on (C-050 to C-052)."""
    line, now = own_line(request, code), clock.now()
    lines = queries.together(line, clock.today())
    if len(lines) == 1:
        return redirect("cancellation:begin", code=code)
    if request.method == "POST":
        # What stands against it is on the page that follows.
        with suppress(services.NotAllowed):
            act = services.begin_together(line=line, user=request.user, at=now)
            return to(act, flow_of(line, act).names[0])
    *others, _main = lines
    found = group_of(line, clock.today())
    context = {
        "line": line_row(line, clock.today()),
        "others": [line_row(each, clock.today()) for each in others],
        "at_risk": [each.code for each in queries.numbers_at_risk(others, clock.today())],
        "group_code": found.code if found else "",
        "verdict_reasons": refusals_of_all(lines, now),
        "desk": desk_at(now),
        "ends_on": ends_on(now),
    }
    return render(request, "cancellation/group.html", context)


@require_safe
def by_phone(request: HttpRequest, code: str) -> HttpResponse:
    """A line that is cancelled on the telephone alone: whom to call, with what ready (F-CON-07)."""
    line, now = own_line(request, code), clock.now()
    if Reason.PHONE_ONLY not in queries.may_cancel(line, now).reasons:
        return redirect("cancellation:begin", code=code)
    desk = desk_at(now)
    # Nobody can call before the desk opens, which may be in the next month.
    calls_at = desk.opens_at or now
    context = {
        "line": line_row(line, clock.today()),
        "desk": desk,
        "ends_on": ends_on(calls_at),
        "too_late": ends_on(calls_at) != ends_on(now),
        "is_abroad": is_abroad(line.member),
    }
    return render(request, "cancellation/by_phone.html", context)


def is_abroad(member: Member) -> bool:
    """Whether a member's address lies in another country."""
    return not contact.is_postcode(member.postcode)


@require_safe
def abroad(request: HttpRequest) -> HttpResponse:
    """From another country: the deadline on local clocks, and every way that leads out (F-OVS)."""
    member, now = member_of(request), clock.now()
    cutoff = windows.cutoff(member.world, clock.today())
    told = request.GET.get("zone")
    chosen = request.COOKIES.get(_ZONE, "") if told is None else told
    rows = [_deadline(each, chosen) for each in overseas.deadlines(cutoff)]
    context = {
        "today": clock.today(),
        "cutoff": cutoff,
        "ends_on": ends_on(now),
        "rows": rows,
        "chosen": next((row for row in rows if row["is_chosen"]), None),
        "desk": desk_at(now),
        "number": OVERSEAS_NUMBERS.on(clock.today()),
        "post": ways_from_abroad(clock.today()),
    }
    answer = render(request, "cancellation/abroad.html", context)
    if told is not None and (told == "" or context["chosen"]):
        # Only the browser remembers where its member is.
        answer.set_cookie(
            _ZONE,
            told,
            path=request.path,
            secure=request.is_secure(),
            httponly=True,
            samesite="Lax",
        )
    return answer


def _deadline(each: overseas.Deadline, chosen: str) -> dict[str, Any]:
    """A row in words: the day and hour that clocks there show at the deadline."""
    return {
        "zone": each.zone.value,
        "name": catalogue.word(Zone(each.zone)),
        "on": each.at.date(),
        "time": f"{each.at.hour}:{each.at:%M}",
        "is_summer_time": each.is_summer_time,
        "is_chosen": each.zone.value == chosen,
    }
