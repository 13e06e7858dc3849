"""Changing a share group: made, added to, left, called off, led by another line."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from contracts import queries, services
from contracts.forms import AddLinesForm, NewGroupForm, PrimaryForm
from contracts.models import DeskRequest, Line
from contracts.queries import Group, GroupOffer
from contracts.views.groups import choices, own_group
from contracts.views.plans import in_words
from mioportal.plumbing import clock
from mioportal.plumbing.actor import actor_of
from mioportal.plumbing.requests import member_of
from mioportal.plumbing.support import desk_at
from mioportal.rules import plans, share
from mioportal.rules.share import JoinReason
from mioportal.words import catalogue


@require_http_methods(["GET", "HEAD", "POST"])
def make_group(request: HttpRequest) -> HttpResponse:
    """Choose who leads and who comes along, check what it means, make the group."""
    today, on = clock.today(), share.takes_effect_on(clock.today())
    free = {line.code: line for line in queries.free_lines(member_of(request), today)}
    sent = request.POST if request.method == "POST" else request.GET
    form = NewGroupForm(
        sent if _is_sent(sent) else None,
        leaders=choices(_that_may(free.values(), leads=True)),
        lines=choices(_that_may(free.values())),
    )
    if not form.is_valid():
        if request.method == "POST" and _is_made(request):
            return redirect("contracts:groups")
        return _chooser(request, form, free.values())
    primary = free[form.cleaned_data["primary"]]
    others = [free[code] for code in form.cleaned_data["lines"]]
    offer = queries.group_offer(primary, others, on)
    if request.method != "POST" or request.POST.get("shown") != offer.shown:
        return _check(request, offer)
    try:
        made = services.make_group(
            primary=primary, secondaries=others, at=clock.now(), by=actor_of(request)
        )
    except services.GroupRefused as refused:
        return _refused(request, refused.reasons)
    messages.success(request, _("シェアグループの申し込みを受け付けました"))
    return redirect("contracts:group", code=made.code)


def _is_sent(sent: QueryDict) -> bool:
    # A box that is not ticked sends nothing: the form says that it was sent.
    return bool({"chosen", "primary", "lines"} & set(sent))


def _is_made(request: HttpRequest) -> bool:
    """Sent a second time: the lines are in a group by now."""
    code = request.POST.get("primary", "")
    line = queries.line_of(member_of(request), code, clock.today())
    return line is not None and bool(
        queries.seat_on(line, share.takes_effect_on(clock.today()))
    )


def _that_may(lines: Iterable[Line], *, leads: bool = False) -> list[Line]:
    today = clock.today()
    return [line for line in lines if queries.may_join(line, 1, today, leads=leads).allowed]


def _chooser(
    request: HttpRequest,
    form: AddLinesForm,
    free: Iterable[Line],
    found: Group | None = None,
) -> HttpResponse:
    today = clock.today()
    sims = 1 if found is None else len(found.on(share.takes_effect_on(today)))
    against = {line.code: queries.may_join(line, sims, today).reasons for line in free}
    late = any(JoinReason.LAST_DAY in reasons for reasons in against.values())
    context = {
        "form": form,
        "group": found,
        "can": len(form.fields["lines"].choices) >= (2 if found is None else 1),  # type: ignore[attr-defined]
        "late": catalogue.refusal(JoinReason.LAST_DAY) if late else None,
        "against": [] if late else _against(free, against),
        "on": share.takes_effect_on(today),
        "change_through": share.changeable_through(today),
    }
    return render(request, "contracts/group_choose.html", context)


def _against(
    lines: Iterable[Line], reasons: Mapping[str, Sequence[Any]]
) -> list[dict[str, Any]]:
    return [
        {"line": line, "reasons": in_words(reasons[line.code], line)}
        for line in lines
        if reasons.get(line.code)
    ]


def _check(
    request: HttpRequest, offer: GroupOffer, found: Group | None = None
) -> HttpResponse:
    context = {
        "offer": offer,
        "group": found,
        "there": found.on(offer.on)[1:] if found else [],
        "newcomers": [
            {"line": line, "row": queries.line_row(line, clock.today())}
            for line in offer.newcomers
        ],
        "has_changed": request.method == "POST",
        "change_through": share.changeable_through(clock.today()),
    }
    return render(request, "contracts/group_check.html", context)


def _refused(
    request: HttpRequest, reasons: Mapping[str, Sequence[Any]], found: Group | None = None
) -> HttpResponse:
    lines = queries.lines_of(member_of(request), clock.today()).filter(code__in=reasons)
    context = {"against": _against(lines, reasons), "group": found}
    return render(request, "contracts/group_refused.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def join_group(request: HttpRequest, code: str) -> HttpResponse:
    """Choose the lines to add, check what it means, add them."""
    found, today = own_group(request, code), clock.today()
    on = share.takes_effect_on(today)
    there = found.on(on)
    if not there:
        raise Http404
    free = {line.code: line for line in queries.free_lines(member_of(request), today)}
    may = [
        line
        for line in free.values()
        if queries.may_join(line, len(there), today).allowed
    ]
    sent = request.POST if request.method == "POST" else request.GET
    form = AddLinesForm(sent if _is_sent(sent) else None, lines=choices(may))
    if not form.is_valid():
        if request.method == "POST" and set(request.POST.getlist("lines")) <= {
            line.code for line in there
        }:
            return redirect("contracts:group", code=code)
        return _chooser(request, form, free.values(), found)
    newcomers = [free[each] for each in form.cleaned_data["lines"]]
    if len(there) + len(newcomers) > share.MOST_SIMS.on(today):
        full = {line.code: [JoinReason.GROUP_FULL] for line in newcomers}
        return _refused(request, full, found)
    offer = queries.group_offer(there[0], newcomers, on, there=len(there))
    if request.method != "POST" or request.POST.get("shown") != offer.shown:
        return _check(request, offer, found)
    try:
        services.join_group(
            group=found.row, lines=newcomers, at=clock.now(), by=actor_of(request)
        )
    except services.GroupRefused as refused:
        return _refused(request, refused.reasons, found)
    messages.success(request, _("シェアグループに加える申し込みを受け付けました"))
    return redirect("contracts:group", code=code)


@require_http_methods(["GET", "HEAD", "POST"])
def part_from_group(request: HttpRequest, code: str, line: str) -> HttpResponse:
    """Check what it means, then take a line out; taken out already, the group's page says so."""
    found, leaver = _own_line(request, code, line)
    on = share.takes_effect_on(clock.today())
    if request.method == "POST":
        try:
            services.part_from_group(
                group=found.row, line=leaver, at=clock.now(), by=actor_of(request)
            )
        except services.GroupRefused as refused:
            return _refused(request, refused.reasons, found)
        messages.success(request, _("シェアグループから外す申し込みを受け付けました"))
        return redirect("contracts:group", code=code)
    verdict = queries.may_part(found, leaver)
    if not verdict.allowed:
        return _refused(request, {leaver.code: verdict.reasons}, found)
    there = found.on(on)
    alone = queries.plan_fee(leaver, on)
    before, after = queries.group_fee(found, on), _fee_of(there[0], len(there) - 1, on)
    context = {
        "group": found,
        "line": queries.line_row(leaver, clock.today()),
        "on": on,
        "before": before,
        "after": after,
        "alone": alone,
        "total": after + alone,
        "difference": after + alone - before,
        "sims": len(there),
        "left": len(there) - 1,
        "plan": plans.plan(queries.plan_on(leaver, on)),
        "change_through": share.changeable_through(clock.today()),
    }
    return render(request, "contracts/group_part.html", context)


def _fee_of(primary: Line, sims: int, on: Any) -> Any:
    return share.monthly_fee(queries.plan_fee(primary, on), sims, on) if sims else 0


def _own_line(request: HttpRequest, code: str, line: str) -> tuple[Group, Line]:
    found = own_group(request, code)
    mine = (seat.line for seat in found.seats if seat.line.code == line)
    leaver = next(mine, None)
    if leaver is None:
        raise Http404
    return found, leaver


@require_http_methods(["GET", "HEAD", "POST"])
def call_off_group_change(request: HttpRequest, code: str, line: str) -> HttpResponse:
    """Check, then let a line stay as it is; where nothing is ahead, the group's page says so."""
    found, mine = _own_line(request, code, line)
    if request.method == "POST":
        return _call_off(request, found, mine)
    turn = next((turn for turn in found.turns if turn.line == mine), None)
    if turn is None:
        return redirect("contracts:group", code=code)
    today = clock.today()
    context = {
        "group": found,
        "line": queries.line_row(mine, today),
        "title": turn.title,
        "turn": turn,
        "is_late": today > share.changeable_through(today),
        "never_begins": turn.before is None and found.begins_on > today
        and (len(found.lines) < 3 or found.primary == mine),
    }
    return render(request, "contracts/group_call_off.html", context)


def _call_off(request: HttpRequest, found: Group, line: Line) -> HttpResponse:
    try:
        services.call_off_group_change(
            group=found.row, line=line, at=clock.now(), by=actor_of(request)
        )
    except services.NothingComing:
        messages.info(request, _("取り消せる予定はありません"))
    except services.GroupRefused as refused:
        return _refused(request, refused.reasons, found)
    else:
        messages.success(request, _("予定を取り消しました"))
    return redirect("contracts:group", code=found.code)


@require_http_methods(["GET", "HEAD", "POST"])
def ask_primary_change(request: HttpRequest, code: str) -> HttpResponse:
    """Ask the desk for another primary line (F-SHR-05); asked already, the receipt is shown."""
    found, today = own_group(request, code), clock.today()
    about = queries.requests_about(found.row.member, code)
    asked = about.get(DeskRequest.Kind.PRIMARY_CHANGE)
    if asked is not None and queries.is_open(asked):
        return redirect("contracts:desk_request", number=asked.receipt_number)
    candidates = {line.code: line for line in found.secondaries}
    against = {
        line.code: queries.may_be_primary(found, line, today).reasons
        for line in candidates.values()
    }
    may = [line for line in candidates.values() if not against[line.code]]
    form = PrimaryForm(
        request.POST if request.method == "POST" else None, lines=choices(may)
    )
    if form.is_valid():
        made = services.ask_primary_change(
            group=found.row,
            line=candidates[form.cleaned_data["line"]],
            at=clock.now(),
            by=actor_of(request),
        )
        return redirect("contracts:desk_request", number=made.receipt_number)
    context = {
        "group": found,
        "form": form if may else None,
        "against": _against(candidates.values(), against),
        "desk": desk_at(clock.now()),
        "fee": share.PRIMARY_CHANGE_FEE.on(today),
    }
    return render(request, "contracts/group_primary.html", context)
