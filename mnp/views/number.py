"""The page of a request: its number, until when and where it is good, and what comes after."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from contracts.models import Line, Sim
from contracts.queries import ledgers_of, line_row
from mioportal.plumbing import clock
from mioportal.plumbing.support import desk_at
from mioportal.plumbing.templatetags.ui import at_moment
from mioportal.rules import operators, port_out
from mioportal.rules.dates import ONE_DAY, day_in_japan, month_end
from mnp import queries
from mnp.models import PortOrder, PortRequest
from mnp.views.finding import State, brief, own_line, own_request
from mnp.views.preview import double_months, preview
from mnp.views.refusals import refusals

_SAID = {
    PortOrder.State.CHECKED: gettext_lazy("%sが、この番号を確認しました。開通を待っています。"),
    PortOrder.State.OPENED: gettext_lazy("%sで開通しました。"),
    PortOrder.State.FAILED: gettext_lazy(
        "%sでは開通できませんでした。こちらの回線は、そのまま使えます。"
    ),
    PortOrder.State.CANCELLED: gettext_lazy("%sでのお申し込みは取りやめになりました。"),
}


@require_safe
def request_page(request: HttpRequest, number: str) -> HttpResponse:
    """Everything about one request; reload and bookmark are safe."""
    row = own_request(request, number)
    now, today = clock.now(), clock.today()
    state = row.state_on(today)
    line = own_line(request, row.line.code)
    context: dict[str, Any] = {
        "row": row,
        "request_row": brief(row),
        "line": line_row(line, today),
        "state": str(state),
        "is_one_stop": row.is_one_stop,
        "rows": _rows(row),
        "orders": [_order(each) for each in queries.orders_of(row)],
        **_beside(row, today),
        "mail_to": row.line.member.user.email,
        "desk": desk_at(now),
        "practice_url": reverse("operator:start") if settings.DEMO else "",
    }
    if state in PortRequest.WAITING:
        against = queries.still_against(row, now)
        context |= {
            "reasons": refusals(against, line),
            "comes_at": queries.comes_at(row, now),
        }
    if state == State.ISSUED:
        context |= _live(row, today)
        context |= {
            "preview": preview(queries.quote_for(line, now), line),
            "next": _next_month(row, line, now),
        }
        devices = ledgers_of(row.line.member, today)
        context["devices"] = [
            each for each in devices if each.device.line_id == line.pk and each.may_choose
        ]
    if state == State.PORTED:
        context |= _after(row)
        context["to_return"] = any(sim.state == Sim.State.AWAITED for sim in line.sims.all())
    return render(request, "mnp/request.html", context)


def _rows(row: PortRequest) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = [
        {"key": _("受付番号"), "value": row.receipt_number},
        {"key": _("受付日時"), "value": at_moment(localtime(row.requested_at))},
        {"key": _("手続き"), "value": row.get_kind_display()},
    ]
    if row.issued_at and not row.is_one_stop:
        rows.append({"key": _("発行日時"), "value": at_moment(localtime(row.issued_at))})
    if row.ended_at:
        rows.append(
            {
                "key": _("終わった日時"),
                "value": at_moment(_ended(row, row.ended_at)),
                "sub": row.get_why_ended_display(),
            }
        )
    return rows


def _ended(row: PortRequest, at: datetime) -> datetime:
    """When it ended; a day that ran out did so at its last minute, as everywhere else."""
    ran_out = row.state == PortRequest.State.EXPIRED or row.why_ended == PortRequest.Why.LINE_ENDED
    ended = localtime(at)
    return ended - timedelta(minutes=1) if ran_out and ended.time() == time(0) else ended


def _order(order: PortOrder) -> dict[str, Any]:
    name = operators.label(order.operator)
    return {
        "at": order.ended_at or order.checked_at,
        "text": str(_SAID[PortOrder.State(order.state)]) % name,
        "note": order.note,
    }


def _beside(row: PortRequest, today: date) -> dict[str, Any]:
    """The request that was made after this one, and the number that is good where it is another."""
    newer, good = queries.after(row), queries.live_of(row.line, today)
    is_another = good is not None and good.pk != row.pk
    return {
        "newer": brief(newer) if newer and newer != good else None,
        "good": brief(good) if good is not None and is_another else None,
    }


def _live(row: PortRequest, today: date) -> dict[str, Any]:
    expires_on, good_through, issued_at = row.expires_on, row.good_through, row.issued_at
    assert expires_on is not None and good_through is not None and issued_at is not None
    last = queries.operators(expires_on, good_through, today)
    return {
        "expires_on": expires_on,
        "good_through": good_through,
        "is_cut": good_through < expires_on,
        "days": port_out.days_left(good_through, today),
        "operators": last,
        "late": sum(each.is_late for each in last),
        "weeks": queries.calendar(day_in_japan(issued_at), expires_on, good_through, today),
        "doubles": double_months(today, good_through, row.line.ends_on),
        "posting": _posting(good_through, today),
        "ends_on": row.line.ends_on,
        "spoken": _spoken(row.number),
        "weekdays": list(_("日月火水木金土")),
    }


def _next_month(row: PortRequest, line: Line, at: datetime) -> dict[str, Any] | None:
    """What the month after this one costs if the number is opened in it; None once it is dead."""
    first = month_end(day_in_japan(at)) + ONE_DAY
    if row.good_through is None or row.good_through < first:
        return None
    quote = queries.quote_for(line, at, opens_on=first)
    return {"month": first, "total": quote.total}


def _spoken(number: str) -> str:
    """In groups, as it is read aloud."""
    return f"{number[:3]} {number[3:6]} {number[6:]}"


def _posting(good_through: date, today: date) -> dict[str, Any]:
    """Whether a card by post can still arrive in time, at the earliest and the latest (C-030)."""
    days = port_out.CARD_POST_DAYS.on(today)
    return {
        "least": days.least,
        "most": days.most,
        "with_card": port_out.advice_day(today, needs_card=True),
        "without_card": port_out.advice_day(today, needs_card=False),
        "is_tight": port_out.days_left(good_through, today) < days.most,
    }


def _after(row: PortRequest) -> dict[str, Any]:
    opened = row.orders.filter(state=PortOrder.State.OPENED).first()
    assert row.ended_at is not None
    return {
        "opened_at": row.ended_at,
        "operator": operators.label(opened.operator) if opened else "",
        "mail_by": port_out.completion_mail_by(row.ended_at),
        "bill_month": day_in_japan(row.ended_at).replace(day=1),
        "sim_return_url": reverse("contracts:sim_return", args=[row.line.code]),
    }
