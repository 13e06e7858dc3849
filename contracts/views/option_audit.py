"""解約前のオプション確認: four steps and a checklist, gone on with later (F-OPT-08, F-OPT-09)."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from contracts import queries, services
from contracts.flows import audit as flows
from contracts.forms import ChecklistForm, DropForm
from contracts.queries import Audit, HeldOption
from contracts.queries.option_audit import ACT, CHECKED, CONFIRM, DROPPED, NEED
from mioportal.plumbing import clock
from mioportal.plumbing.models import PendingAct
from mioportal.plumbing.requests import member_of
from mioportal.rules.option_changes import (
    Check,
    Forgotten,
    card_watched_through,
    looked_at_again_on,
)
from mioportal.words import catalogue


@require_http_methods(["GET", "HEAD", "POST"])
def audit(request: HttpRequest) -> HttpResponse:
    """What the look at all options is for; begin it, or go on with it."""
    member = member_of(request)
    begun = queries.open_audit(request.user, clock.now())
    if request.method == "POST":
        act = services.begin_audit(
            member=member, at=clock.now(), afresh="afresh" in request.POST
        )
        return redirect("contracts:audit_step", act=act.code, step=flows.FIRST)
    context = {
        "begun": begun,
        "go_on_url": _url(begun, flows.FIRST) if begun else "",
        "steps": [step.label for step in flows.STEPS],
        "checks": [catalogue.word(check) for check in Check],
    }
    return render(request, "contracts/audit.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def audit_step(request: HttpRequest, act: str, step: str) -> HttpResponse:
    """One of its pages."""
    member = member_of(request)
    pending = get_object_or_404(PendingAct, code=act, user=request.user, kind=ACT)
    if step not in flows.NAMES:
        raise Http404
    if pending.expires_at <= clock.now():
        messages.info(request, _("前の確認から日がたちました。もう一度はじめから進めてください"))
        return redirect("contracts:audit")
    found = queries.audit_of(member, pending, clock.today())
    return _PAGES[step](request, pending, found)


def _url(pending: PendingAct, step: str) -> str:
    return reverse("contracts:audit_step", args=[pending.code, step])


def _page(
    request: HttpRequest, pending: PendingAct, found: Audit, step: str, **context: Any
) -> HttpResponse:
    back = flows.before(step)
    context |= {
        "audit": found,
        "steps": flows.progress(step),
        "back_url": _url(pending, back) if back else reverse("contracts:audit"),
        "next_url": _url(pending, flows.after(step)),
    }
    return render(request, f"contracts/audit_{step}.html", context)


def _list(request: HttpRequest, pending: PendingAct, found: Audit) -> HttpResponse:
    """Everything that is held, with what becomes of it when its line ends."""
    cases = [{"label": catalogue.word(each), "advice": _advice(each)} for each in found.forgotten]
    rows = [
        {"line": of_line.line, "options": [_row(each) for each in of_line.held]}
        for of_line in found.lines
        if of_line.held
    ]
    return _page(request, pending, found, "list", rows=rows, forgotten=cases)


def _row(held: HeldOption) -> dict[str, Any]:
    return {
        "held": held,
        "on_line_end": catalogue.word(held.option.on_line_end),
        "provider": catalogue.word(held.option.provider) if held.at_provider else "",
    }


def _advice(case: Forgotten) -> str:
    said = {
        Forgotten.TRIAL: _("無料の期間が終わると有料になります。要らなければ解約してください。"),
        Forgotten.COVER: _("回線を続けるあいだは、補償も続きます。使わなければ解約してください。"),
        Forgotten.SECURITY: _("乗り換えたあとは、使わないことがほとんどです。"),
        Forgotten.SEVERAL: _("まとめては解約できません。一つずつ手続きしてください。"),
    }
    return said[case]


def _need(request: HttpRequest, pending: PendingAct, found: Audit) -> HttpResponse:
    """Which of them are still needed."""
    if request.method != "POST":
        form = DropForm(initial={"dropped": list(found.dropped_codes)}, audit=found)
        return _page(request, pending, found, NEED, form=form)
    form = DropForm(request.POST, audit=found)
    if not form.is_valid():
        return _page(request, pending, found, NEED, form=form)
    services.keep_answers(
        act=pending, step=NEED, answers={DROPPED: form.cleaned_data["dropped"]}
    )
    return redirect(_url(pending, flows.after(NEED)))


def _end(request: HttpRequest, pending: PendingAct, found: Audit) -> HttpResponse:
    """The way to each end, and how far each has come."""
    return _page(request, pending, found, "end")


def _confirm(request: HttpRequest, pending: PendingAct, found: Audit) -> HttpResponse:
    """The checklist, and what to look at later."""
    form = ChecklistForm(initial={"checked": [check.value for check in found.checked]})
    if request.method == "POST":
        form = ChecklistForm(request.POST)
        if form.is_valid():
            services.keep_answers(
                act=pending, step=CONFIRM, answers={CHECKED: form.cleaned_data["checked"]}
            )
            messages.success(request, _("チェックリストを保存しました"))
            return redirect(_url(pending, CONFIRM))
    last = found.last_day
    context = {
        "form": form,
        "look_again_on": looked_at_again_on(last) if last else None,
        "watch_card_through": card_watched_through(last) if last else None,
        "kept_through": pending.expires_at,
    }
    return _page(request, pending, found, CONFIRM, **context)


_PAGES = {"list": _list, "need": _need, "end": _end, "confirm": _confirm}
