"""ご請求明細: the months, and what stands on the bill of each (F-BIL-02, O-13)."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts import queries as accounts
from accounts.models import Member
from billing import queries
from billing.models import Bill
from billing.queries import Statement
from billing.views import words
from billing.views.files import as_csv, as_pdf
from mioportal.plumbing import clock
from mioportal.plumbing.charts import Bar, Chart
from mioportal.plumbing.requests import member_of
from mioportal.plumbing.templatetags.ui import jmonth, yen
from mioportal.rules.dates import add_months, month_end, month_start

PAGE_SIZE = 12
MONTHS_IN_CHART = 12


@require_safe
def bills(request: HttpRequest) -> HttpResponse:
    """What comes next, the last twelve months, and every month there is."""
    member, today = member_of(request), clock.today()
    latest = queries.bills_of(member).first()
    open_months = list(queries.estimates(member, latest, today))
    card = accounts.card_in_use(member)
    page = Paginator(queries.bills_of(member), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "open_months": [_open_month(each, member, card, today) for each in open_months],
        "chart": _chart(member, open_months, today),
        "rows": [{"bill": bill, "tag": queries.bill_tag(bill)} for bill in page],
        "page": page,
        "today": today,
    }
    return render(request, "billing/bills.html", context)


def _open_month(
    statement: Statement, member: Member, card: Any, today: date
) -> dict[str, Any]:
    return {
        "month": statement.month,
        "total": statement.totals.total,
        "days": words.days(statement, member, card),
        "end": month_end(statement.month),
        "grows": month_end(statement.month) >= today,
    }


def _chart(member: Member, open_months: list[Statement], today: date) -> Chart | None:
    """A bar for each month, those without a bill too; no chart of a single month."""
    this = month_start(today)
    oldest = add_months(this, 1 - MONTHS_IN_CHART)
    billed = {bill.month: bill for bill in queries.bills_of(member).filter(month__gte=oldest)}
    counted = {each.month: each for each in open_months}
    known = [*billed, *counted]
    if len(known) < 2:
        return None
    bars, month = [], min(known)
    while month <= max(known):
        bars.append(_bar(month, billed.get(month), counted.get(month)))
        month = add_months(month, 1)
    return Chart(
        key="bills",
        title=_("月ごとのご請求額"),
        head=_("ご利用月"),
        kinds=(_("ご請求額（税込）"),),
        bars=tuple(bars),
        amount=yen,
        axis=yen,
        unit=_("円"),
        note=_("斜線は、集計中の月の見込みです。") if counted else "",
    )


def _bar(month: date, bill: Bill | None, counted: Statement | None) -> Bar:
    amount = bill.total_yen if bill else counted.totals.total if counted else None
    return Bar(
        name=jmonth(month),
        label=_("%s月") % month.month,
        parts=() if amount is None else (amount,),
        is_open=bill is None and counted is not None,
        missing=_("請求なし"),
        url="" if amount is None else reverse("billing:bill", args=[month]),
    )


@require_safe
def bill(request: HttpRequest, month: date) -> HttpResponse:
    """A month's bill row by row, and why it differs from the last; of an open month the 見込み."""
    member, today = member_of(request), clock.today()
    found = queries.bill_of(member, month)
    if found is not None:
        context = _fixed(found, member)
    elif queries.is_open(month, today) and (counted := queries.estimate(member, month)):
        context = _page(queries.with_names(counted, member), member) | {
            "end": month_end(month),
            "grows": month_end(month) >= today,
        }
    else:
        context = {"month": month, "today": today, "is_to_come": month_end(month) >= today}
        return render(request, "billing/no_bill.html", context, status=404)
    return render(request, "billing/bill.html", context)


def _fixed(found: Bill, member: Member) -> dict[str, Any]:
    last = queries.bill_of(member, add_months(found.month, -1))
    read = queries.statements_of([found, last] if last else [found])
    now = read[found.month]
    context = _page(now, member) | {"bill": found}
    if last is not None:
        before = read[last.month]
        told = queries.changes(before, now, queries.services_started(member))
        context["last"] = last
        context["difference"] = found.total_yen - last.total_yen
        context["changes"] = words.changes(told, before, now)
    return context


def _page(statement: Statement, member: Member) -> dict[str, Any]:
    return {
        "month": statement.month,
        "tag": queries.bill_tag(statement.bill),
        "total": statement.totals.total,
        "tax": statement.totals.tax,
        "subtotal": statement.totals.subtotal,
        "taxes": words.tax_rows(statement),
        "sections": [words.section(each, statement) for each in statement.sections],
        "is_rounded": words.is_rounded(statement),
        "days": words.days(statement, member, accounts.card_in_use(member)),
        "rules": words.rules(statement),
    }


@require_safe
def bill_pdf(request: HttpRequest, month: date) -> HttpResponse:
    """The bill as a qualified invoice (F-BIL-16)."""
    return as_pdf(queries.statement_of(_own_bill(request, month)))


@require_safe
def bill_csv(request: HttpRequest, month: date) -> HttpResponse:
    """The rows of the bill for a spreadsheet."""
    return as_csv(queries.statement_of(_own_bill(request, month)))


def _own_bill(request: HttpRequest, month: date) -> Bill:
    found = queries.bill_of(member_of(request), month)
    if found is None:
        raise Http404
    return found
