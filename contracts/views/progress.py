"""お申し込みの状況 (F-APP-16): found by its number, followed to the open line, and acted on.

Whoever knows the number and the mail address sees how far it has come; names and numbers are shown,
and anything is done, only to its signed-in member (D-99).
"""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts import services as accounts
from accounts.models import Member
from contracts import queries, services
from contracts.forms import ProgressForm, ReservationForm
from contracts.models import Application, AppliedLine, ContractNotice, Line
from contracts.views import notice_words
from contracts.views import progress_words as words
from mioportal.plumbing import clock
from mioportal.plumbing.actor import actor_of, source_of
from mioportal.plumbing.requests import member_of
from mioportal.plumbing.support import desk_at
from mioportal.plumbing.switching import NumberRefused

# The numbers that this browser has shown the mail address of.
_KNOWN = "applications_known"
_MOST_KNOWN = 10


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def progress(request: HttpRequest) -> HttpResponse:
    """A member's applications; anybody else names one by its number and mail address."""
    who = _member(request)
    if who is not None:
        found = queries.of_member(who)
        rows = [{"row": row, "tag": queries.application_tag(row)} for row in found]
        return render(request, "contracts/applications.html", {"applications": rows})
    form = ProgressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        accounts.knock(source=source_of(request))
        application = queries.named(form.cleaned_data["number"], form.cleaned_data["mail"])
        if application is not None:
            _remember(request, application.number)
            return redirect("contracts:application_progress", number=application.number)
        form.add_error(
            None,
            _("この受付番号とメールアドレスのお申し込みはありません。受付メールのとおりに入力してください"),
        )
    return render(request, "contracts/find_application.html", {"form": form})


def _member(request: HttpRequest) -> Member | None:
    return getattr(request.user, "member", None)


def _remember(request: HttpRequest, number: str) -> None:
    known = [each for each in request.session.get(_KNOWN, []) if each != number]
    request.session[_KNOWN] = [*known, number][-_MOST_KNOWN:]


@login_not_required
@never_cache
@require_safe
def application_progress(request: HttpRequest, number: str) -> HttpResponse:
    """How far one application has come. Whoever has not named it is asked to."""
    who = _member(request)
    application = queries.handed_in().filter(number=number).first()
    is_own = application is not None and application.member == who
    if application is None or not (is_own or number in request.session.get(_KNOWN, [])):
        if who is not None:
            raise Http404
        return redirect("contracts:progress")
    if is_own:
        return render(request, "contracts/application.html", _context(application, is_own=True))
    # Nobody is signed in: the page is told the time of whoever applied.
    with clock.taken(application.world):
        return render(request, "contracts/application.html", _context(application, is_own=False))


def _context(application: Application, *, is_own: bool) -> dict[str, Any]:
    today = clock.today()
    lines = queries.line_progress(application, today)
    return {
        "application": application,
        "is_own": is_own,
        "tag": queries.application_tag(application),
        "steps": words.steps(application),
        "next": words.next_step(application, lines, is_own=is_own),
        "lines": [words.line_card(each, is_own=is_own) for each in lines],
        "desk": desk_at(clock.now()),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def open_applied(request: HttpRequest, number: str, code: str) -> HttpResponse:
    """開通する: what happens then, and the button that lets the number come over (D-95)."""
    applied = _own(request, number, code)
    found = queries.LineProgress(applied=applied, today=clock.today())
    if not found.may_open:
        return _go_back(request, applied, found)
    refused = False
    if request.method == "POST":
        try:
            line = services.open_applied(applied=applied, at=clock.now(), by=actor_of(request))
        except (services.NotNow, services.NumberLapsed):
            applied.refresh_from_db()
            return _go_back(request, applied, found)
        except NumberRefused:
            refused = True
        else:
            messages.success(request, _("回線 %s が開通しました") % line.label)
            return redirect("contracts:application_progress", number=number)
    context = {
        "application": applied.application,
        "applied": applied,
        "card": words.line_card(found, is_own=True),
        "progress": found,
        "refused": refused,
    }
    return render(request, "contracts/open_applied.html", context)


def _go_back(
    request: HttpRequest, applied: AppliedLine, found: queries.LineProgress
) -> HttpResponse:
    """Nothing to open: it is open, not ready yet, or needs another number first."""
    if applied.state == AppliedLine.State.OPENED:
        messages.info(request, _("この回線は、すでに開通しています"))
    elif found.has_lapsed:
        messages.warning(
            request, _("MNP予約番号の有効期限が過ぎています。新しい番号を入力してください")
        )
    else:
        messages.info(request, _("この回線は、まだ開通の手続きができません"))
    return redirect("contracts:application_progress", number=applied.application.number)


@require_http_methods(["GET", "HEAD", "POST"])
def replace_reservation(request: HttpRequest, number: str, code: str) -> HttpResponse:
    """Another reservation number, where the first ran out or was not known over there."""
    applied = _own(request, number, code)
    found = queries.LineProgress(applied=applied, today=clock.today())
    if not found.may_replace:
        return _go_back(request, applied, found)
    form = ReservationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.replace_reservation(
                applied=applied, **form.told, at=clock.now(), by=actor_of(request)
            )
        except services.NotNow:
            applied.refresh_from_db()
            return _go_back(request, applied, found)
        except services.NotBrought as no:
            form.refuse(no.verdict.reasons)
        else:
            messages.success(request, _("新しいMNP予約番号を受け付けました"))
            return redirect("contracts:application_progress", number=number)
    context = {"application": applied.application, "applied": applied, "form": form}
    return render(request, "contracts/replace_reservation.html", context)


def _own(request: HttpRequest, number: str, code: str) -> AppliedLine:
    """A line of the member's own application, or 404."""
    application = get_object_or_404(queries.of_member(member_of(request)), number=number)
    for line in application.lines.all():
        if line.code == code:
            line.application = application
            return line
    raise Http404


@require_safe
def contract_notice(request: HttpRequest, code: str) -> HttpResponse:
    """契約のお知らせ: all terms as they were contracted, and the right to undo it (M-03)."""
    line = queries.line_of(member_of(request), code, clock.today())
    notice = queries.notice_of(line) if line is not None else None
    if line is None or notice is None:
        raise Http404
    context = {
        "line": queries.line_row(line, clock.today()),
        "notice": notice,
        "rows": notice_words.terms(notice, line),
        "may_undo": _may_undo(line, notice),
        "still_charged": notice_words.still_charged(line.started_on),
        "desk": desk_at(clock.now()),
    }
    return render(request, "contracts/notice.html", context)


def _may_undo(line: Line, notice: ContractNotice) -> bool:
    """Within its days, unless the line is over: a cancellation accepted is in no way (D-98)."""
    today = clock.today()
    is_over = line.status(today) == Line.Status.ENDED
    return not is_over and today <= notice.undo_through
