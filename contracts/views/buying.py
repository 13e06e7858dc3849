"""Buying data: how much, what it means, the receipt."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from contracts import queries, services
from contracts.forms import AgreeToBuyForm, BuyDataForm
from contracts.models import Line
from contracts.views.lines import own_line
from mioportal.plumbing import clock
from mioportal.plumbing.actor import actor_of
from mioportal.plumbing.codes import secret_code
from mioportal.plumbing.requests import member_of
from mioportal.rules import data
from mioportal.rules.data import BuyReason
from mioportal.rules.dates import day_in_japan, month_start
from mioportal.rules.payment import schedule
from mioportal.words import catalogue


@require_http_methods(["GET", "HEAD", "POST"])
def buy_data(request: HttpRequest, code: str) -> HttpResponse:
    """Choose how much, look at what it means, buy it (F-DAT-02)."""
    line = own_line(request, code)
    if request.method == "POST":
        return _buy(request, line)
    today = clock.today()
    verdict = data.may_buy(queries.buy_facts(line, 1, today))
    if not verdict.allowed:
        return _refused(request, line, verdict.reasons)
    form = _form(request, line, today)
    if form.is_valid():
        return _check_page(request, line, form.cleaned_data["parcels"])
    context = {
        "line": queries.line_row(line, today),
        "form": form,
        "left_this_month": _left_this_month(line, today),
        "expires_on": queries.offer(line, 1, today).expires_on,
    }
    return render(request, "contracts/data_buy.html", context)


def _form(request: HttpRequest, line: Line, today: date) -> BuyDataForm:
    chosen = request.GET if "parcels" in request.GET else None
    return BuyDataForm(
        chosen,
        family=queries.held_plan(line, today).family,
        most=_left_this_month(line, today),
        today=today,
    )


def _left_this_month(line: Line, today: date) -> int:
    return data.PARCELS_A_MONTH.on(today) - queries.bought_in_month(line, today)


def _check_page(
    request: HttpRequest, line: Line, parcels: int, *, has_changed: bool = False
) -> HttpResponse:
    today = clock.today()
    offer = queries.offer(line, parcels, today)
    form = AgreeToBuyForm(
        initial={"parcels": parcels, "shown": offer.shown, "form_key": secret_code()}
    )
    context = {
        "line": queries.line_row(line, today),
        "offer": offer,
        "form": form,
        "has_changed": has_changed,
        **_bill(line, offer.month),
    }
    return render(request, "contracts/data_check.html", context)


def _bill(line: Line, month: date) -> dict[str, Any]:
    return {
        "bill_month": month,
        # A company pays as its contract says.
        "charged_on": None if line.member.company else schedule(month).charged_on,
    }


def _buy(request: HttpRequest, line: Line) -> HttpResponse:
    form = AgreeToBuyForm(request.POST)
    if not form.is_valid():
        return redirect("contracts:buy_data", code=line.code)
    told = form.cleaned_data
    try:
        bought = services.buy_data(
            line=line,
            parcels=told["parcels"],
            shown=told["shown"],
            form=told["form_key"],
            at=clock.now(),
            by=actor_of(request),
        )
    except services.NotSold as refused:
        return _refused(request, line, refused.reasons)
    except services.OfferHasChanged:
        return _check_page(request, line, told["parcels"], has_changed=True)
    return redirect("contracts:data_receipt", number=bought.receipt_number)


def _refused(request: HttpRequest, line: Line, reasons: tuple[BuyReason, ...]) -> HttpResponse:
    context = {
        "line": queries.line_row(line, clock.today()),
        "reasons": [catalogue.refusal(reason) for reason in reasons],
    }
    return render(request, "contracts/data_refused.html", context)


@require_safe
def data_receipt(request: HttpRequest, number: str) -> HttpResponse:
    """The receipt of a purchase; reload and bookmark are safe."""
    rows = queries.purchases(member_of(request))
    made = queries.purchase(get_object_or_404(rows, receipt_number=number))
    context = {
        "purchase": made,
        "is_used": made.expires_on < clock.today(),
        **_bill(made.line, month_start(day_in_japan(made.bought_at))),
    }
    return render(request, "contracts/data_receipt.html", context)
