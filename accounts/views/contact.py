"""How to reach support."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mioportal.plumbing import clock
from mioportal.plumbing.middleware import open_in_maintenance
from mioportal.plumbing.support import desk_at


@open_in_maintenance
@login_not_required
@require_safe
def contact(request: HttpRequest) -> HttpResponse:
    """お問い合わせ: telephone and chat, open or closed at this moment (F-SUP-01, 02, 04)."""
    return render(request, "accounts/contact.html", {"desk": desk_at(clock.now())})
