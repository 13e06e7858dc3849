"""The wizard's pages. Its answers live in a PendingAct, so two tabs never mix."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cancellation import flows, queries, services
from cancellation.forms import REASON_LABELS, ConsentForm, ReasonsForm, SurveyForm
from cancellation.views.pages import already_accepted, begin_page, own_line
from cancellation.views.preview import cautions, changes, preview
from contracts.models import Line
from contracts.queries import line_row
from mioportal.plumbing import clock
from mioportal.plumbing.actor import actor_of
from mioportal.plumbing.models import PendingAct
from mioportal.plumbing.support import desk_at
from mioportal.rules.quote import Quote


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, act: str, step: str) -> HttpResponse:
    """One step. Whatever is wrong with asking for it ends on a page that leads on."""
    pending = get_object_or_404(PendingAct, code=act, user=request.user, kind=services.ACT)
    if step not in flows.NAMES:
        raise Http404
    if pending.used_at:
        return already_accepted(request, pending.result)
    line = own_line(request, pending.subject)
    if pending.expires_at <= clock.now():
        return _start_again(request, line)
    verdict = queries.may_cancel(line, clock.now())
    if not verdict.allowed:
        # The other click of a double click may have been faster.
        pending.refresh_from_db()
        if pending.used_at:
            return already_accepted(request, pending.result)
        return begin_page(request, line, verdict)
    if not flows.may_open(step, pending.answers):
        messages.info(request, _("先にこの手順を終えてください"))
        return _to(pending, flows.reachable(pending.answers))
    return _PAGES[step](request, pending, line)


def _start_again(request: HttpRequest, line: Line) -> HttpResponse:
    messages.info(
        request, _("手続きの有効期限（7日間）が過ぎました。もう一度はじめから進めてください")
    )
    return redirect("cancellation:begin", code=line.code)


def _to(pending: PendingAct, name: str) -> HttpResponse:
    return redirect("cancellation:step", act=pending.code, step=name)


def _url(pending: PendingAct, name: str | None) -> str:
    return reverse("cancellation:step", args=[pending.code, name]) if name else ""


def _page(
    request: HttpRequest, pending: PendingAct, line: Line, name: str, **context: Any
) -> HttpResponse:
    back = flows.before(name)
    context |= {
        "line": line_row(line, clock.today()),
        "steps": flows.progress(name),
        "back_url": _url(pending, back) or reverse("cancellation:choose"),
        "quit_url": reverse("contracts:line", args=[line.code]),
    }
    return render(request, f"cancellation/step_{name}.html", context)


def _ask(
    request: HttpRequest,
    pending: PendingAct,
    line: Line,
    name: str,
    form_class: type[forms.Form],
) -> HttpResponse:
    """A step that only asks: keep what was entered and go on."""
    if request.method != "POST":
        form = form_class(initial=pending.answers.get(name))
        return _page(request, pending, line, name, form=form)
    form = form_class(request.POST)
    if not form.is_valid():
        return _page(request, pending, line, name, form=form)
    services.answer(act=pending, line=line, step=name, answers=form.cleaned_data, at=clock.now())
    return _to(pending, flows.after(name))


def _reasons(request: HttpRequest, pending: PendingAct, line: Line) -> HttpResponse:
    return _ask(request, pending, line, "reasons", ReasonsForm)


def _survey(request: HttpRequest, pending: PendingAct, line: Line) -> HttpResponse:
    return _ask(request, pending, line, "survey", SurveyForm)


def _cautions(request: HttpRequest, pending: PendingAct, line: Line) -> HttpResponse:
    """Everything that will happen, the three cautions, and the consent to exactly that."""
    now = queries.quote_for(line, clock.now())
    if request.method != "POST":
        return _cautions_page(request, pending, line, now, _consent(now))
    form = ConsentForm(request.POST)
    if not form.is_valid():
        # The errors stay; the tick is never set for anybody.
        form.data = {"digest": now.digest()}
        return _cautions_page(request, pending, line, now, form)
    agreed = services.agree(
        act=pending, line=line, digest=form.cleaned_data["digest"], at=clock.now()
    )
    if not agreed:
        messages.warning(request, _("表示の内容が変わりました。新しい内容を確認してください"))
        return _to(pending, "cautions")
    return _to(pending, "review")


def _consent(now: Quote) -> ConsentForm:
    return ConsentForm(initial={"digest": now.digest()})


def _cautions_page(
    request: HttpRequest, pending: PendingAct, line: Line, now: Quote, form: ConsentForm
) -> HttpResponse:
    shown = Quote.from_dict(pending.shown) if pending.shown else now
    return _page(
        request,
        pending,
        line,
        "cautions",
        form=form,
        preview=preview(now, line),
        desk=desk_at(clock.now()),
        changed=changes(shown, now, line),
        cautions=cautions(line),
    )


def _review(request: HttpRequest, pending: PendingAct, line: Line) -> HttpResponse:
    """本当に解約しますか? — the last look, and the button that does it."""
    now = queries.quote_for(line, clock.now())
    if request.method != "POST":
        if now.digest() != pending.shown_digest:
            return _ask_again(request, pending)
        return _page(
            request,
            pending,
            line,
            "review",
            preview=preview(now, line),
            rows=_answers(pending, line),
            desk=desk_at(clock.now()),
            phone_number=line.phone_number,
        )
    try:
        made = services.accept(act=pending, line=line, at=clock.now(), by=actor_of(request))
    except services.NotAllowed as refused:
        return begin_page(request, line, refused.verdict)
    except services.Lapsed:
        return _start_again(request, line)
    except services.ShownHasChanged:
        return _ask_again(request, pending)
    return redirect("cancellation:receipt", number=made.receipt_number)


def _ask_again(request: HttpRequest, pending: PendingAct) -> HttpResponse:
    messages.warning(
        request, _("同意のあとで内容が変わりました。新しい内容を確認して、もう一度同意してください")
    )
    return _to(pending, "cautions")


def _answers(pending: PendingAct, line: Line) -> list[dict[str, Any]]:
    reasons = pending.answers.get("reasons", {})
    chosen = [str(REASON_LABELS[code]) for code in reasons.get("reasons", [])]
    if reasons.get("other_text"):
        chosen.append(reasons["other_text"])
    survey = pending.answers.get("survey", {})
    answered = bool(survey.get("satisfaction") or survey.get("comment"))
    return [
        {"key": _("解約する回線"), "value": line.label, "sub": line.type_label, "change": ""},
        {"key": _("ご契約者"), "value": line.member.full_name, "sub": "", "change": ""},
        {
            "key": _("解約の理由"),
            "value": "、".join(chosen) or _("回答しない"),
            "sub": "",
            "change": _url(pending, "reasons"),
        },
        {
            "key": _("アンケート"),
            "value": _("回答あり") if answered else _("回答しない"),
            "sub": "",
            "change": _url(pending, "survey"),
        },
        {
            "key": _("注意事項への同意"),
            "value": _("同意する"),
            "sub": "",
            "change": _url(pending, "cautions"),
        },
    ]


_PAGES = {"reasons": _reasons, "survey": _survey, "cautions": _cautions, "review": _review}
