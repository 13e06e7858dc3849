"""Every mail the site sent, readable on the site."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts import queries
from mioportal.plumbing.requests import member_of

PAGE_SIZE = 20


@require_safe
def messages(request: HttpRequest) -> HttpResponse:
    """Every mail the site sent this member, readable here (F-MAI-02)."""
    pages = Paginator(queries.messages_of(member_of(request).user), PAGE_SIZE)
    page = pages.get_page(request.GET.get("page"))
    rows = [
        {"url": reverse("accounts:message", args=[row.code]), "subject": row.subject, "at": row.at}
        for row in page
    ]
    return render(request, "accounts/messages.html", {"messages_list": rows, "page": page})


@require_safe
def message(request: HttpRequest, code: str) -> HttpResponse:
    """One message."""
    rows = queries.messages_of(member_of(request).user)
    return render(request, "accounts/message.html", {"message": get_object_or_404(rows, code=code)})
