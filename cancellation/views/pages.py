"""サービスのご解約: the list of lines, why a line may not be cancelled, the receipt."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cancellation import flows, queries, services
from cancellation.models import Cancellation
from cancellation.views import days
from cancellation.views.asking import flow_of, may_take_number, number_through, to, url
from cancellation.views.preview import preview
from cancellation.views.refusals import refusals
from contracts.models import Line
from contracts.queries import Tag, line_of, line_row, line_rows, lines_of
from mioportal.plumbing import clock, windows
from mioportal.plumbing.requests import member_of
from mioportal.plumbing.support import corporate_desk_at, desk_at
from mioportal.rules.cancellation import Reason, ends_on
from mioportal.rules.quote import Quote
from mioportal.rules.sim_return import RETURN_ADDRESSES
from mioportal.rules.verdict import Verdict


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """Which line to cancel."""
    member, today = member_of(request), clock.today()
    live, over = line_rows(lines_of(member, today), today)
    context = {
        "lines": live,
        "are_all_leaving": all(row.is_leaving for row in live),
        "ended": over,
        "desk": (corporate_desk_at if member.is_corporate else desk_at)(clock.now()),
        "is_company": member.is_corporate,
        "ends_on": ends_on(clock.now()),
    }
    return render(request, "cancellation/choose.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """Start the wizard for a line, or say everything that stands in the way."""
    line = own_line(request, code)
    if request.method != "POST":
        verdict = queries.may_cancel(line, clock.now())
        return begin_page(request, line, verdict)
    try:
        act = services.begin(line=line, user=request.user, at=clock.now())
    except services.NotAllowed as refused:
        return begin_page(request, line, refused.verdict)
    return to(act, flow_of(line).names[0])


def begin_page(request: HttpRequest, line: Line, verdict: Verdict[Reason]) -> HttpResponse:
    """The start page, or the page that names every reason and its way out."""
    now = clock.now()
    act = queries.begun(line, request.user, now)
    flow = flow_of(line, act)
    context = {
        "line": line_row(line, clock.today()),
        "verdict_reasons": refusals(verdict, line, clock.today()),
        # Companies have a desk of their own, on the page that they are led to.
        "desk": None if line.member.is_corporate else desk_at(now),
        "number_through": number_through(line),
        "keeps_number": may_take_number(line),
        "has_number": line.function != Line.Function.DATA,
        "steps": [flows.LABELS[name] for name in flow.names],
        "begun": act,
        "go_on_url": url(act, flow.reachable(act.answers)) if act else "",
        "guide": days.guide(line, now),
        "is_minor_used": bool(line.user_name),
    }
    return render(request, "cancellation/begin.html", context)


def own_line(request: HttpRequest, code: str) -> Line:
    """The member's own line, or 404."""
    line = line_of(member_of(request), code, clock.today())
    if line is None:
        raise Http404
    return line


@require_safe
def receipt(request: HttpRequest, number: str) -> HttpResponse:
    """The receipt, and how far the cancellation has come; reload and bookmark are safe."""
    rows = queries.cancellations_of(member_of(request))
    made = get_object_or_404(rows, receipt_number=number)
    line = own_line(request, made.line.code)
    now = clock.now()
    together = rows.filter(accepted_at=made.accepted_at).exclude(pk=made.pk).order_by("line")
    stays = [each.line.code for each in together if each.line.ends_on is None]
    shown = Quote.from_dict(made.shown).without(stays)
    is_over = _is_over(made, line)
    context = {
        "cancellation": {
            "receipt_number": made.receipt_number,
            "accepted_at": made.accepted_at,
            "ends_on": made.ends_on if _still_true(made) else None,
            "line": line_row(line, clock.today()),
            "state": _state_tag(made, is_over=is_over),
        },
        "is_new": made.state == Cancellation.State.ACCEPTED and not is_over,
        "held_through": line.held_through if _waits(made, line) else None,
        "preview": preview(shown, line, accepted=True) if _still_true(made) else None,
        "mail_to": made.line.member.user.email,
        "contractor": line.member.full_name,
        "mio_id": line.member.mio_id,
        "mail_waits_until": _mail_waits(made, now),
        "next_steps": _next_steps(made, line, is_over=is_over),
        "withdrawal": _withdrawal(made, now),
        "together": [
            {
                "number": each.receipt_number,
                "label": each.line.label,
                "stays": each.line.ends_on is None,
            }
            for each in together
        ],
        "profile_until": None if line.has_card else made.ends_on,
    }
    return render(request, "cancellation/receipt.html", context)


def _is_over(made: Cancellation, line: Line) -> bool:
    """Whether the line has ended, by this cancellation or otherwise."""
    if made.state == Cancellation.State.ACCEPTED and line.leaving_by == Line.Leaving.PORT_OUT:
        return True
    passed = min(made.ends_on, line.ends_on or made.ends_on) < clock.today()
    return passed and not line.is_held(clock.today())


def _waits(made: Cancellation, line: Line) -> bool:
    """Whether only the desk knows yet if the line ends by this cancellation."""
    return made.state == Cancellation.State.ACCEPTED and line.is_held(clock.today())


def _withdrawal(made: Cancellation, now: datetime) -> str:
    """The way to take it back: on its day, and wherever that was asked for (C-031)."""
    asked = made.withdrawals.order_by("-asked_at").first()
    if asked is not None:
        return _("解約の取り下げの状況を見る")
    verdict = queries.may_ask_back(made, now)
    return _("今日のうちなら、解約の取り下げを申し出られます") if verdict.allowed else ""


def _still_true(made: Cancellation) -> bool:
    """Whether what was shown at consent is what happens: not where the line left otherwise."""
    if made.state == Cancellation.State.ACCEPTED:
        return made.line.leaving_by != Line.Leaving.PORT_OUT
    return made.state == Cancellation.State.COMPLETED


@require_safe
def receipt_of_line(request: HttpRequest, code: str) -> HttpResponse:
    """The receipt of a line's latest cancellation; what ended for a debt is told with the debt."""
    rows = queries.cancellations_of(member_of(request)).filter(line__code=code)
    made = rows.first()
    if made is None:
        if not own_line(request, code).leaving_by:
            raise Http404
        return redirect("billing:unpaid")
    return redirect("cancellation:receipt", number=made.receipt_number)


def _state_tag(made: Cancellation, *, is_over: bool) -> Tag:
    state = Cancellation.State(made.state)
    is_open = state == Cancellation.State.ACCEPTED
    if is_open and made.line.leaving_by == Line.Leaving.PORT_OUT:
        state = Cancellation.State.OVERTAKEN
    # The page is right from midnight on, whether or not the job has run.
    if is_over and state == Cancellation.State.ACCEPTED:
        state = Cancellation.State.COMPLETED
    kind = "warning" if state == Cancellation.State.ACCEPTED else ""
    return Tag(label=str(state.label), kind=kind)


def _mail_waits(made: Cancellation, now: datetime) -> datetime | None:
    until = windows.night_ends_at(made.accepted_at)
    return until if until and now < until else None


def _next_steps(made: Cancellation, line: Line, *, is_over: bool) -> list[dict[str, str]]:
    if not _still_true(made):
        return [_what_became(made, line)]
    steps = []
    if _waits(made, line):
        steps.append(_step(_("取り下げの申し出を確かめています。決まるまで、これまでどおり使えます。")))
    elif not is_over:
        told = {"month": made.ends_on.month, "day": made.ends_on.day}
        steps.append(_step(_("%(month)s月%(day)s日23:59まで、これまでどおり使えます。") % told))
    if any(sim.return_opened_at for sim in line.sims.all()) and not _waits(made, line):
        url = reverse("contracts:sim_return", args=[line.code])
        step = _step(_("SIMカードをご返却ください。"), url, _("SIMカードの返却先を見る"))
        # A link leads nowhere on paper.
        steps.append(step | {"printed": " ".join(RETURN_ADDRESSES.on(made.ends_on))})
    told_after = _("終わったあとは、残っていることがないかを確かめてください。")
    url = reverse("cancellation:after", args=[line.code])
    steps.append(_step(told_after, url, _("ご利用終了後の確認")))
    return steps


def _what_became(made: Cancellation, line: Line) -> dict[str, str]:
    """Of a line that did not end by this cancellation: that it goes on, or how it left."""
    url = reverse("contracts:line", args=[line.code])
    if made.state == Cancellation.State.WITHDRAWN and not line.leaving_by:
        return _step(_("この回線は、これまでどおり使えます。"), url, _("ご契約内容を見る"))
    text = _("この回線は、別のお手続きで終わったか、終わる予定です（%s）。")
    return _step(text % line.get_leaving_by_display(), url, _("ご契約内容を見る"))


def _step(text: str, url: str = "", label: str = "") -> dict[str, str]:
    return {"text": text, "url": url, "label": label}


def already_accepted(request: HttpRequest, number: str) -> HttpResponse:
    """Back to a step after the end: what was accepted stays accepted."""
    messages.info(request, _("この手続きは受付済みです"))
    return redirect("cancellation:receipt", number=number)
