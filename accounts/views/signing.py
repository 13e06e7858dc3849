"""Signing in and out."""

from dataclasses import replace
from datetime import datetime

from django.conf import settings
from django.contrib import auth
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts import queries, services
from accounts.forms import SignInForm
from accounts.models import User
from accounts.services import second_checks
from mioportal.plumbing import clock
from mioportal.plumbing.actor import Role, actor_of, visitor_of
from mioportal.plumbing.codes import secret_code
from mioportal.plumbing.gate import Ended, Held, Locked
from mioportal.plumbing.middleware import open_in_maintenance
from mioportal.rules.mioid import normalise_login
from mioportal.rules.sign_in import SignInReason
from mioportal.words import catalogue

# In the session: the secret by which its row of the history is found.
VISIT = "visit"
# The second check that this browser has to pass: it is nobody else's, whoever has its address.
CHECK = "check"


@open_in_maintenance
@login_not_required
@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """ログイン by mioID or mail address."""
    if request.method != "POST":
        if request.user.is_authenticated:
            return redirect(_after_sign_in(request))
        form = SignInForm(initial=_filled_in(request))
        return _sign_in_page(request, form)
    form = SignInForm(request.POST)
    if form.is_valid():
        try:
            user = auth.authenticate(
                request,
                username=form.cleaned_data["login"],
                password=form.cleaned_data["password"],
            )
        except Locked as locked:
            return _locked_page(request, form, locked.until)
        except Ended:
            return _ended_page(request, form)
        except Held as held:
            return _hold(request, held)
        if isinstance(user, User):
            return let_in(request, user)
        _note_failed(request, form)
        form.add_error(
            None,
            _(
                "mioIDまたはmioパスワードが違います。半角英数字と大文字・小文字を確かめて、"
                "もう一度入力してください"
            ),
        )
    return _sign_in_page(request, form)


def _sign_in_page(
    request: HttpRequest, form: SignInForm, **more: object
) -> HttpResponse:
    context = {"form": form, "next": request.POST.get("next") or request.GET.get("next", "")}
    return render(request, "accounts/sign_in.html", context | more)


def _locked_page(request: HttpRequest, form: SignInForm, until: datetime) -> HttpResponse:
    """The form with the reason, the end of the lock, and the way to open it at once."""
    _note_failed(request, form, locked=True)
    words = catalogue.refusal(SignInReason.LOCKED)
    stamp = date_format(localtime(until), _("Y年n月j日 H:i"))
    form.add_error(None, _("%sまでログインできません") % stamp)
    return _sign_in_page(request, form, locked=words, locked_until=until)


def _ended_page(request: HttpRequest, form: SignInForm) -> HttpResponse:
    """The form with the reason and what to do: only whoever knows the password reads it."""
    _note_failed(request, form, ended=True)
    words = catalogue.refusal(SignInReason.INVALID)
    form.add_error(None, str(words.text))
    return _sign_in_page(request, form, ended=words)


def _hold(request: HttpRequest, held: Held) -> HttpResponse:
    """Something stands out: on to the second check, for which digits are mailed (C-117)."""
    with clock.taken(held.user.world) as at:
        check = second_checks.hold_sign_in(
            user=held.user, signs=held.signs, at=at, by=visitor_of(request)
        )
    request.session[CHECK] = check.code
    query = {"next": request.POST["next"]} if request.POST.get("next") else None
    return redirect(reverse("accounts:second_check", args=[check.code], query=query))


def _note_failed(
    request: HttpRequest, form: SignInForm, *, locked: bool = False, ended: bool = False
) -> None:
    user = queries.login_named(normalise_login(form.cleaned_data["login"]))
    by = visitor_of(request)
    with clock.taken(user.world if user else None) as at:
        services.record_failed_sign_in(user=user, at=at, by=by, locked=locked, ended=ended)


def _filled_in(request: HttpRequest) -> dict[str, str]:
    login = request.GET.get("as", "")
    if not (settings.DEMO and login):
        return {}
    return {"login": login, "password": settings.DEMO_PASSWORD}


def let_in(request: HttpRequest, user: User) -> HttpResponse:
    """Begin the session of somebody who has proven who they are, and show where they wanted to."""
    begin_session(request, user)
    return redirect(_after_sign_in(request))


def begin_session(request: HttpRequest, user: User) -> None:
    """Somebody who has proven who they are is signed in from here on."""
    by = replace(
        visitor_of(request),
        role=Role.STAFF if user.is_staff else Role.MEMBER,
        label=user.login,
        user_id=user.pk,
    )
    secret = secret_code()
    with clock.taken(user.world) as at:
        services.record_sign_in(user=user, at=at, by=by, session=secret)
    auth.login(request, user)
    request.session[VISIT] = secret


def _after_sign_in(request: HttpRequest) -> str:
    path = request.POST.get("next") or request.GET.get("next") or ""
    if path and url_has_allowed_host_and_scheme(
        path, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return path
    return "admin:index" if getattr(request.user, "is_staff", False) else "top"


@open_in_maintenance
@login_not_required
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """ログアウト."""
    if isinstance(request.user, User):
        services.record_sign_out(
            user=request.user,
            at=clock.now(),
            by=actor_of(request),
            session=request.session.get(VISIT, ""),
        )
    auth.logout(request)
    return redirect("accounts:sign_in")
