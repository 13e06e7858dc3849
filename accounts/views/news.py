"""メールの受け取り: IIJ Pickup News on or off (F-ACC-14), here and by the link of its mails."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import services
from accounts.services import news as service
from mioportal.plumbing import clock, worlds
from mioportal.plumbing.actor import Actor, Role, actor_of, source_of
from mioportal.plumbing.middleware import open_in_maintenance
from mioportal.plumbing.requests import member_of


@require_http_methods(["GET", "HEAD", "POST"])
def news(request: HttpRequest) -> HttpResponse:
    """What may be switched off, and what may not and why."""
    member = member_of(request)
    wanted = request.POST.get("wanted")
    if wanted not in ("yes", "no"):
        return render(request, "accounts/news.html", {"since": member.pickup_news_since})
    services.choose_news(
        member=member, wanted=wanted == "yes", at=clock.now(), by=actor_of(request)
    )
    said = (
        _("IIJ Pickup Newsを受け取ります")
        if wanted == "yes"
        else _("IIJ Pickup Newsの受け取りをやめました")
    )
    messages.success(request, said)
    return redirect("accounts:news")


@open_in_maintenance
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop_news(request: HttpRequest, token: str) -> HttpResponse:
    """The link at the foot of every issue: a button, without signing in. To look is to look."""
    member = service.member_with(token)
    if member is None:
        return render(request, "accounts/stop_news.html", {"stage": "gone"}, status=404)
    if "stop" in request.POST:
        worlds.refuse_moving([member.world_id])
        by = Actor(
            role=Role.MEMBER,
            label=member.mio_id,
            source=source_of(request),
            user_id=member.user_id,
        )
        with clock.taken(member.world) as at:
            services.choose_news(member=member, wanted=False, at=at, by=by)
        return redirect(request.path)
    stage = "ask" if member.pickup_news_since else "done"
    return render(request, "accounts/stop_news.html", {"stage": stage})
