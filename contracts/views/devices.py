"""端末分割払い: what was bought, what is left, and what leaving does to it (F-DEV-01 to 09)."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from contracts import queries, services
from contracts.forms import ChoiceForm
from contracts.models import DeskRequest
from contracts.queries import Ledger
from contracts.views import device_words as words
from mioportal.plumbing import clock
from mioportal.plumbing.actor import actor_of
from mioportal.plumbing.requests import member_of
from mioportal.plumbing.support import desk_at
from mioportal.rules import instalments


@require_safe
def devices(request: HttpRequest) -> HttpResponse:
    """Every device, what is left of all of them, and what to do about it before leaving."""
    found = queries.ledgers_of(member_of(request), clock.today())
    together = queries.Together(ledgers=found)
    context = {
        "devices": [_row(ledger) for ledger in found],
        "together": together,
        "advice": words.advice(together),
        "ways": words.ways(together),
    }
    return render(request, "contracts/devices.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def device(request: HttpRequest, code: str) -> HttpResponse:
    """One device: its sums and ledger from the stored rows; posting keeps a choice (C-122)."""
    ledger = own_ledger(request, code)
    if request.method != "POST":
        return _device_page(request, ledger, _form(ledger))
    form = _form(ledger, request.POST)
    if not form.is_valid():
        return _device_page(request, ledger, form)
    try:
        kept = services.choose_on_leaving(
            device=ledger.device, choice=form.chosen(), at=clock.now(), by=actor_of(request)
        )
    except services.TooLate:
        messages.warning(request, _("残りの支払い方は決まっているため、選び直せません"))
    else:
        messages.success(
            request,
            _("回線が終わるときの支払い方を保存しました")
            if kept
            else _("この支払い方は、すでに保存してあります"),
        )
    return redirect("contracts:device", code=code)


def _form(ledger: Ledger, data: Any = None) -> ChoiceForm:
    choices = queries.choices(ledger.device, ledger.leaves_on)
    chosen = queries.choice(ledger.device, ledger.leaves_on)
    return ChoiceForm(data, choices=choices, initial={"choice": chosen.value})


def _device_page(request: HttpRequest, ledger: Ledger, form: ChoiceForm) -> HttpResponse:
    about = queries.requests_about(ledger.device.member, ledger.device.code)
    context = {
        "device": _row(ledger),
        "ledger": ledger,
        "asked": [each for each in about.values() if queries.is_open(each)],
        "rows": words.rows(ledger),
        "to_come": words.payments(ledger.open),
        "paid": words.payments(ledger.paid),
        "outcome": words.outcome(ledger),
        "about_row": words.outcome_row(ledger),
        "leaves_in": ledger.leaves_in,
        "choices": words.choices(ledger) if ledger.may_choose else [],
        "form": form if ledger.may_choose and len(ledger.leaving) > 1 else None,
    }
    return render(request, "contracts/device.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def repay_early(request: HttpRequest, code: str) -> HttpResponse:
    """How to repay early: by telephone, or by asking here (F-DEV-06)."""
    ledger = own_ledger(request, code)
    if request.method == "POST":
        try:
            asked = services.ask_early_repayment(
                device=ledger.device, at=clock.now(), by=actor_of(request)
            )
        except services.NothingLeft:
            return redirect("contracts:repay_early", code=code)
        return redirect("contracts:desk_request", number=asked.receipt_number)
    about = queries.requests_about(ledger.device.member, code)
    open_request = about.get(DeskRequest.Kind.EARLY_REPAYMENT)
    context = {
        "device": _row(ledger),
        "ledger": ledger,
        "month": instalments.early_month(clock.today()),
        "charged_on": queries.charged_on(clock.today()),
        "asked": open_request if queries.is_open(open_request) else None,
        "desk": desk_at(clock.now()),
    }
    return render(request, "contracts/repay_early.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def certificate(request: HttpRequest, code: str) -> HttpResponse:
    """完済証明書: asked for here once all is paid; once the desk has issued it, to be printed."""
    ledger = own_ledger(request, code)
    if ledger.device.paid_off_on is None:
        raise Http404
    if request.method == "POST":
        asked = services.ask_certificate(
            device=ledger.device, at=clock.now(), by=actor_of(request)
        )
        return redirect("contracts:desk_request", number=asked.receipt_number)
    about = queries.requests_about(ledger.device.member, code)
    asked_for = about.get(DeskRequest.Kind.CERTIFICATE)
    issued = asked_for and asked_for.state == DeskRequest.State.DONE
    context = {
        "device": ledger.device,
        "asked": asked_for if queries.is_open(asked_for) else None,
        "issued": asked_for if issued else None,
    }
    return render(request, "contracts/certificate.html", context)


def own_ledger(request: HttpRequest, code: str) -> Ledger:
    """The member's own device, or 404."""
    found = queries.ledger_of(member_of(request), code, clock.today())
    if found is None:
        raise Http404
    return found


def _row(ledger: Ledger) -> dict[str, Any]:
    device = ledger.device
    return {
        "code": device.code,
        "name": device.name,
        "line": device.line.label,
        "status": queries.device_tag(ledger),
        "is_paid_off": not ledger.open,
        "left_yen": ledger.left_yen,
        "payments_left": len(ledger.open),
        "next_on": ledger.next_on,
        "next_yen": ledger.next_yen,
        "paid_off_on": device.paid_off_on,
    }
