"""ワンストップ方式: another operator's site sends the member here to agree (C-074)."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from contracts.models import Line
from contracts.queries import line_of, line_row
from mioportal.plumbing import clock
from mioportal.plumbing.actor import actor_of
from mioportal.plumbing.gateways import OrderIsOver, OrderSeen, clearing_house
from mioportal.plumbing.requests import member_of
from mioportal.plumbing.support import desk_at
from mioportal.rules import operators, port_out
from mioportal.rules.verdict import Verdict
from mnp import queries, services
from mnp.forms import OneStopForm
from mnp.views.preview import double_months, preview
from mnp.views.refusals import refusals


@require_http_methods(["GET", "HEAD", "POST"])
def one_stop(request: HttpRequest, reference: str) -> HttpResponse:
    """What going means, and the consent that takes the place of a number; then back to them."""
    order = clearing_house().look(reference=reference) if settings.ONE_STOP_PORT_OUT else None
    line = _line_of(request, order) if order else None
    if order is None or line is None:
        raise Http404
    if done := queries.consent_to(line, reference, clock.today()):
        # Agreed to before: a second click, or the way back.
        if request.method == "POST":
            return redirect(order.return_to)
        messages.info(request, _("転出先のお申し込みには、同意済みです"))
        return redirect("mnp:request", number=done.receipt_number)
    verdict = queries.may_one_stop(line, clock.now())
    if not verdict.allowed or not queries.is_open_yet(line, clock.today()):
        return _page(request, order, line, verdict, None)
    if request.method != "POST":
        return _page(request, order, line, verdict, OneStopForm())
    form = OneStopForm(request.POST)
    if not form.is_valid():
        form.data = {}
        return _page(request, order, line, verdict, form)
    try:
        services.consent(
            line=line,
            order=order,
            shown=form.cleaned_data["digest"],
            at=clock.now(),
            by=actor_of(request),
        )
    except services.NotAllowed as refused:
        return _page(request, order, line, refused.verdict, None)
    except services.ShownHasChanged:
        messages.warning(request, _("表示の内容が変わりました。新しい内容を確認してください"))
        return redirect("mnp:one_stop", reference=reference)
    except OrderIsOver:
        # Their page says how it ended.
        return redirect(order.return_to)
    return redirect(order.return_to)


def _line_of(request: HttpRequest, order: OrderSeen) -> Line | None:
    """The member's own line with the number that the operator asks for."""
    member = member_of(request)
    wanted = order.phone_number.replace("-", "")
    for line in Line.objects.of(member).exclude(phone_number="").order_by("-pk"):
        if line.phone_number.replace("-", "") == wanted:
            return line_of(member, line.code, clock.today())
    return None


def _page(
    request: HttpRequest,
    order: OrderSeen,
    line: Line,
    verdict: Verdict[Any],
    form: OneStopForm | None,
) -> HttpResponse:
    context: dict[str, Any] = {
        "operator": operators.label(order.operator),
        "return_to": order.return_to,
        "line": line_row(line, clock.today()),
        "form": form,
        "reasons": refusals(verdict.reasons, line),
        "desk": desk_at(clock.now()),
    }
    if form is not None:
        now = queries.quote_for(line, clock.now())
        expires_on = port_out.expires_on(clock.today())
        through = min(expires_on, line.ends_on or expires_on)
        form.fields["digest"].initial = now.digest()
        if form.is_bound:
            form.data = {"digest": now.digest()}
        context |= {
            "preview": preview(now, line),
            "has_card": line.has_card,
            "good_through": through,
            "doubles": double_months(clock.today(), through, line.ends_on),
        }
    return render(request, "mnp/one_stop.html", context)
