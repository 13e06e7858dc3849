"""What is not paid, and both ways to pay it (F-BIL-11); the slip to pay with."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts import queries as accounts
from billing import queries
from billing.models import Slip
from mioportal.plumbing import clock
from mioportal.plumbing.requests import member_of
from mioportal.rules.dunning import late_charge_percent

_KINDS = {"paid": "warning", "confirmed": "ok"}


@require_safe
def unpaid(request: HttpRequest) -> HttpResponse:
    """お支払いが済んでいない料金: each bill, how it stands, and the ways back."""
    member, today = member_of(request), clock.today()
    owed = queries.debts_of(member)
    context = {
        "owed": owed,
        "card": accounts.card_in_use(member),
        "standing": member.standing,
        "late_charge": late_charge_percent(today),
    }
    return render(request, "billing/unpaid.html", context)


@require_safe
def slip(request: HttpRequest, number: str) -> HttpResponse:
    """コンビニ払い用紙 with its barcode, to show or to print; or a company's invoice."""
    found = get_object_or_404(queries.slips_of(member_of(request)), number=number)
    is_open = found.state == Slip.State.OPEN
    context = {
        "slip": found,
        "tag_kind": _KINDS.get(found.state, "" if not is_open else "warning"),
        "bills": queries.bills_on(found),
        "is_open": is_open,
        "is_late": is_open and found.due_on < clock.today(),
        "store_url": reverse("store:till", args=[found.number]),
    }
    return render(request, "billing/slip.html", context)
