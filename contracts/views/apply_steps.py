"""The pages of an application, one view for all of them; every one keeps what was entered."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import services as accounts
from contracts import queries, services
from contracts.flows import apply as flow
from contracts.forms import ConsentToApplyForm, ContractorForm, PrepaymentForm
from contracts.models import Application
from contracts.views.application_words import line_rows
from contracts.views.apply_check import check_page
from contracts.views.apply_lines import name_there_page, port_in_page
from contracts.views.applying import in_words, own, to_step
from mioportal.plumbing import clock
from mioportal.plumbing.actor import actor_of
from mioportal.rules import identity
from mioportal.rules.cards import CARD_NAMES
from mioportal.words import catalogue

Page = Callable[[HttpRequest, Application, flow.Course], HttpResponse]


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, number: str, step: str) -> HttpResponse:
    """One page. Whatever is wrong with asking for it ends on a page that leads on."""
    if step not in flow.NAMES:
        raise Http404
    application = own(request, number)
    if not application.is_draft:
        return redirect("contracts:application_receipt", number=number)
    if application.lapses_on < clock.today():
        messages.info(request, _("お申し込みの期限が過ぎました。はじめからお申し込みください"))
        return redirect("contracts:apply")
    course = queries.course(application, clock.today())
    if not course.may_open(step):
        if step in course.names:
            messages.info(request, _("先にこの手順を終えてください"))
        return to_step(application, course.reachable)
    try:
        return _PAGES[step](request, application, course)
    except services.NotDraft:
        return redirect("contracts:application_receipt", number=number)


def render_step(
    request: HttpRequest,
    application: Application,
    course: flow.Course,
    name: str,
    **context: Any,
) -> HttpResponse:
    """A page with its step bar, the way back, and the way out."""
    back = course.before(name)
    context |= {
        "application": application,
        "steps": flow.progress(course, name),
        "back_url": reverse("contracts:apply_step", args=[application.number, back])
        if back
        else "",
    }
    return render(request, f"contracts/apply/{name}.html", context)


def _keep(
    request: HttpRequest, application: Application, name: str, **more: Any
) -> HttpResponse:
    services.answer(
        application=application, step=name, at=clock.now(), by=actor_of(request), **more
    )
    return to_step(application)


def _prepayment(
    request: HttpRequest, application: Application, course: flow.Course
) -> HttpResponse:
    form = PrepaymentForm(
        request.POST or None, initial=application.answers.get(flow.PREPAYMENT)
    )
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        return _keep(
            request, application, flow.PREPAYMENT, answers=told, entry_code=told["entry_code"]
        )
    return render_step(request, application, course, flow.PREPAYMENT, form=form)


def _lines(
    request: HttpRequest, application: Application, course: flow.Course
) -> HttpResponse:
    """お申し込み内容: the lines so far, もう一枚 申し込む, or on (F-APP-09)."""
    lines = list(application.lines.all())
    if not lines:
        return redirect("contracts:apply_new_line", number=application.number)
    reasons = queries.against_application(application.member, lines, clock.now())
    if request.method == "POST" and not reasons:
        return _keep(request, application, flow.LINES, answers={"lines": len(lines)})
    openings = queries.openings(lines, clock.today())
    rows = [
        row | {"monthly_yen": each.monthly_yen}
        for row, each in zip(line_rows(application), openings, strict=True)
    ]
    return render_step(
        request, application, course, flow.LINES, lines=rows, reasons=in_words(reasons)
    )


def _contractor(
    request: HttpRequest, application: Application, course: flow.Course
) -> HttpResponse:
    """Who contracts; told once, and compared with everybody who has a mioID (C-039)."""
    member, names = application.member, ContractorForm.base_fields
    initial = {name: getattr(member, name) for name in names}
    form = ContractorForm(request.POST or None, today=clock.today(), initial=initial)
    reasons: tuple[Any, ...] = ()
    if request.method == "POST" and form.is_valid():
        accounts.knock(source=f"contractor:{member.pk}")
        try:
            accounts.write_contractor(
                member=member, person=form.person(), at=clock.now(), by=actor_of(request)
            )
        except accounts.NotRegistered as refused:
            reasons = refused.verdict.reasons
        else:
            return to_step(application)
    return render_step(
        request, application, course, flow.CONTRACTOR, form=form, reasons=in_words(reasons)
    )


def _consent(
    request: HttpRequest, application: Application, course: flow.Course
) -> HttpResponse:
    form = ConsentToApplyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _keep(request, application, flow.CONSENT, answers={"agreed": True})
    context = {"form": form, "agreed_at": application.consented_at, "lines": line_rows(application)}
    return render_step(request, application, course, flow.CONSENT, **context)


def _papers(
    request: HttpRequest, application: Application, course: flow.Course
) -> HttpResponse:
    """Papers are sent on their own pages; or later, then the review waits for them."""
    member, today = application.member, clock.today()
    if request.method == "POST":
        return _keep(request, application, flow.PAPERS, answers={"later": True})
    for_esim = queries.wants_voice_esim(member)
    context = {
        "identity": member.identity,
        "is_sent": member.identity in ("in_review", "complete"),
        "for_voice_esim": for_esim,
        "accepted": [
            {
                "name": catalogue.word(paper),
                "with_supplement": identity.needs_supplement(paper, today),
            }
            for paper in identity.accepted_papers(today, for_esim)
        ],
        "next_url": reverse(
            "contracts:apply_step", args=[application.number, course.after(flow.PAPERS)]
        ),
    }
    return render_step(request, application, course, flow.PAPERS, **context)


def _card(request: HttpRequest, application: Application, course: flow.Course) -> HttpResponse:
    """The card is typed at the processor's; one that is registered is used as it is."""
    context = {
        "card": queries.usable_card(application.member, clock.today()),
        "names": CARD_NAMES.on(clock.today()),
        "next_url": reverse(
            "contracts:apply_step", args=[application.number, course.after(flow.CARD)]
        ),
    }
    return render_step(request, application, course, flow.CARD, **context)


def _port_in(
    request: HttpRequest, application: Application, course: flow.Course
) -> HttpResponse:
    answered = port_in_page(request, application)
    if isinstance(answered, HttpResponse):
        return answered
    return render_step(request, application, course, flow.PORT_IN, **answered)


def _port_in_user(
    request: HttpRequest, application: Application, course: flow.Course
) -> HttpResponse:
    answered = name_there_page(request, application)
    if isinstance(answered, HttpResponse):
        return answered
    return render_step(request, application, course, flow.PORT_IN_USER, **answered)


def _check(request: HttpRequest, application: Application, course: flow.Course) -> HttpResponse:
    answered = check_page(request, application, course)
    if isinstance(answered, HttpResponse):
        return answered
    return render_step(request, application, course, flow.CHECK, **answered)


_PAGES: dict[str, Page] = {
    flow.PREPAYMENT: _prepayment,
    flow.LINES: _lines,
    flow.PORT_IN: _port_in,
    flow.CONTRACTOR: _contractor,
    flow.CONSENT: _consent,
    flow.PORT_IN_USER: _port_in_user,
    flow.PAPERS: _papers,
    flow.CARD: _card,
    flow.CHECK: _check,
}
