"""ログインの履歴, and signing out everywhere else."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts import queries, services
from accounts.models import SignIn
from accounts.services import visits
from accounts.views.signing import VISIT
from mioportal.plumbing import clock
from mioportal.plumbing.actor import actor_of
from mioportal.plumbing.requests import member_of
from mioportal.rules.sign_in import HISTORY_MONTHS

PAGE_SIZE = 20
_KINDS = {
    SignIn.Result.IN: "ok",
    SignIn.Result.MISS: "warning",
    SignIn.Result.LOCKED: "warning",
    SignIn.Result.HELD: "brand",
}


@require_safe
def sign_ins(request: HttpRequest) -> HttpResponse:
    """Every try at the member's door, the newest first; the present session is marked."""
    user = member_of(request).user
    here = visits.digest(request.session.get(VISIT, ""))
    pages = Paginator(queries.sign_ins_of(user, clock.today()), PAGE_SIZE)
    page = pages.get_page(request.GET.get("page"))
    rows = [
        {
            "label": row.get_result_display(),
            "kind": _KINDS[SignIn.Result(row.result)],
            "at": row.at,
            "source": row.source or _("不明"),
            "browser": row.browser or _("不明"),
            "ended_at": row.ended_at,
            "is_here": row.session_digest == here,
        }
        for row in page
    ]
    context = {"rows": rows, "page": page, "months": HISTORY_MONTHS.on(clock.today())}
    return render(request, "accounts/sign_ins.html", context)


@require_POST
def end_sessions(request: HttpRequest) -> HttpResponse:
    """ほかのすべての端末からログアウトする: this browser stays signed in."""
    user = member_of(request).user
    services.end_sessions(
        user=user,
        at=clock.now(),
        by=actor_of(request),
        but=request.session.get(VISIT, ""),
    )
    user.refresh_from_db(fields=["sessions_ended"])
    # A new session for this browser, and so none for whoever knows the old one.
    update_session_auth_hash(request, user)
    messages.success(request, _("ほかのすべての端末からログアウトしました"))
    return redirect("accounts:sign_ins")
