"""The practice operators' pages: where a number is brought, and where it is opened."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mioportal.outside.clearing import services
from mioportal.outside.clearing.forms import ONE_STOP, WORDS, OrderForm
from mioportal.outside.clearing.models import OperatorOrder
from mioportal.plumbing import clock, worlds
from mioportal.plumbing.actor import system
from mioportal.plumbing.gateways import NumberNotReleased, WhyNotReleased, number_donor
from mioportal.plumbing.middleware import open_in_maintenance
from mioportal.rules.operators import Operator

# A template engine that knows nothing of who is signed in at the portal.
ENGINE = "outside"
_BY = "operator"


@open_in_maintenance
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Bring a number here: with a reservation number, or without one."""
    _only_in_the_demonstration()
    if request.method != "POST":
        return _answer(request, "start", {"form": OrderForm()})
    form = OrderForm(request.POST)
    order = _taken(form) if form.is_valid() else None
    if order is None:
        return _answer(request, "start", {"form": form})
    return redirect("operator:order", reference=order.reference)


def _taken(form: OrderForm) -> OperatorOrder | None:
    """The order; None where the form says why it was not taken."""
    told = form.cleaned_data
    operator, phone_number = Operator(told["operator"]), told["phone_number"]
    if told["way"] == ONE_STOP:
        return services.begin_one_stop(operator=operator, phone_number=phone_number)
    seen = services.find(number=told["number"], phone_number=phone_number)
    if seen is None:
        form.add_error("number", WORDS[WhyNotReleased.UNKNOWN])
        return None
    worlds.refuse_moving([seen.world.pk])
    try:
        with clock.taken(seen.world) as at:
            return services.check(
                operator=operator,
                number=told["number"],
                phone_number=phone_number,
                at=at,
                by=system(_BY),
            )
    except services.TooFewDays as few:
        said = _("残りの日数が足りません。この会社では、%s日以上残っている番号が必要です")
        form.add_error("number", said % few.needs)
    except NumberNotReleased as why:
        form.add_error("number", WORDS[why.why])
    return None


@open_in_maintenance
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def order(request: HttpRequest, reference: str) -> HttpResponse:
    """One order, and what the operator does with it."""
    _only_in_the_demonstration()
    found = get_object_or_404(
        OperatorOrder.objects.select_related("world"), reference=reference
    )
    said = ""
    if request.method == "POST":
        said = _done(found, request.POST.get("do", ""))
        if not said:
            return redirect("operator:order", reference=reference)
    found.refresh_from_db()
    context: dict[str, Any] = {"order": found, "said": said, "state": found.state}
    taken_back = found.is_one_stop and found.state == OperatorOrder.State.CHECKED and said
    if found.state == OperatorOrder.State.WAITING or taken_back:
        context["consent"] = number_donor().consent_page(reference=reference)
    return _answer(request, "order", context)


def _done(found: OperatorOrder, what: str) -> str:
    """Pass a message on; "" when it arrived, otherwise why not."""
    if found.world is None and what != "cancel":
        return _("お客様の同意がまだありません")
    worlds.refuse_moving([found.world_id])
    try:
        with clock.taken(found.world) as at:
            if what == "open":
                services.open_order(order=found, at=at, by=system(_BY))
            elif what == "fail":
                note = _("回線の切り替えができませんでした")
                services.fail_order(order=found, note=note, at=at, by=system(_BY))
            elif what == "cancel":
                services.cancel_order(order=found, at=at, by=system(_BY))
            else:
                return _("ボタンを選んでください")
    except NumberNotReleased as why:
        if found.is_one_stop and why.why in (WhyNotReleased.VOID, WhyNotReleased.EXPIRED):
            return _("お客様の同意が取り消されたか、期限が切れています。もう一度同意が必要です")
        return str(WORDS[why.why])
    except services.NotNow:
        return _("このお申し込みは、すでに終わっています")
    return ""


def _only_in_the_demonstration() -> None:
    """Whoever has a number and its telephone number could end a line here."""
    if not settings.DEMO:
        raise Http404


def _answer(request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
    return render(request, f"outside/operator/{name}.html", context, using=ENGINE)
