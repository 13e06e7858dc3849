"""Moving a demonstration member's clock, and the health address."""

from datetime import datetime

from django import forms
from django.conf import settings
from django.contrib import auth, messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from mioportal.plumbing import clock, moves
from mioportal.plumbing.actor import actor_of
from mioportal.plumbing.middleware import open_in_maintenance, world_of
from mioportal.plumbing.models import Move, World

_BUTTONS = {
    "day": moves.next_day,
    "month_end": moves.next_month_end,
    "month": moves.next_month,
}


class MoveForm(forms.Form):
    """The date field of the time bar."""

    date = forms.DateField(
        error_messages={
            "required": gettext_lazy("進める先の日付を入力してください"),
            "invalid": gettext_lazy("日付は、2026-12-01 のように入力してください"),
        }
    )
    time = forms.TimeField(
        required=False,
        error_messages={"invalid": gettext_lazy("時刻は、10:00 のように入力してください")},
    )


@open_in_maintenance
@require_POST
def move(request: HttpRequest) -> HttpResponse:
    """Move the clock and show what happened. The live world has no such page."""
    world = world_of(request)
    if world is None or not world.is_demo:
        raise Http404
    back = _safe_path(request)
    try:
        made = moves.move_ahead(world=world, to=_target(request, world), by=actor_of(request))
    except moves.NotForward:
        error = _("時計は先にだけ進められます。今より後の日付を選んでください")
    except moves.TooFar:
        error = _("一度に進められるのは10年までです。近い日付を選んでください")
    except forms.ValidationError as invalid:
        error = " ".join(invalid.messages)
    else:
        if auth.get_user(request).is_anonymous:
            _outlived(request, made.to_at)
            back = reverse(settings.LOGIN_URL)
        request.session[f"back:{made.code}"] = back
        return redirect("plumbing:moved", code=made.code)
    request.move_error = error  # type: ignore[attr-defined]
    context = {"error": error, "back_url": back}
    return render(request, "plumbing/not_moved.html", context, status=422)


def _outlived(request: HttpRequest, to: datetime) -> None:
    """The move led past the last day of the mioID: nobody is signed in there any more."""
    auth.logout(request)
    said = _("%sの時点では、mioIDの有効期限が過ぎています。ログアウトしました")
    messages.warning(request, said % date_format(localtime(to), _("Y年n月j日G:i")))


def _target(request: HttpRequest, world: World) -> datetime:
    button = _BUTTONS.get(request.POST.get("to", ""))
    if button is not None:
        return button(clock.moment_of(world))
    form = MoveForm(request.POST)
    if not form.is_valid():
        raise forms.ValidationError([e for errors in form.errors.values() for e in errors])
    return moves.landing(form.cleaned_data["date"], form.cleaned_data["time"])


def _safe_path(request: HttpRequest) -> str:
    path = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return path if ours and path.startswith("/") else "/"


@open_in_maintenance
@login_not_required
@require_safe
def moved(request: HttpRequest, code: str) -> HttpResponse:
    """The dated list of what a move brought, for its world and for the browser that made it."""
    back = request.session.get(f"back:{code}")
    if back is None and request.user.is_anonymous:
        return redirect_to_login(request.path)
    rows = Move.objects.all() if back else Move.objects.filter(world=world_of(request))
    found = get_object_or_404(rows, code=code)
    context = {"move": found, "happenings": moves.log_of(found), "back_url": back or "/"}
    return render(request, "plumbing/moved.html", context)


@open_in_maintenance
@login_not_required
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """200 when the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


