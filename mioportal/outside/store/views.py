"""The till of the practice store: it knows a slip by its number alone, and nobody's name."""

from decimal import Decimal
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mioportal.plumbing import clock, worlds
from mioportal.plumbing.actor import system
from mioportal.plumbing.gateways import SlipRefused, SlipSeen, WhySlipRefused, slip_issuer
from mioportal.plumbing.middleware import open_in_maintenance

# A template engine that knows nothing of who is signed in at the portal.
ENGINE = "outside"
_WORDS = {
    WhySlipRefused.PAID: _("お支払いを受け取りました。同じ用紙で二重に支払うことはできません"),
    WhySlipRefused.REPLACED: _(
        "この用紙は使えません。新しい用紙に替わったか、ほかの方法で支払われています"
    ),
    WhySlipRefused.OTHER_SUM: _("用紙の金額が変わりました。もう一度お確かめください"),
}


@open_in_maintenance
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def till(request: HttpRequest, number: str) -> HttpResponse:
    """Read a slip's barcode, and pay exactly what stands on it."""
    seen = slip_issuer().look(number=number)
    if seen is None:
        return _answer(request, {"seen": None}, status=404)
    if request.method != "POST":
        return _answer(request, _told(seen, seen.refused))
    worlds.refuse_moving([seen.world.pk])
    typed = request.POST.get("yen", "")
    try:
        with clock.taken(seen.world) as at:
            slip_issuer().take(
                number=number,
                yen=Decimal(typed) if typed.isascii() and typed.isdigit() else Decimal(0),
                at=at,
                by=system("store"),
            )
    except SlipRefused as refused:
        return _answer(request, _told(seen, refused.why))
    return redirect("store:till", number=number)


def _told(seen: SlipSeen, why: WhySlipRefused | None) -> dict[str, Any]:
    said = _WORDS[why] if why else ""
    return {"seen": seen, "said": said, "is_paid": why is WhySlipRefused.PAID}


def _answer(
    request: HttpRequest, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    template = "outside/store/till.html"
    return render(request, template, context, status=status, using=ENGINE)
