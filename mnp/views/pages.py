"""MNP予約番号の発行・確認: the list of lines, what going costs, the way into the wizard."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from contracts.models import Line
from contracts.queries import line_row, lines_of
from mioportal.plumbing import clock
from mioportal.plumbing.requests import member_of
from mioportal.plumbing.support import desk_at
from mioportal.plumbing.templatetags.ui import jdate, yen
from mioportal.rules import fees, port_out
from mioportal.rules.dates import ONE_DAY
from mioportal.rules.plans import Function
from mioportal.rules.port_out import IssueReason
from mioportal.rules.verdict import Verdict
from mnp import queries, services
from mnp.views.finding import brief, own_line
from mnp.views.refusals import refusals


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """Every line, with its number or the way to one; and those that have none to take along."""
    member, today = member_of(request), clock.today()
    found = queries.numbers_by_line(member, today)
    rows = [_row(line, found.get(line.pk)) for line in lines_of(member, today)]
    context = {
        "lines": [row for row in rows if not row["line"].is_over and row["may"]],
        "others": [row for row in rows if not row["line"].is_over and not row["may"]],
        "gone": [row for row in rows if row["line"].is_over and row["latest"]],
        "desk": desk_at(clock.now()),
        "issues_at": queries.issues_at(member.world, clock.now()),
        "at_once": queries.issues_at(member.world, clock.now()) <= clock.now(),
    }
    return render(request, "mnp/choose.html", context)


def _row(line: Line, of_line: queries.LineNumbers | None) -> dict[str, Any]:
    """The number that is good comes first: what is to replace it may wait, or be called off."""
    today = clock.today()
    may = port_out.is_portable(Function(line.function), today)
    live = of_line.live if of_line else None
    waiting = of_line.waiting if of_line else None
    return {
        "line": line_row(line, today),
        "may": may,
        "why": "" if may else _not_portable(line),
        "live": brief(live) if live else None,
        "waiting": brief(waiting) if waiting else None,
        "latest": brief(of_line.latest) if of_line else None,
        "begin_url": reverse("mnp:begin", args=[line.code]),
    }


def _not_portable(line: Line) -> str:
    if line.function == Line.Function.DATA:
        return _("データの回線には、他社に移せる電話番号がありません。")
    return _("SMSの回線の番号は、他社に移せません。")


@require_safe
def costs(request: HttpRequest) -> HttpResponse:
    """What going costs, and what it cost in former days (F-MNO-10, F-MNO-11)."""
    member_of(request)
    today = clock.today()
    now = [
        {
            "label": _("MNP転出手数料"),
            "value": yen(fees.port_out_fee(today)),
            "sub": "",
            "rule": "port_out_fee",
        },
        {
            "label": _("MNP予約番号の再発行"),
            "value": yen(port_out.REISSUE_FEE.on(today)),
            "sub": "",
            "rule": "port_reissue_fee",
        },
        {
            "label": _("契約解除料"),
            "value": _("0円〜1,000円（税抜）"),
            "sub": _("2019年9月30日以前の契約で、最低利用期間のうちに終わるときだけ"),
            "rule": "voice_release_fee",
        },
        {
            "label": _("転出した月の料金"),
            "value": _("1か月分"),
            "sub": _("日割りはありません"),
            "rule": "port_out_full_month",
        },
        {
            "label": _("端末の分割払い"),
            "value": _("残債"),
            "sub": _("分割を続けるか一括で支払うかを、番号の発行のときに選べます"),
            "rule": "port_out_device_choice",
        },
        {
            "label": _("オプションの料金"),
            "value": _("その月の分まで"),
            "sub": _("回線と一緒に終わらないものは、別に解約してください"),
            "rule": "option_last_month_in_full",
        },
        {
            "label": _("SIM損害金"),
            "value": yen(fees.sim_damage_fee(today)),
            "sub": _("SIMカードの返却がないとき、1枚につき"),
            "rule": "sim_damage_fee",
        },
    ]
    context = {"now": now, "before": _fee_history(), "desk": desk_at(clock.now())}
    return render(request, "mnp/costs.html", context)


def _fee_history() -> list[dict[str, str]]:
    """One row for each value that the fee has had; kept for display alone (C-008)."""
    rows = fees.PORT_OUT_FEE.rows
    notes = {1: _("一部のプランは無料")}
    found = []
    for number, row in enumerate(rows):
        later = rows[number + 1].since if number + 1 < len(rows) else None
        begins = jdate(row.since) if number else ""
        ends = jdate(later - ONE_DAY) if later else ""
        found.append(
            {
                "days": _("%(from)s〜%(to)s") % {"from": begins, "to": ends},
                "value": _("%s（税抜）") % yen(row.value) if row.value else _("無料"),
                "note": notes.get(number, ""),
            }
        )
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """Start the wizard for a line, or say everything that stands in the way."""
    line = own_line(request, code)
    if request.method != "POST":
        return begin_page(request, line, queries.may_issue(line, clock.now()))
    try:
        act = services.begin(line=line, user=request.user, at=clock.now())
    except services.NotAllowed as refused:
        return begin_page(request, line, refused.verdict)
    except services.NotOpenYet:
        return begin_page(request, line, Verdict(reasons=()))
    return redirect("mnp:step", act=act.code, step="survey")


def begin_page(
    request: HttpRequest, line: Line, verdict: Verdict[IssueReason]
) -> HttpResponse:
    """The start page; with what holds the number back, or what stands in the way for good."""
    now = clock.now()
    may = queries.resumes_when_cleared(verdict)
    context = {
        "line": line_row(line, clock.today()),
        "is_open_yet": queries.is_open_yet(line, clock.today()),
        "may": may,
        "reasons": refusals(verdict.reasons, line),
        "issues_at": queries.issues_at(line.world, now),
        "at_once": queries.issues_at(line.world, now) <= now,
        "desk": desk_at(now),
    }
    return render(request, "mnp/begin.html", context)
