"""Every mail the site sent, readable on the site; and what all members are told."""

from django.conf import settings
from django.contrib import messages as flashes
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import queries
from mioportal.plumbing import clock, notices, outbox
from mioportal.plumbing.actor import actor_of
from mioportal.plumbing.middleware import open_in_maintenance
from mioportal.plumbing.requests import member_of

PAGE_SIZE = 20


@require_safe
def messages(request: HttpRequest) -> HttpResponse:
    """What all members are told, and every mail the site sent this one (F-MAI-02, F-MAI-03)."""
    member = member_of(request)
    pages = Paginator(queries.messages_of(member.user), PAGE_SIZE)
    page = pages.get_page(request.GET.get("page"))
    rows = [
        {
            "url": reverse("accounts:message", args=[row.code]),
            "subject": row.subject,
            "at": row.at,
            "unread": row.is_unread,
        }
        for row in page
    ]
    told = notices.shown_to(world=member.world, today=clock.today())
    context = {"messages_list": rows, "page": page, "notices": told}
    return render(request, "accounts/messages.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def message(request: HttpRequest, code: str) -> HttpResponse:
    """One message. A POST opens it and marks it read; to GET it is to look at it only."""
    member = member_of(request)
    found = get_object_or_404(queries.messages_of(member.user), code=code)
    if request.method == "POST":
        outbox.mark_read(user=member.user, code=code, at=clock.now(), by=actor_of(request))
        return redirect("accounts:message", code=code)
    return render(request, "accounts/message.html", {"message": found})


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """すべて既読にする."""
    user = member_of(request).user
    read = outbox.mark_read(user=user, at=clock.now(), by=actor_of(request))
    if read:
        flashes.success(request, _("%d件を既読にしました") % read)
    else:
        flashes.info(request, _("未読のお知らせはありません"))
    return redirect("accounts:messages")


@open_in_maintenance
@login_not_required
@require_safe
def mail_help(request: HttpRequest) -> HttpResponse:
    """メールが届かないときは (F-MAI-01, C-087): for those too whom no mail lets sign in."""
    context = {"sender": settings.DEFAULT_FROM_EMAIL}
    return render(request, "accounts/mail_help.html", context)
