"""The receipt of what a member asked the desk for, and the way to take it back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from contracts import queries, services
from contracts.models import DeskRequest
from mioportal.plumbing import clock
from mioportal.plumbing.actor import actor_of
from mioportal.plumbing.requests import member_of
from mioportal.plumbing.support import desk_at


@require_http_methods(["GET", "HEAD", "POST"])
def desk_request(request: HttpRequest, number: str) -> HttpResponse:
    """The receipt and how far it has come; posting takes the request back while nobody works."""
    found = get_object_or_404(queries.requests_of(member_of(request)), receipt_number=number)
    if request.method == "POST":
        _withdraw(request, found)
        return redirect("contracts:desk_request", number=number)
    matter = services.matters[found.kind]
    context = {
        "asked": found,
        "tag": queries.request_tag(found),
        "about": matter.about(found),
        "next": matter.next,
        "is_open": queries.is_open(found),
        "is_new": found.state == DeskRequest.State.RECEIVED,
        "mail_to": found.member.user.email,
        "desk": desk_at(clock.now()),
    }
    return render(request, "contracts/desk_request.html", context)


def _withdraw(request: HttpRequest, found: DeskRequest) -> None:
    try:
        services.withdraw(request=found, at=clock.now(), by=actor_of(request))
    except services.CannotBeDone:
        messages.warning(request, _("窓口が対応を始めたため、ここでは取り消せません"))
    except services.AlreadyEnded:
        messages.info(request, _("この依頼は、すでに終わっています"))
    else:
        messages.success(request, _("依頼を取り消しました"))
