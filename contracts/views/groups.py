"""シェアグループ: who is in it, what it costs, and what happens when one leaves (F-SHR)."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from contracts import queries
from contracts.models import DeskRequest, Line, Seat
from contracts.queries import Group
from mioportal.plumbing import clock
from mioportal.plumbing.requests import member_of
from mioportal.plumbing.templatetags.ui import yen
from mioportal.rules import plans, share
from mioportal.rules.share import FeePart
from mioportal.words import catalogue

PRIMARY = Seat.Where.PRIMARY


@require_safe
def groups(request: HttpRequest) -> HttpResponse:
    """The only group at once; a list where there are several, or the way to make one."""
    member, today = member_of(request), clock.today()
    found = queries.groups_of(member, today)
    if len(found) == 1:
        return _page(request, found[0])
    on = share.takes_effect_on(today)
    context = {
        "groups": [_told(group) for group in found],
        "may_make": len(queries.free_lines(member, today)) > 1,
        "on": on,
        "added_yen": share.ADDED_SIM_FEE.on(on),
    }
    return render(request, "contracts/groups.html", context)


@require_safe
def group(request: HttpRequest, code: str) -> HttpResponse:
    """One group; one that no longer stands leads to those that do."""
    found = queries.group_by_code(member_of(request), code, clock.today())
    if found is not None:
        return _page(request, found)
    if not member_of(request).share_groups.filter(code=code).exists():
        raise Http404
    return redirect("contracts:groups")


def own_group(request: HttpRequest, code: str) -> Group:
    """The member's own group that stands or is to begin, or 404."""
    found = queries.group_by_code(member_of(request), code, clock.today())
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, found: Group) -> HttpResponse:
    asked = queries.requests_about(found.row.member, found.code).get(
        DeskRequest.Kind.PRIMARY_CHANGE
    )
    context = {
        "group": _told(found),
        "lines": [_line(found, line) for line in found.lines],
        "turns": _turns(found),
        "change_through": share.changeable_through(clock.today()),
        "may_add": bool(queries.free_lines(found.row.member, clock.today())),
        "may_ask": len(found.on(clock.today())) > 1 and not queries.is_open(asked),
        "asked": asked if queries.is_open(asked) else None,
        "without": _without(found, request.GET.get("without", "")),
        "others": len(queries.groups_of(found.row.member, clock.today())) > 1,
    }
    return render(request, "contracts/group.html", context)


def _told(found: Group) -> dict[str, Any]:
    month = _month(found)
    lines = found.on(month) or found.lines
    base = queries.plan_fee(lines[0], month)
    return {
        "code": found.code,
        "primary": found.primary,
        "count": len(found.lines),
        "is_ahead": found.begins_on > found.today,
        "begins_on": found.begins_on,
        "plan": plans.plan(queries.plan_on(found.primary, found.begins_on)),
        "month": month,
        "month_plan": plans.plan(queries.plan_on(lines[0], month)),
        "yen": queries.group_fee(found, month),
        "base": base,
        "added": len(lines) - 1,
        "added_yen": share.ADDED_SIM_FEE.on(month),
        "added_total": (len(lines) - 1) * share.ADDED_SIM_FEE.on(month),
    }


def _month(found: Group) -> date:
    """The next month that is not yet under way: nothing of it is settled."""
    return share.takes_effect_on(found.today)


def _line(found: Group, line: Line) -> dict[str, Any]:
    place = found.place_of(line, found.begins_on)
    stays = found.place_of(line, _month(found)) is not None
    begun = found.place_of(line, found.today) is not None
    return {
        "row": queries.line_row(line, found.today),
        "place": place.label if place else "",
        "is_primary": place == PRIMARY,
        "part_url": reverse("contracts:part_from_group", args=[found.code, line.code])
        if begun and stays and not line.leaving_by and place != PRIMARY
        else "",
    }


def _turns(found: Group) -> list[dict[str, Any]]:
    """What is to change, and the way to call it off while it may be."""
    today = clock.today()
    open_still = today <= share.changeable_through(today)
    return [
        {
            "on": turn.on,
            "line": turn.line,
            "title": turn.title,
            "url": reverse("contracts:call_off_group_change", args=[found.code, turn.line.code])
            if open_still and (turn.place is None or turn.before is None)
            else "",
        }
        for turn in found.turns
    ]


def _without(found: Group, code: str) -> dict[str, Any] | None:
    """The table of fees if one line's contract ended (F-SHR-03); the last one, unless chosen."""
    month = _month(found)
    lines = found.on(month)
    if len(lines) < 2:
        return None
    leaver = next((line for line in lines if line.code == code), lines[-1])
    told = queries.consequences(found, leaver, month)
    stay = len(lines) - len(told.ends)
    return {
        "month": month,
        "leaver": leaver,
        "is_primary": leaver == lines[0],
        "choices": [
            {
                "line": line,
                "is_chosen": line == leaver,
                "url": f"{reverse('contracts:group', args=[found.code])}?without={line.code}#fees",
            }
            for line in lines
        ],
        "ends": [line for line in lines if line.code in told.ends],
        "rows": [
            {
                "label": catalogue.word(fee.part),
                "before": fee.before,
                "after": fee.after,
                "difference": fee.difference,
                **_how(fee.part, lines, stay, month),
            }
            for fee in told.fees[:-1]
        ],
        "total": told.fee,
    }


def _how(part: FeePart, lines: list[Line], stay: int, month: date) -> dict[str, str]:
    """How a row's figures come about."""
    if part is FeePart.BASE:
        return {"sub": plans.plan(queries.plan_on(lines[0], month)).label}
    if part is FeePart.ADDED_SIMS:
        each = share.ADDED_SIM_FEE.on(month)
        return {"sub": " → ".join(_times(each, sims - 1) for sims in (len(lines), stay))}
    return {}


def _times(each: Decimal, count: int) -> str:
    return _("%(yen)s×%(n)s") % {"yen": yen(each), "n": max(0, count)}


def choices(lines: Iterable[Line]) -> list[tuple[str, str]]:
    """Prefetched lines as a form offers them: the number, who uses it, the plan."""
    return [
        (
            line.code,
            "／".join(
                filter(
                    None,
                    (
                        line.label,
                        line.user_name,
                        line.type_label,
                        plans.plan(queries.plan_code(line)).label,
                    ),
                )
            ),
        )
        for line in lines
    ]
