"""法人の解約: the form, the receipt with its four states, the papers (F-COR-01 to 03)."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from accounts.services import pictures
from cancellation import queries, services
from cancellation.forms import CallOffForm, CompanyForm, CompanyPaperForm
from cancellation.models import CompanyPaper, CompanyRequest
from contracts.models import Line
from contracts.queries import Tag, line_row
from mioportal.plumbing import clock
from mioportal.plumbing.actor import actor_of
from mioportal.plumbing.codes import secret_code
from mioportal.plumbing.requests import member_of
from mioportal.plumbing.support import corporate_desk_at
from mioportal.plumbing.uploads import CAP, was_cut
from mioportal.rules.corporate import CorporatePaper, CorporateRequestStatus, processed_by
from mioportal.rules.dates import day_in_japan
from mioportal.rules.pictures import PictureFacts, may_take
from mioportal.words import catalogue

# The way of a request that is not called off.
_ORDER: list[CorporateRequestStatus] = [
    each for each in CorporateRequestStatus if each is not CorporateRequestStatus.CALLED_OFF
]


@require_http_methods(["GET", "HEAD", "POST"])
def company(request: HttpRequest) -> HttpResponse:
    """The corporate desk: its number and hours, and the form that reaches it at any hour."""
    member, today = member_of(request), clock.today()
    if not member.is_corporate:
        return redirect("cancellation:choose")
    lines = queries.lines_to_ask_for(member, today)
    names = [(line.code, _named(line)) for line in lines]
    if request.method == "POST":
        form = CompanyForm(request.POST, lines=names)
        sent = _sent_before(request)
        if sent is not None:
            return redirect("cancellation:company_request", number=sent.receipt_number)
        if form.is_valid():
            return _ask(request, form, lines)
    else:
        begun = {"company": member.company, "form_key": secret_code()}
        form = CompanyForm(initial=begun, lines=names)
    context = {
        "form": form,
        "has_lines": bool(lines),
        "desk": corporate_desk_at(clock.now()),
        "made": [_row(each) for each in queries.company_requests_of(member)],
    }
    return render(request, "cancellation/company.html", context)


def _named(line: Line) -> str:
    told = {"label": line.label, "type": line.type_label, "user": line.user_name}
    if line.user_name:
        return _("%(label)s（%(type)s、利用者 %(user)s）") % told
    return _("%(label)s（%(type)s）") % told


def _sent_before(request: HttpRequest) -> CompanyRequest | None:
    rows = queries.company_requests_of(member_of(request))
    return rows.filter(form_key=request.POST.get("form_key", "")[:40]).first()


def _ask(request: HttpRequest, form: CompanyForm, lines: list[Line]) -> HttpResponse:
    told = form.cleaned_data
    try:
        made = services.companies.ask(
            member=member_of(request),
            lines=[line for line in lines if line.code in told["lines"]],
            company=told["company"],
            person=told["person"],
            reason=told["reason"],
            form_key=told["form_key"],
            at=clock.now(),
            by=actor_of(request),
        )
    except services.companies.NothingToCancel:
        # Another tab was faster.
        messages.info(request, _("選んだ回線は、すでに申し込み済みか、解約の手続き中です"))
        return redirect("cancellation:company")
    return redirect("cancellation:company_request", number=made.receipt_number)


@require_http_methods(["GET", "HEAD", "POST"])
def company_request(request: HttpRequest, number: str) -> HttpResponse:
    """The receipt and how far it has come; posting sends a paper, or takes lines out of it."""
    rows = queries.company_requests_of(member_of(request))
    found = get_object_or_404(rows, receipt_number=number)
    lines = queries.in_order(found, clock.today())
    forms = {code: CompanyPaperForm(prefix=code) for code in found.papers_asked}
    names = [(line.code, _named(line)) for line in lines]
    calls_off = request.method == "POST" and "call_off" in request.POST
    off = CallOffForm(request.POST if calls_off else None, lines=names)
    if calls_off:
        answer = _call_off(request, found, lines, off)
    else:
        answer = _send_paper(request, found, forms) if request.method == "POST" else None
    if answer is not None:
        return answer
    context = _context(found, lines, forms) | {"off": off, "form": off}
    return render(request, "cancellation/company_request.html", context)


def _call_off(
    request: HttpRequest, found: CompanyRequest, lines: list[Line], form: CallOffForm
) -> HttpResponse | None:
    """Take the chosen lines out; None where none is chosen, and the form says so."""
    back = redirect("cancellation:company_request", number=found.receipt_number)
    if not found.is_open:
        return back
    if not form.is_valid():
        return None
    try:
        services.companies.call_off(
            request=found,
            lines=[line for line in lines if line.code in form.cleaned_data["off"]],
            at=clock.now(),
            by=actor_of(request),
        )
    except services.companies.Closed:
        messages.info(request, _("手続きが完了しているため、取り下げられませんでした"))
    else:
        messages.success(request, _("申し込みを取り下げました"))
    return back


def _send_paper(
    request: HttpRequest, found: CompanyRequest, forms: dict[str, CompanyPaperForm]
) -> HttpResponse | None:
    """Keep one picture; None when it is not taken, and its form says why."""
    code, now = request.POST.get("paper", ""), clock.now()
    back = redirect("cancellation:company_request", number=found.receipt_number)
    if code not in forms:
        return back
    form = forms[code] = CompanyPaperForm(request.POST, request.FILES, prefix=code)
    try:
        if was_cut(request):
            facts = PictureFacts(sent_on=now.date(), size=CAP + 1)
            raise pictures.NotTaken(may_take(facts))
        if not form.is_valid():
            return None
        picture = pictures.read(form.cleaned_data["picture"], now.date())
        services.companies.send_paper(
            request=found,
            paper=CorporatePaper(code),
            picture=picture,
            at=now,
            by=actor_of(request),
        )
    except pictures.NotTaken as refused:
        form.errors.clear()
        for reason in refused.verdict.reasons:
            words = catalogue.refusal(reason)
            form.add_error("picture", f"{words.text}{words.cure}")
        return None
    except services.companies.Closed:
        pass
    return back


def _context(
    found: CompanyRequest, lines: list[Line], forms: dict[str, CompanyPaperForm]
) -> dict[str, Any]:
    there = set(found.papers.values_list("paper", flat=True))
    is_off = found.state == CorporateRequestStatus.CALLED_OFF
    at = 0 if is_off else _ORDER.index(CorporateRequestStatus(found.state))
    today = clock.today()
    return {
        "asked": found,
        "tag": _tag(found),
        "lines": [line_row(line, today) for line in lines],
        "states": []
        if is_off
        else [
            {"label": catalogue.word(state), "state": _place(place, at, state, found)}
            for place, state in enumerate(_ORDER)
        ],
        "papers": [
            {
                "code": code,
                "name": catalogue.word(CorporatePaper(code)),
                "is_there": code in there,
                "form": forms[code],
            }
            for code in found.papers_asked
        ],
        "is_done": found.state == CorporateRequestStatus.DONE,
        "is_off": is_off,
        "done_by": processed_by(day_in_japan(found.asked_at)),
        "mail_to": found.member.user.email,
        "desk": corporate_desk_at(clock.now()),
    }


def _place(place: int, at: int, state: CorporateRequestStatus, found: CompanyRequest) -> str:
    """Papers are a step only where some are asked for."""
    waited = state is CorporateRequestStatus.WAITING_FOR_PAPERS
    if waited and not found.papers_asked:
        return ""
    return "done" if place < at else "now" if place == at else ""


def _row(each: CompanyRequest) -> dict[str, Any]:
    return {
        "receipt_number": each.receipt_number,
        "asked_at": each.asked_at,
        "person": each.person,
        "tag": _tag(each),
    }


def _tag(found: CompanyRequest) -> Tag:
    kinds = {CorporateRequestStatus.DONE: "ok", CorporateRequestStatus.CALLED_OFF: ""}
    state = CorporateRequestStatus(found.state)
    return Tag(label=str(catalogue.word(state)), kind=kinds.get(state, "warning"))


@require_safe
def company_paper(request: HttpRequest, number: str, paper: str) -> HttpResponse:
    """A picture of a paper: for the company itself, and for who handles its request."""
    rows = CompanyPaper.objects.filter(request__receipt_number=number, paper=paper)
    user = request.user
    if not isinstance(user, User):
        raise PermissionDenied
    if not user.is_staff:
        rows = rows.filter(request__member=member_of(request))
    elif not user.has_perm("cancellation.handle_company"):
        raise PermissionDenied
    found = get_object_or_404(rows)
    if not found.data:
        raise Http404
    name = f'inline; filename="{found.paper}.jpg"'
    return HttpResponse(
        bytes(found.data), content_type="image/jpeg", headers={"Content-Disposition": name}
    )
