"""One line of an application: what is chosen for it, and the number that it brings along."""

from contextlib import suppress
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from contracts import queries, services
from contracts.flows import apply as flow
from contracts.forms import LineForm, NameThereForm, PortInForm
from contracts.forms.porting_in import HAS, HAS_NOT
from contracts.models import Application, AppliedLine, Line
from contracts.queries.donors import one_stop_donors
from contracts.views.application_words import line_row
from contracts.views.applying import in_words, own, to_step
from mioportal.plumbing import clock
from mioportal.plumbing.actor import actor_of
from mioportal.plumbing.codes import public_code
from mioportal.rules import operators, port_in


@require_http_methods(["GET", "HEAD", "POST"])
def new_line(request: HttpRequest, number: str) -> HttpResponse:
    """お申し込み内容をお選びください。 — the first line, or もう一枚."""
    return _line_page(request, own(request, number), None)


@require_http_methods(["GET", "HEAD", "POST"])
def applied_line(request: HttpRequest, number: str, code: str) -> HttpResponse:
    """The same for a line that was chosen before."""
    application = own(request, number)
    return _line_page(request, application, _line(application, code))


def _line(application: Application, code: str) -> AppliedLine:
    for line in application.lines.all():
        if line.code == code:
            return line
    raise Http404


def _line_page(
    request: HttpRequest, application: Application, line: AppliedLine | None
) -> HttpResponse:
    today = clock.today()
    if not application.is_draft or application.lapses_on < today:
        return to_step(application, flow.LINES)
    course = queries.course(application, today)
    if not course.may_open(flow.LINES):
        return to_step(application, course.reachable)
    initial = LineForm.filled_in(line) if line else _USUAL
    form = LineForm(request.POST or None, today=today, initial=initial)
    reasons: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        reasons = _against(application, line, form)
        if not reasons:
            # Handed in, or taken away, in another tab: the page that follows says so.
            with suppress(services.NotDraft, AppliedLine.DoesNotExist):
                services.save_line(
                    application=application,
                    selection=form.selection(),
                    code=line.code if line else None,
                    key=request.POST.get("key", ""),
                    at=clock.now(),
                    by=actor_of(request),
                )
            return to_step(application, flow.LINES)
    lines = list(application.lines.all())
    context = {
        "form": form,
        "application": application,
        "line": line,
        "key": request.POST.get("key") or public_code(),
        "steps": flow.progress(course, flow.LINES),
        "position": line.position if line else len(lines) + 1,
        "reasons": reasons,
        "back_url": reverse("contracts:apply_step", args=[application.number, flow.LINES])
        if lines
        else reverse("contracts:apply"),
        "back_label": _("お申し込み内容へ戻る") if lines else _("お申し込みのはじめへ戻る"),
    }
    return render(request, "contracts/apply/line.html", context)


# What most people choose stands ready; what each must know themselves does not.
_USUAL = {
    "function": Line.Function.VOICE,
    "medium": Line.Medium.SIM,
    "contract": "new",
    "device": AppliedLine.Device.OWN,
    "user": "self",
}


def _against(
    application: Application, line: AppliedLine | None, form: LineForm
) -> list[dict[str, Any]]:
    """Whether there is room for one more, of the function that was chosen."""
    others = [each for each in application.lines.all() if line is None or each.pk != line.pk]
    wanted = AppliedLine(function=form.cleaned_data["function"])
    reasons = queries.against_application(
        application.member, [*others, wanted], clock.now()
    )
    return in_words(reasons)


@require_POST
def drop_line(request: HttpRequest, number: str, code: str) -> HttpResponse:
    """Take a line out of the draft."""
    application = own(request, number)
    try:
        services.drop_line(
            application=application, code=code, at=clock.now(), by=actor_of(request)
        )
    except services.NotDraft:
        return redirect("contracts:application_receipt", number=number)
    return to_step(application, flow.LINES)


def port_in_page(request: HttpRequest, application: Application) -> HttpResponse | dict[str, Any]:
    """転入元: the lines that bring a number along, one after the other (F-MNI-02)."""
    brought = _brought(application)
    line = _asked(request, brought, lambda each: bool(each.donor))
    if line is None:
        return to_step(application)
    has = "" if not line.donor else HAS if line.mnp_number else HAS_NOT
    names = ("brought_number", "donor", "mnp_number", "mnp_expires_on")
    one_stop = one_stop_donors(clock.today())
    form = PortInForm(
        request.POST or None,
        today=clock.today(),
        is_ours=lambda number: queries.is_ours(application.world_id, number),
        is_asked_for=lambda number: queries.is_asked_for(line, number),
        one_stop=one_stop,
        initial={name: getattr(line, name) for name in names} | {"has_number": has},
    )
    if request.method == "POST" and form.is_valid():
        services.bring_number(
            line=line, brought=form.brought(), at=clock.now(), by=actor_of(request)
        )
        return _next(application, flow.PORT_IN, brought, line, lambda each: bool(each.donor))
    return _context(brought, line, form) | {
        "one_stop": [operators.label(each) for each in one_stop],
        "days_left": port_in.DAYS_LEFT.on(clock.today()),
    }


def name_there_page(
    request: HttpRequest, application: Application
) -> HttpResponse | dict[str, Any]:
    """MNP利用者: in whose name each of the numbers stands over there (F-MNI-01)."""
    brought, member = _brought(application), application.member
    # The contractor's page comes before this one.
    assert member.birth_date is not None
    line = _asked(request, brought, lambda each: each.donor_birth_date is not None)
    if line is None:
        return to_step(application)
    form = NameThereForm(
        request.POST or None,
        contractor=(member.family_kana, member.given_kana, member.birth_date),
        initial={
            "donor_family_kana": line.donor_family_kana,
            "donor_given_kana": line.donor_given_kana,
            "donor_birth_date": line.donor_birth_date,
        },
    )
    if request.method == "POST" and form.is_valid():
        services.bring_number(
            line=line, brought=form.name(), at=clock.now(), by=actor_of(request)
        )
        return _next(
            application,
            flow.PORT_IN_USER,
            brought,
            line,
            lambda each: each.donor_birth_date is not None,
        )
    return _context(brought, line, form) | {"donor": operators.label(line.donor)}


def _brought(application: Application) -> list[AppliedLine]:
    return [line for line in application.lines.all() if line.is_brought]


def _asked(
    request: HttpRequest, brought: list[AppliedLine], is_told: Any
) -> AppliedLine | None:
    """The line of the address, or the first that nothing was told of.

    An answer names its line: after Back, or sent twice, it is still about the same one. None if
    that brings no number any more.
    """
    code = request.GET.get("line")
    if code or request.method == "POST":
        return next((line for line in brought if line.code == code), None)
    untold = [line for line in brought if not is_told(line)]
    return (untold or brought)[0]


def _next(
    application: Application,
    step: str,
    brought: list[AppliedLine],
    line: AppliedLine,
    is_told: Any,
) -> HttpResponse:
    left = [each for each in brought if each.pk != line.pk and not is_told(each)]
    return to_step(application, step if left else "")


def _context(brought: list[AppliedLine], line: AppliedLine, form: Any) -> dict[str, Any]:
    return {
        "form": form,
        "line": line_row(line),
        "several": len(brought) > 1,
        "others": [line_row(each) for each in brought if each.pk != line.pk],
    }
