"""How to reach support."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from mioportal.plumbing import clock
from mioportal.plumbing.middleware import open_in_maintenance
from mioportal.plumbing.support import desk_at


@open_in_maintenance
@login_not_required
@require_safe
def contact(request: HttpRequest) -> HttpResponse:
    """お問い合わせ: telephone, chat and mail, open or closed at this moment (F-SUP-01 to 04)."""
    # What the page one came from is about goes on to the form.
    about = {name: request.GET[name] for name in ("topic", "line") if request.GET.get(name)}
    ask_url = reverse("accounts:ask", query=about or None)
    return render(
        request, "accounts/contact.html", {"desk": desk_at(clock.now()), "ask_url": ask_url}
    )
