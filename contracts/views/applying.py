"""ご購入・お申込み: where an application begins, goes on, and is given up; its receipt."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Member
from contracts import queries, services
from contracts.flows import apply as flow
from contracts.models import Application, Line
from contracts.views.application_words import bills_of, line_rows, state_tag
from mioportal.plumbing import clock
from mioportal.plumbing.actor import actor_of
from mioportal.plumbing.requests import member_of
from mioportal.rules.application import is_entry_code
from mioportal.rules.limits import LimitReason
from mioportal.rules.sign_up import RegisterReason, lost_on_recontract
from mioportal.words import catalogue


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: HttpRequest) -> HttpResponse:
    """The draft to go on with, what is under way, or the beginning; a visitor's mail address first.
    """
    if not request.user.is_authenticated:
        query = {"partner": request.GET["partner"]} if "partner" in request.GET else None
        return redirect(reverse("accounts:sign_up", query=query))
    member = member_of(request)
    if request.method == "POST":
        return _begin(request, member)
    rows = list(queries.applications_of(member))
    open_one = next((row for row in rows if row.is_draft or row.is_under_way), None)
    lines = open_one.lines.all() if open_one and open_one.is_draft else ()
    may_begin = open_one is None or open_one.is_draft
    reasons = queries.against_application(member, lines, clock.now()) if may_begin else ()
    context = {
        "open": open_one,
        "tag": state_tag(open_one) if open_one else None,
        "course": queries.course(open_one, clock.today()) if open_one else None,
        "lines": line_rows(open_one) if open_one else [],
        "reasons": in_words(reasons),
        "is_desk_matter": member.is_corporate,
        "losses": _losses(member),
        "has_card": queries.usable_card(member, clock.today()) is not None,
        "is_new": member.provisional_through is not None,
        "partner": request.GET.get("partner", ""),
        "earlier": [
            {"row": row, "tag": state_tag(row)}
            for row in rows
            if row != open_one and row.submitted_at
        ],
    }
    return render(request, "contracts/apply/start.html", context)


def _losses(member: Member) -> list[Any]:
    """What does not come back when somebody whose services have all ended contracts again."""
    if not member.standing.is_closing:
        return []
    lost = lost_on_recontract(clock.today(), same_mioid=True)
    return [catalogue.word(each) for each in lost]


def _begin(request: HttpRequest, member: Member) -> HttpResponse:
    if member.is_corporate or queries.against_application(member, (), clock.now()):
        return redirect("contracts:apply")
    code = request.POST.get("partner", "")
    try:
        application = services.begin(
            member=member,
            partner=code if is_entry_code(code) else "",
            at=clock.now(),
            by=actor_of(request),
        )
    except services.UnderWay:
        return redirect("contracts:apply")
    return to_step(application)


def to_step(application: Application, name: str = "") -> HttpResponse:
    """On to a page of an application: the one named, or the first that is not answered."""
    if not name:
        name = queries.course(own_again(application), clock.today()).reachable
    return redirect("contracts:apply_step", number=application.number, step=name)


def own_again(application: Application) -> Application:
    """The application with its lines as they are now."""
    return queries.applications_of(application.member).get(pk=application.pk)


def own(request: HttpRequest, number: str) -> Application:
    """The member's application of this number, with its lines; 404 for anybody else's."""
    return get_object_or_404(queries.applications_of(member_of(request)), number=number)


def in_words(reasons: Iterable[StrEnum]) -> list[dict[str, Any]]:
    """Every reason in words, with the page that clears it."""
    return [
        {"words": catalogue.refusal(reason), "link": _WAYS_OUT.get(reason, lambda: None)()}
        for reason in reasons
    ]


_WAYS_OUT: dict[StrEnum, Any] = {
    RegisterReason.OPEN_DEBT: lambda: {
        "url": reverse("billing:unpaid"),
        "label": _("お支払いが済んでいない料金を見る"),
    },
    RegisterReason.SAME_PERSON: lambda: {
        "url": reverse("accounts:sign_in_help"),
        "label": _("ログインできないときは"),
    },
    LimitReason.CARD: lambda: {
        "url": reverse("accounts:payment"),
        "label": _("お支払い方法を見る"),
    },
    LimitReason.IDENTITY: lambda: {
        "url": reverse("accounts:papers"),
        "label": _("本人確認書類を提出する"),
    },
    LimitReason.LINES: lambda: {
        "url": reverse("contracts:lines"),
        "label": _("ご契約中の回線を見る"),
    },
    LimitReason.VOICE_LINES: lambda: {
        "url": reverse("contracts:lines"),
        "label": _("ご契約中の回線を見る"),
    },
}


@require_http_methods(["GET", "HEAD", "POST"])
def give_up(request: HttpRequest, number: str) -> HttpResponse:
    """お申し込みをやめる: the question, then the draft is gone."""
    application = own(request, number)
    if not application.is_draft:
        return redirect("contracts:apply")
    if request.method == "POST":
        services.give_up(application=application, at=clock.now(), by=actor_of(request))
        messages.success(request, _("お申し込みを取りやめました。書きかけの内容は消去しました"))
        return redirect("contracts:apply")
    return render(request, "contracts/apply/give_up.html", {"application": application})


def _to_come(application: Application) -> dict[str, bool]:
    """Which stages lie before the lines that are neither open yet nor called off."""
    rows = application.lines.all()
    lines = [line for line in rows if line.opened_at is None and line.ended_at is None]
    return {
        "review": application.approved_at is None,
        "post": any(line.medium == Line.Medium.SIM and not line.sent_at for line in lines),
        "esim": any(line.medium == Line.Medium.ESIM for line in lines),
        "number": any(line.is_brought for line in lines),
    }


@require_safe
def receipt(request: HttpRequest, number: str) -> HttpResponse:
    """What was applied for, what it costs first, and what comes next; reload and bookmark safe."""
    application = own(request, number)
    if application.is_draft:
        return to_step(application)
    if application.submitted_at is None:
        # A bookmark of a draft that is gone: the beginning alone would not say what became of it.
        said = _("書きかけのお申し込みは、期限が過ぎたか、取りやめたため、残っていません")
        messages.info(request, said)
        return redirect("contracts:apply")
    course = queries.course(application, clock.today())
    context = {
        "application": application,
        "tag": state_tag(application),
        "steps": flow.progress(course, "done"),
        "lines": line_rows(application),
        "bills": bills_of(application.shown or {}),
        "waits_for_papers": application.state in ("identity_awaited", "returned"),
        "to_come": _to_come(application),
        "mail_to": application.member.user.email,
    }
    return render(request, "contracts/apply/receipt.html", context)
