"""プラン変更: the plans on offer, the check, the receipt, taking it back (F-CON-08)."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from contracts import queries, services
from contracts.models import Line, PlanChange
from contracts.views.lines import own_line
from mioportal.plumbing import clock
from mioportal.plumbing.actor import actor_of
from mioportal.plumbing.requests import member_of
from mioportal.rules import plan_change as rules
from mioportal.rules import plans
from mioportal.rules.plan_change import PlanChangeReason
from mioportal.words import catalogue


@require_safe
def plan_change(request: HttpRequest, code: str) -> HttpResponse:
    """The present plan, what is booked, and the plans to choose from with next month's prices."""
    line, today = own_line(request, code), clock.today()
    booked = queries.booked_change(line, today)
    against = queries.against_any(line, booked, today)
    reasons = [why for why in against if why is not PlanChangeReason.ALREADY_BOOKED]
    context = {
        "line": queries.line_row(line, today),
        "present": queries.plan_offer(line, queries.plan_code(line), today),
        "is_legacy": _is_legacy(line),
        "booked": _told(booked) if booked else None,
        "may_withdraw": booked
        and rules.may_withdraw(booked.takes_effect_on, today).allowed,
        "is_secondary": PlanChangeReason.SECONDARY in against,
        "reasons": in_words(reasons, line),
        "offers": [] if against else queries.plan_offers(line, today),
        "bookable_through": rules.bookable_through(today),
        "shared": _shared(line),
        "earlier": _earlier(line),
    }
    return render(request, "contracts/plan_change.html", context)


def _is_legacy(line: Line) -> bool:
    return plans.plan(queries.plan_code(line)).family is plans.Family.LEGACY


def _shared(line: Line) -> list[str]:
    """The lines whose plan changes along."""
    together = queries.sharing(line, rules.takes_effect_on(clock.today()))
    return [each.label for each in together if each.pk != line.pk]


def _earlier(line: Line) -> list[dict[str, Any]]:
    rows = queries.plan_changes_of(line.member).filter(line=line)
    return [_told(row) for row in rows if queries.state_of(row, clock.today()) != "BOOKED"]


def _told(change: PlanChange) -> dict[str, Any]:
    line, month = change.line, change.takes_effect_on
    before, after = (plans.plan(code) for code in (change.from_plan, change.to_plan))
    yen = [
        plans.monthly_fee(plan.code, line.function, line.medium, month)
        for plan in (before, after)
    ]
    return {
        "row": change,
        "before": before,
        "after": after,
        "before_yen": yen[0],
        "after_yen": yen[1],
        "difference": yen[1] - yen[0],
        "tag": queries.plan_change_tag(change, clock.today()),
        "withdraw_through": rules.withdrawable_through(month),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def book_plan(request: HttpRequest, code: str, plan: str) -> HttpResponse:
    """Check what it means, then book; booked already, the same receipt is shown."""
    line, today = own_line(request, code), clock.today()
    if plan not in plans.PLANS:
        raise Http404
    if request.method == "POST":
        return _book(request, line, plan)
    booked = queries.booked_change(line, today)
    if booked is not None and booked.to_plan == plan:
        return redirect("contracts:plan_change_receipt", number=booked.receipt_number)
    verdict = queries.may_change_plan(line, plan, booked, today)
    if not verdict.allowed:
        return _refused(request, line, verdict.reasons)
    return _check(request, line, plan)


def _book(request: HttpRequest, line: Line, plan: str) -> HttpResponse:
    try:
        change = services.book_plan_change(
            line=line,
            plan_code=plan,
            shown=request.POST.get("shown", ""),
            at=clock.now(),
            by=actor_of(request),
        )
    except services.PlanRefused as refused:
        return _refused(request, line, refused.reasons)
    except services.NotAsShown:
        return _check(request, line, plan, has_changed=True)
    return redirect("contracts:plan_change_receipt", number=change.receipt_number)


def _check(
    request: HttpRequest, line: Line, plan: str, *, has_changed: bool = False
) -> HttpResponse:
    offer = queries.plan_offer(line, plan, clock.today())
    context = {
        "line": queries.line_row(line, clock.today()),
        "present": queries.plan_offer(line, queries.plan_code(line), clock.today()),
        "offer": offer,
        "is_legacy": _is_legacy(line),
        "has_changed": has_changed,
        "withdraw_through": rules.withdrawable_through(offer.takes_effect_on),
        "shared": _shared(line),
    }
    return render(request, "contracts/plan_check.html", context)


def _refused(
    request: HttpRequest, line: Line, reasons: Iterable[PlanChangeReason]
) -> HttpResponse:
    context = {
        "line": queries.line_row(line, clock.today()),
        "reasons": in_words(reasons, line),
    }
    return render(request, "contracts/plan_refused.html", context)


@require_safe
def plan_change_receipt(request: HttpRequest, number: str) -> HttpResponse:
    """The receipt, and how far the change has come; reload and bookmark are safe."""
    change, today = _own(request, number), clock.today()
    state = queries.state_of(change, today)
    context = {
        "change": _told(change),
        "is_new": state == PlanChange.State.BOOKED,
        "may_withdraw": state == PlanChange.State.BOOKED
        and rules.may_withdraw(change.takes_effect_on, today).allowed,
        "mail_to": change.line.member.user.email,
    }
    return render(request, "contracts/plan_receipt.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_plan(request: HttpRequest, number: str) -> HttpResponse:
    """Check, then take the booking back; taken back already, the receipt says so."""
    change, today = _own(request, number), clock.today()
    reasons: Iterable[StrEnum] = ()
    if request.method == "POST":
        try:
            services.withdraw_plan_change(
                change=change, at=clock.now(), by=actor_of(request)
            )
        except services.TooLateToWithdraw as late:
            reasons = late.reasons
        else:
            return redirect("contracts:plan_change_receipt", number=number)
    elif change.state != PlanChange.State.BOOKED:
        return redirect("contracts:plan_change_receipt", number=number)
    else:
        reasons = rules.may_withdraw(change.takes_effect_on, today).reasons
    context = {"change": _told(change), "reasons": in_words(reasons, change.line)}
    return render(request, "contracts/plan_withdraw.html", context)


def _own(request: HttpRequest, number: str) -> PlanChange:
    rows = queries.plan_changes_of(member_of(request))
    return get_object_or_404(rows, receipt_number=number)


def in_words(reasons: Iterable[StrEnum], line: Line) -> list[dict[str, Any]]:
    """Every reason in words, with the link that leads on where there is one."""
    return [
        {"words": catalogue.refusal(reason), "link": _link(reason, line)} for reason in reasons
    ]


def _link(reason: StrEnum, line: Line) -> dict[str, str] | None:
    plan_url = reverse("contracts:plan_change", args=[line.code])
    if reason is PlanChangeReason.SECONDARY:
        return {"url": reverse("contracts:groups"), "label": _("シェアグループを見る")}
    if reason is PlanChangeReason.ALREADY_BOOKED:
        return {"url": plan_url, "label": _("予約の内容を見る")}
    if reason in queries.OF_THE_PLAN:
        return {"url": plan_url, "label": _("選べるプランを見る")}
    return None
