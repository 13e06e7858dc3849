"""再発行する, 無効にする, 取りやめる: what a member does with a request that is there."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from contracts.queries import line_row
from mioportal.plumbing import clock
from mioportal.plumbing.actor import actor_of
from mioportal.plumbing.support import desk_at
from mioportal.rules import port_out
from mioportal.rules.dates import day_in_japan
from mioportal.rules.verdict import Verdict
from mnp import queries, services
from mnp.forms import AgainForm
from mnp.models import PortRequest
from mnp.views.finding import brief, own_line, own_request
from mnp.views.refusals import refusals


@require_http_methods(["GET", "HEAD", "POST"])
def again(request: HttpRequest, number: str) -> HttpResponse:
    """再発行する (F-MNO-06): a new number with its own fifteen days; the old one is dead."""
    row = own_request(request, number)
    if row.is_one_stop:
        # Nothing on paper that could be issued anew: its page says what can be done.
        return redirect("mnp:request", number=row.receipt_number)
    done = getattr(row, "replaced_by", None)
    if done is not None:
        return redirect("mnp:request", number=done.receipt_number)
    verdict = queries.may_reissue(row.line, clock.now())
    if request.method != "POST" or not queries.resumes_when_cleared(verdict):
        return _again_page(request, row, verdict, AgainForm())
    form = AgainForm(request.POST)
    if not form.is_valid():
        return _again_page(request, row, verdict, form)
    try:
        made = services.ask_again(of=row, at=clock.now(), by=actor_of(request))
    except services.NotAllowed as refused:
        return _again_page(request, row, refused.verdict, form)
    except services.NotTheLatest as newer:
        messages.info(request, _("この番号のあとに、新しい番号が発行されています"))
        return redirect("mnp:request", number=newer.latest.receipt_number)
    return redirect("mnp:request", number=made.receipt_number)


def _again_page(
    request: HttpRequest,
    row: PortRequest,
    verdict: Verdict[port_out.IssueReason],
    form: AgainForm,
) -> HttpResponse:
    at = clock.now()
    comes_at = queries.issues_at(row.world, at)
    may = queries.resumes_when_cleared(verdict)
    expires_on, ends_on = port_out.expires_on(day_in_japan(comes_at)), row.line.ends_on
    context = {
        "row": row,
        "request_row": brief(row),
        "line": line_row(own_line(request, row.line.code), clock.today()),
        "form": form if may else None,
        "reasons": refusals(verdict.reasons, row.line),
        "is_live": row.is_live(clock.today()),
        "good_through": min(expires_on, ends_on or expires_on),
        "is_cut": ends_on is not None and ends_on < expires_on,
        "comes_at": comes_at,
        "at_once": comes_at <= at,
        "desk": desk_at(at),
    }
    return render(request, "mnp/again.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def void(request: HttpRequest, number: str) -> HttpResponse:
    """無効化を依頼する (C-072): at once, because somebody else may know the number."""
    row = own_request(request, number)
    if request.method != "POST":
        if not row.is_live(clock.today()):
            return redirect("mnp:request", number=row.receipt_number)
        context = {"row": row, "request_row": brief(row)}
        return render(request, "mnp/void.html", context)
    try:
        services.void(
            request=row, why=PortRequest.Why.MEMBER, at=clock.now(), by=actor_of(request)
        )
    except services.NotLive:
        messages.info(request, _("この番号は、すでに使えなくなっています"))
    return redirect("mnp:request", number=row.receipt_number)


@require_http_methods(["GET", "HEAD", "POST"])
def call_off(request: HttpRequest, number: str) -> HttpResponse:
    """申し込みを取りやめる, while it waits."""
    row = own_request(request, number)
    if request.method != "POST":
        if row.state not in PortRequest.WAITING:
            return redirect("mnp:request", number=row.receipt_number)
        context = {"row": row, "request_row": brief(row)}
        return render(request, "mnp/call_off.html", context)
    try:
        services.call_off(
            request=row, why=PortRequest.Why.MEMBER, at=clock.now(), by=actor_of(request)
        )
    except services.NotWaiting:
        messages.info(request, _("番号の発行が済んでいるため、申し込みは取りやめられません"))
    return redirect("mnp:request", number=row.receipt_number)
