"""The wizard's pages. Its answers live in a PendingAct, so two tabs never mix."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from contracts.models import Line
from contracts.queries import Ledger, ledgers_of, line_row
from mioportal.plumbing import clock
from mioportal.plumbing.actor import actor_of
from mioportal.plumbing.models import PendingAct
from mioportal.plumbing.templatetags.ui import jdate, jdate_short, yen
from mioportal.rules import port_out
from mioportal.rules.dates import day_in_japan
from mioportal.rules.quote import EventKind, Quote
from mnp import flows, queries, services
from mnp.flows import WizardStep
from mnp.forms import REASON_LABELS, ConsentForm, DevicesForm, SurveyForm
from mnp.views.finding import own_line
from mnp.views.pages import begin_page
from mnp.views.preview import double_months, preview
from mnp.views.refusals import refusals


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, act: str, step: str) -> HttpResponse:
    """One step. Whatever is wrong with asking for it ends on a page that leads on."""
    pending = get_object_or_404(PendingAct, code=act, user=request.user, kind=services.ACT)
    if step not in flows.NAMES:
        raise Http404
    if pending.used_at:
        return _already(request, pending)
    line = own_line(request, pending.subject)
    if pending.expires_at <= clock.now():
        return _start_again(request, line)
    verdict = queries.may_issue(line, clock.now())
    if not queries.resumes_when_cleared(verdict):
        # The other click of a double click may have been faster.
        pending.refresh_from_db()
        return _already(request, pending) if pending.used_at else begin_page(request, line, verdict)
    ledgers = _to_choose(line)
    way = flows.steps(with_devices=bool(ledgers))
    if not flows.may_open(way, step, pending.answers):
        messages.info(request, _("先にこの手順を終えてください"))
        return _to(pending, flows.reachable(way, pending.answers))
    return _PAGES[step](request, pending, line, way, ledgers)


def _to_choose(line: Line) -> list[Ledger]:
    """Devices of the line whose rest may be paid one way or the other (C-122)."""
    mine = ledgers_of(line.member, clock.today())
    found = [each for each in mine if each.device.line_id == line.pk and each.may_choose]
    return [each for each in found if len(each.leaving) > 1]


def _already(request: HttpRequest, pending: PendingAct) -> HttpResponse:
    messages.info(request, _("この手続きは受付済みです"))
    return redirect("mnp:request", number=pending.result)


def _start_again(request: HttpRequest, line: Line) -> HttpResponse:
    messages.info(
        request, _("手続きの有効期限（7日間）が過ぎました。もう一度はじめから進めてください")
    )
    return redirect("mnp:begin", code=line.code)


def _to(pending: PendingAct, name: str) -> HttpResponse:
    return redirect("mnp:step", act=pending.code, step=name)


def _url(pending: PendingAct, name: str | None) -> str:
    return reverse("mnp:step", args=[pending.code, name]) if name else ""


def _page(
    request: HttpRequest,
    pending: PendingAct,
    line: Line,
    way: Sequence[WizardStep],
    name: str,
    **context: Any,
) -> HttpResponse:
    context |= {
        "line": line_row(line, clock.today()),
        "steps": flows.progress(way, name),
        "back_url": _url(pending, flows.before(way, name))
        or reverse("mnp:begin", args=[line.code]),
        "quit_url": reverse("mnp:choose"),
    }
    return render(request, f"mnp/step_{name}.html", context)


def _survey(
    request: HttpRequest, pending: PendingAct, line: Line, way: Sequence[WizardStep], *_more: Any
) -> HttpResponse:
    if request.method != "POST":
        form = SurveyForm(initial=pending.answers.get("survey"))
        return _page(request, pending, line, way, "survey", form=form)
    form = SurveyForm(request.POST)
    if not form.is_valid():
        return _page(request, pending, line, way, "survey", form=form)
    services.answer(
        act=pending, line=line, step="survey", answers=form.cleaned_data, at=clock.now()
    )
    return _to(pending, flows.after(way, "survey"))


def _devices(
    request: HttpRequest,
    pending: PendingAct,
    line: Line,
    way: Sequence[WizardStep],
    ledgers: list[Ledger],
) -> HttpResponse:
    """分割継続 or 一括 (C-122); kept in the wizard until the number is asked for."""
    if request.method != "POST":
        form = DevicesForm(ledgers=ledgers, initial=pending.answers.get("devices"))
        return _page(request, pending, line, way, "devices", form=form)
    form = DevicesForm(request.POST, ledgers=ledgers)
    if not form.is_valid():
        return _page(request, pending, line, way, "devices", form=form)
    services.answer(
        act=pending, line=line, step="devices", answers=form.cleaned_data, at=clock.now()
    )
    return _to(pending, flows.after(way, "devices"))


def _cautions(
    request: HttpRequest, pending: PendingAct, line: Line, way: Sequence[WizardStep], *_more: Any
) -> HttpResponse:
    """What going brings and costs, the cautions, and the consent to exactly that."""
    now = queries.quote_of(pending, line, clock.now())
    form = ConsentForm(initial={"digest": now.digest()})
    if request.method == "POST":
        form = ConsentForm(request.POST)
        if form.is_valid():
            agreed = services.agree(
                act=pending, line=line, digest=form.cleaned_data["digest"], at=clock.now()
            )
            if agreed:
                return _to(pending, "review")
            messages.warning(request, _("表示の内容が変わりました。新しい内容を確認してください"))
            return _to(pending, "cautions")
        # The errors stay; the tick is never set for anybody.
        form.data = {"digest": now.digest()}
    return _page(request, pending, line, way, "cautions", form=form, **_shown(now, line))


def _shown(now: Quote, line: Line) -> dict[str, Any]:
    at = clock.now()
    comes_at = queries.issues_at(line.world, at)
    expires_on = port_out.expires_on(day_in_japan(comes_at))
    through = min(expires_on, line.ends_on or expires_on)
    risk = now.event(EventKind.SIM_FEE_RISK)
    facts = [
        {
            "key": _("番号の有効期限"),
            "value": jdate(through),
            "sub": _("%sに発行したとき") % jdate_short(day_in_japan(comes_at))
            if through == expires_on
            else _("この日に回線が終わるため"),
        },
        {
            "key": _("転出した月のご請求"),
            "value": yen(now.total),
            "sub": _("%s月分・見込み（税込）") % now.bill_month.month,
        },
    ]
    if risk:
        facts.append(
            {
                "key": _("SIM損害金がかかりうる最初の日"),
                "value": jdate(risk.on),
                "sub": _("今日開通し、返却がないとき"),
            }
        )
    held = queries.may_issue(line, at).reasons
    return {
        "facts": facts,
        "preview": preview(now, line),
        "has_card": line.has_card,
        "doubles": double_months(clock.today(), through, line.ends_on),
        "held": refusals(held, line),
        "issues_at": comes_at,
        "at_once": comes_at <= at,
        "cancelled_through": line.ends_on,
    }


def _review(
    request: HttpRequest,
    pending: PendingAct,
    line: Line,
    way: Sequence[WizardStep],
    ledgers: list[Ledger],
) -> HttpResponse:
    """The last look, and the button that does it."""
    now = queries.quote_of(pending, line, clock.now())
    if request.method != "POST":
        if now.digest() != pending.shown_digest:
            return _ask_again(request, pending)
        rows = _answers(pending, line, ledgers)
        return _page(request, pending, line, way, "review", rows=rows, **_shown(now, line))
    try:
        made = services.ask(act=pending, line=line, at=clock.now(), by=actor_of(request))
    except services.NotAllowed as refused:
        return begin_page(request, line, refused.verdict)
    except services.Lapsed:
        return _start_again(request, line)
    except services.ShownHasChanged:
        return _ask_again(request, pending)
    return redirect("mnp:request", number=made.receipt_number)


def _ask_again(request: HttpRequest, pending: PendingAct) -> HttpResponse:
    messages.warning(
        request, _("同意のあとで内容が変わりました。新しい内容を確認して、もう一度同意してください")
    )
    return _to(pending, "cautions")


def _answers(pending: PendingAct, line: Line, ledgers: list[Ledger]) -> list[dict[str, Any]]:
    told = pending.answers.get("survey", {})
    chosen = [str(REASON_LABELS[code]) for code in told.get("reasons", [])]
    if told.get("other_text"):
        chosen.append(told["other_text"])
    kept = pending.answers.get("devices", {})
    devices = [
        {
            "key": each.device.name,
            "value": each.device.OnLeaving(kept[each.device.code]).label,
            "sub": _("回線が終わるときの支払い方"),
            "change": _url(pending, "devices"),
        }
        for each in ledgers
        if each.device.code in kept
    ]
    return [
        {"key": _("電話番号"), "value": line.label, "sub": line.type_label, "change": ""},
        {"key": _("ご契約者"), "value": line.member.full_name, "sub": "", "change": ""},
        {
            "key": _("転出の理由"),
            "value": "、".join(chosen) or _("回答しない"),
            "sub": "",
            "change": _url(pending, "survey"),
        },
        *devices,
        {
            "key": _("注意事項への同意"),
            "value": _("同意する"),
            "sub": "",
            "change": _url(pending, "cautions"),
        },
    ]


_PAGES = {"survey": _survey, "devices": _devices, "cautions": _cautions, "review": _review}
