"""The wizard's pages. Its answers live in a PendingAct, so two tabs never mix."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cancellation import flows, queries, services
from cancellation.forms import REASON_LABELS, ConsentForm, GoOnForm, TogetherForm
from cancellation.views.asking import PAGES, flow_of, may_take_number, page, to, url
from cancellation.views.beside import beside
from cancellation.views.pages import already_accepted, begin_page, own_line
from cancellation.views.preview import cautions, changes, preview
from contracts.models import Line
from contracts.queries import choice
from mioportal.plumbing import clock
from mioportal.plumbing.actor import actor_of
from mioportal.plumbing.models import PendingAct
from mioportal.plumbing.support import desk_at
from mioportal.rules.cancellation import LeavingReason
from mioportal.rules.quote import Quote
from mioportal.words import catalogue


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, act: str, step: str) -> HttpResponse:
    """One step. Whatever is wrong with asking for it ends on a page that leads on."""
    kinds = (queries.ACT, queries.TOGETHER)
    pending = get_object_or_404(PendingAct, code=act, user=request.user, kind__in=kinds)
    if step not in flows.LABELS:
        raise Http404
    if pending.used_at:
        return already_accepted(request, pending.result)
    line = own_line(request, pending.subject)
    if pending.expires_at <= clock.now():
        return _start_again(request, line)
    verdict = queries.verdict_of(pending, line, clock.now())
    if not verdict.allowed:
        # The other click of a double click may have been faster.
        pending.refresh_from_db()
        if pending.used_at:
            return already_accepted(request, pending.result)
        return begin_page(request, line, verdict)
    flow = flow_of(line, pending)
    if step not in flow.names:
        return to(pending, flow.reachable(pending.answers))
    if not flow.may_open(step, pending.answers):
        messages.info(request, _("先にこの手順を終えてください"))
        return to(pending, flow.reachable(pending.answers))
    return _PAGES[step](request, pending, line)


def _start_again(request: HttpRequest, line: Line) -> HttpResponse:
    messages.info(
        request, _("手続きの有効期限（7日間）が過ぎました。もう一度はじめから進めてください")
    )
    return redirect("cancellation:begin", code=line.code)


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
        return to(pending, flows.CAUTIONS)
    return to(pending, flows.REVIEW)


def _consent(now: Quote) -> ConsentForm:
    return ConsentForm(initial={"digest": now.digest()})


def _cautions_page(
    request: HttpRequest, pending: PendingAct, line: Line, now: Quote, form: ConsentForm
) -> HttpResponse:
    shown = Quote.from_dict(pending.shown) if pending.shown else now
    return page(
        request,
        pending,
        line,
        flows.CAUTIONS,
        form=form,
        preview=preview(now, line),
        beside=beside(now, line),
        is_esim=not line.has_card,
        ends_on=now.ends_on,
        keeps_number=may_take_number(line),
        desk=desk_at(clock.now()),
        changed=changes(shown, now, line),
        cautions=cautions(line),
    )


def _review(request: HttpRequest, pending: PendingAct, line: Line) -> HttpResponse:
    """本当に解約しますか? — the last look, and the button that does it."""
    now = queries.quote_for(line, clock.now())
    form = _last_form(request, pending)
    if request.method != "POST" or not form.is_valid():
        if now.digest() != pending.shown_digest:
            return _ask_again(request, pending)
        return page(
            request,
            pending,
            line,
            flows.REVIEW,
            form=form,
            preview=preview(now, line),
            rows=_answers(pending, line),
            desk=desk_at(clock.now()),
            keeps_number=may_take_number(line),
            has_number=line.function != Line.Function.DATA,
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


def _last_form(request: HttpRequest, pending: PendingAct) -> GoOnForm:
    """What the last page asks: nothing of a line, a word of all lines of a group."""
    kind = TogetherForm if pending.kind == queries.TOGETHER else GoOnForm
    return kind(request.POST if request.method == "POST" else None)


def _ask_again(request: HttpRequest, pending: PendingAct) -> HttpResponse:
    messages.warning(
        request, _("同意のあとで内容が変わりました。新しい内容を確認して、もう一度同意してください")
    )
    return to(pending, flows.CAUTIONS)


def _answers(pending: PendingAct, line: Line) -> list[dict[str, Any]]:
    flow, told = flow_of(line, pending), services.told_in(pending)
    *others, main = queries.lines_of_act(pending, line, clock.today())
    chosen = [str(REASON_LABELS[LeavingReason(code)]) for code in told.reasons]
    if told.other_reason:
        chosen.append(told.other_reason)
    answered = bool(told.survey.get("satisfaction") or told.survey.get("comment"))
    why = flows.REASONS if flows.REASONS in flow.names else flows.QUESTIONS
    survey = flows.SURVEY if flows.SURVEY in flow.names else flows.QUESTIONS
    rows = [
        *(
            {"key": _("解約する回線"), "value": each.label, "sub": each.type_label}
            for each in (main, *others)
        ),
        {"key": _("ご契約者"), "value": line.member.full_name},
        {
            "key": _("解約の理由"),
            "value": "、".join(chosen) or _("回答しない"),
            "change": url(pending, why),
        },
        {
            "key": _("アンケート"),
            "value": _("回答あり") if answered else _("回答しない"),
            "change": url(pending, survey),
        },
    ]
    if line.user_name:
        rows.append({"key": _("利用者"), "value": line.user_name})
    if flows.DEVICES in flow.names:
        rows += _device_answers(pending, line)
    if flows.OPTIONS in flow.names:
        rows.append(_lasting_answer(pending, line))
    rows.append(
        {
            "key": _("注意事項への同意"),
            "value": _("同意する"),
            "change": url(pending, flows.CAUTIONS),
        }
    )
    return rows


def _device_answers(pending: PendingAct, line: Line) -> list[dict[str, Any]]:
    lines = queries.lines_of_act(pending, line, clock.today())
    return [
        {
            "key": ledger.device.name,
            "value": str(catalogue.word(choice(ledger.device, ledger.leaves_on))),
            "change": url(pending, flows.DEVICES) if len(ledger.leaving) > 1 else "",
        }
        for ledger in queries.devices_to_choose(lines, clock.now())
    ]


def _lasting_answer(pending: PendingAct, line: Line) -> dict[str, Any]:
    lines = queries.lines_of_act(pending, line, clock.today())
    codes = queries.lasting(line.member, lines, clock.today()).codes
    checked = set(pending.answers.get(flows.OPTIONS, {}).get("checked", ()))
    told = {"n": len(checked & set(codes)), "all": len(codes)}
    return {
        "key": _("解約しても続くもの"),
        "value": _("%(all)s件のうち%(n)s件を確認済み") % told,
        "change": url(pending, flows.OPTIONS),
    }


_PAGES = {**PAGES, flows.CAUTIONS: _cautions, flows.REVIEW: _review}
