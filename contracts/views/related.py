"""関連サービス: ひかり and the others, what they cost, and how each of them ends (F-HIK)."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from contracts import queries, services
from contracts.models import DeskRequest, RelatedService
from contracts.queries import Held, WariState
from mioportal.plumbing import clock
from mioportal.plumbing.actor import actor_of
from mioportal.plumbing.requests import member_of
from mioportal.plumbing.support import desk_at
from mioportal.rules import related as rules


@require_safe
def related(request: HttpRequest) -> HttpResponse:
    """Every service beside the lines; none of them ends by itself (F-HIK-04)."""
    held = queries.held_services(member_of(request), clock.today())
    context = {
        "services": [service for service in held if not service.is_over],
        "ended": [service for service in held if service.is_over],
        "hikari": next((each for each in held if each.is_hikari and not each.is_over), None),
    }
    return render(request, "contracts/related.html", context)


@require_safe
def related_service(request: HttpRequest, code: str) -> HttpResponse:
    """One service: price, term, discount, and how far its end has come."""
    held = own_service(request, code)
    context = {
        "service": held,
        "rows": _rows(held),
        "steps": _steps(held),
        "asked": queries.requests_about(held.row.member, code).get(
            DeskRequest.Kind.HIKARI_END
        ),
    }
    return render(request, "contracts/related_service.html", context)


def _steps(held: Held) -> list[dict[str, Any]]:
    """ST-hikari: the steps that lead to the end, with the days that are agreed on."""
    states = RelatedService.State
    days = {
        states.WORK_PLANNED: held.row.work_on,
        states.REMOVAL_AWAITED: held.row.removal_on,
        states.DONE: held.row.ends_on,
    }
    return [
        {"label": state.label, "on": days.get(state), "is_now": held.row.state == state}
        for state in states
        if state != states.IN_USE
    ]


def _rows(held: Held) -> list[dict[str, Any]]:
    row = held.row
    found: list[dict[str, Any]] = [
        {"key": _("サービス"), "value": held.label},
        {"key": _("サービスコード"), "value": row.code},
        {"key": _("利用開始日"), "value": row.starts_on},
        {"key": _("月額（税込）"), "value": held.yen},
    ]
    if held.is_hikari:
        found += [
            {"key": _("mio割"), "value": "", "tag": held.wari.tag, "sub": _wari(held)},
            {
                "key": _("最低利用期間の最終日"),
                "value": held.term_through,
                "sub": _("この日までに解約すると、途中解約金がかかります")
                if held.in_term
                else _("過ぎています。途中解約金はかかりません"),
            },
        ]
    days = (
        (_("工事日"), row.work_on),
        (_("撤去日"), row.removal_on),
        (_("最終日"), row.ends_on),
    )
    found += [{"key": key, "value": day} for key, day in days if day]
    if row.early_end_yen is not None:
        found.append({"key": _("途中解約金（不課税）"), "value": row.early_end_yen})
    return found


def _wari(held: Held) -> str:
    said = {
        WariState.ON: _("モバイル回線をお持ちのため、割引を引いた月額です"),
        WariState.ENDING: _("今月までの割引です"),
        WariState.OVER: _("モバイル回線がすべて終わったため、割引はありません"),
        WariState.NONE: _("モバイル回線を契約すると、割引を受けられます"),
    }
    return said[held.wari.state]


@require_http_methods(["GET", "HEAD", "POST"])
def end_related(request: HttpRequest, code: str) -> HttpResponse:
    """Check, then end: the last of the five steps (F-HIK-06); a second POST finds it done."""
    held = own_service(request, code)
    if held.by_phone:
        return _end_hikari(request, held)
    if request.method == "POST":
        services.end_service(service=held.row, at=clock.now(), by=actor_of(request))
    elif held.row.ends_on is None:
        context = {"service": held, "ends_on": rules.ends_on(clock.today())}
        return render(request, "contracts/end_related.html", context)
    return redirect("contracts:related_receipt", code=code)


def _end_hikari(request: HttpRequest, held: Held) -> HttpResponse:
    """How the desk ends ひかり, and asking for it here; asked again, the same receipt stands."""
    if request.method == "POST":
        try:
            asked = services.ask_hikari_end(
                service=held.row, at=clock.now(), by=actor_of(request)
            )
        except services.HikariNotInUse:
            return redirect("contracts:related_service", code=held.row.code)
        return redirect("contracts:desk_request", number=asked.receipt_number)
    about = queries.requests_about(held.row.member, held.row.code)
    asked_for = about.get(DeskRequest.Kind.HIKARI_END)
    context = {
        "service": held,
        "asked": asked_for if queries.is_open(asked_for) else None,
        "desk": desk_at(clock.now()),
    }
    return render(request, "contracts/end_hikari.html", context)


@require_safe
def related_receipt(request: HttpRequest, code: str) -> HttpResponse:
    """The receipt of a service ended on the site; reload and bookmark are safe."""
    held = own_service(request, code)
    if held.row.receipt_number is None or held.row.ends_on is None:
        raise Http404
    context = {
        "service": held,
        "is_new": not held.is_over,
        "mail_to": held.row.member.user.email,
    }
    return render(request, "contracts/related_receipt.html", context)


def own_service(request: HttpRequest, code: str) -> Held:
    """The member's own service, or 404."""
    held = queries.held_service(member_of(request), code, clock.today())
    if held is None:
        raise Http404
    return held
