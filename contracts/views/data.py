"""データ利用量: what is left, what was used, and the switch between fast and slow."""

import re
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from contracts import queries, services
from contracts.models import Line
from contracts.queries.data import Balance, Use
from contracts.views.lines import own_line
from mioportal.plumbing import clock
from mioportal.plumbing.actor import actor_of
from mioportal.plumbing.charts import Amount, Bar, Chart
from mioportal.plumbing.requests import member_of
from mioportal.plumbing.templatetags.ui import gigabytes, jdate, jmonth, megabytes
from mioportal.rules import data, plans
from mioportal.rules.dates import ONE_DAY, month_end

# Days of a month with their number under the bar: more would not have the room on a telephone.
_NUMBERED = (1, 5, 10, 15, 20, 25)
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


@require_safe
def data_of_all(request: HttpRequest) -> HttpResponse:
    """What each line has left this month (F-DAT-01)."""
    today = clock.today()
    rows = queries.balance_rows(queries.lines_of(member_of(request), today), today)
    return render(request, "contracts/data.html", {"balances": rows})


@require_safe
def data_of_line(request: HttpRequest, code: str) -> HttpResponse:
    """One line: what is left and of what, its use by day and month, the switch (F-DAT-01 to 05)."""
    today = clock.today()
    # All lines are read, for a group shares its data.
    lines = list(queries.lines_of(member_of(request), today))
    line = next((each for each in lines if each.code == code), None)
    if line is None:
        raise Http404
    found = queries.balances(lines, today)
    balance = next(each for each in found if line.pk in each.use_of)
    months = queries.monthly_use(line, today)
    asked, status = _asked_month(request, months), line.status(today)
    in_use = status not in (Line.Status.WAITING, Line.Status.ENDED)
    context = {
        "line": queries.line_row(line, today),
        "balance": balance,
        "is_in_use": in_use,
        "is_low": in_use and balance.as_of is not None and balance.is_low(today),
        "shared": _shared(balance, line),
        "own_use": balance.use_of[line.pk],
        "is_fast": line.fast_data,
        "low_speed": data.low_speed(today),
        "days": _days(line, asked, today),
        "is_past_month": asked is not None and month_end(asked) < today,
        "months": _months(line, months, today),
        "known": line.metered_through,
    }
    return render(request, "contracts/line_data.html", context)


@require_POST
def switch_data(request: HttpRequest, code: str) -> HttpResponse:
    """Switch a line between fast and slow; pressed twice, it is switched once."""
    line = own_line(request, code)
    on = request.POST.get("speed") == "fast"
    try:
        services.switch_fast_data(line=line, on=on, at=clock.now(), by=actor_of(request))
    except services.NotInUse:
        messages.warning(request, _("この回線は、いま切り替えられません"))
    else:
        said = _("高速通信に切り替えました") if on else _("低速通信に切り替えました")
        messages.success(request, said)
    return redirect("contracts:line_data", code=line.code)


def _shared(balance: Balance, line: Line) -> list[dict[str, Any]]:
    """Who of the group used how much (F-DAT-04)."""
    if balance.group is None:
        return []
    return [
        {
            "label": each.label,
            "user_name": each.user_name,
            "url": reverse("contracts:line_data", args=[each.code]),
            "place": place.label if (place := balance.places[each.pk]) else "",
            "is_this": each.pk == line.pk,
            "use": balance.use_of[each.pk],
        }
        for each in balance.lines
    ]


def _asked_month(request: HttpRequest, months: dict[date, Use]) -> date | None:
    """The month whose days are asked for; None: the last days."""
    found = _MONTH.fullmatch(request.GET.get("month", ""))
    if found is None:
        return None
    year, month = map(int, found.groups())
    asked = date(year, month, 1) if year else None
    return asked if asked in months else None


def _days(line: Line, month: date | None, today: date) -> Chart:
    first, last = data.daily_history_from(today), min(today, line.ends_on or today)
    title = _("日ごとの利用量（直近%s日）") % data.HISTORY_DAYS.on(today)
    if month is not None:
        first, last = month, min(month_end(month), last)
        title = _("%sの日ごとの利用量") % jmonth(month)
    first = max(first, line.started_on)
    used = queries.daily_use(line, first, last)
    days = [first + ONE_DAY * number for number in range((last - first).days + 1)]
    return Chart(
        key="days",
        title=title,
        head=_("日"),
        kinds=(_("高速"), _("低速")),
        bars=tuple(_day(day, used.get(day), today) for day in days),
        amount=megabytes,
        axis=_round_size,
        note=_note(used.values(), None),
    )


def _day(day: date, use: Use | None, today: date) -> Bar:
    missing = _("明日わかります") if day == today else _("記録なし")
    return Bar(
        name=jdate(day),
        label=f"{day.month}/{day.day}" if day.day in _NUMBERED and day != today else "",
        parts=(use.fast_mb, use.slow_mb) if use else (),
        missing="" if use else missing,
    )


def _months(line: Line, months: dict[date, Use], today: date) -> Chart:
    plan = plans.plan(queries.plan_code(line))
    given = plan.gigabytes * data.MEGABYTES_PER_GIGABYTE.on(today)
    going_on = line.ends_on is None or line.ends_on >= today
    page = reverse("contracts:line_data", args=[line.code])
    return Chart(
        key="months",
        title=_("月ごとの利用量"),
        head=_("月"),
        kinds=(_("高速"), _("低速")),
        bars=tuple(
            Bar(
                name=jmonth(month),
                label=_("%s月") % month.month,
                parts=(use.fast_mb, use.slow_mb),
                is_open=going_on and month_end(month) >= today,
                url=f"{page}?month={month:%Y-%m}#days",
            )
            for month, use in months.items()
        ),
        amount=gigabytes,
        axis=_round_size,
        unit="GB",
        note=_note(months.values(), plan.gigabytes, is_open=going_on),
        limit=given,
    )


def _note(uses: Any, gigabytes: int | None, *, is_open: bool = False) -> str:
    """What the looks of the bars mean, as far as there are such."""
    said = []
    if any(use.slow_mb for use in uses):
        said.append(_("塗りつぶしが高速、白抜きが低速です。"))
    if is_open:
        said.append(_("斜線は集計中の月です。"))
    if gigabytes is not None:
        said.append(_("破線はいまのプランのデータ量（%sGB）です。") % gigabytes)
    return "".join(said)


def _round_size(amount: Amount) -> str:
    """500MB, 2.5GB: the round values at the side of a chart."""
    whole = data.MEGABYTES_PER_GIGABYTE.rows[-1].value
    return f"{amount / whole:g}GB" if amount >= whole else f"{amount:g}MB"
