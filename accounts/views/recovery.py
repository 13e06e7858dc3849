"""Getting back in: a forgotten mioID, a forgotten password, and what else may be wrong."""

from django.conf import settings
from django.contrib import auth, messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from accounts import queries, services
from accounts.forms import ForgotIdForm, ForgotPasswordForm, NewPasswordForm
from accounts.models import Recovery
from accounts.services import recovery
from mioportal.plumbing import clock, worlds
from mioportal.plumbing.actor import Actor, Role, source_of
from mioportal.plumbing.middleware import open_in_maintenance
from mioportal.rules.sign_in import (
    LOST_MAIL_PROOFS,
    RESET_LINK_MINUTES,
    SIGN_IN_FROM_ABROAD,
    SIGN_IN_HELP,
)
from mioportal.words import catalogue


@open_in_maintenance
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def forgot_id(request: HttpRequest) -> HttpResponse:
    """mioIDを忘れた方: the mail address → 送信 → the mioID by mail (F-ACC-07)."""
    form = ForgotIdForm(request.POST or None)
    return _ask(request, Recovery.Kind.MIO_ID, form, "accounts/forgot_id.html")


@open_in_maintenance
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def forgot_password(request: HttpRequest) -> HttpResponse:
    """パスワードを忘れた方: the mioID or the mail address → 送信 → a link by mail (F-ACC-08)."""
    form = ForgotPasswordForm(request.POST or None)
    return _ask(request, Recovery.Kind.PASSWORD, form, "accounts/forgot_password.html")


def _ask(
    request: HttpRequest,
    kind: Recovery.Kind,
    form: ForgotIdForm | ForgotPasswordForm,
    template: str,
) -> HttpResponse:
    """The same page, the same row and no hash, whether the name is somebody's or nobody's."""
    if request.method == "POST" and form.is_valid():
        source = source_of(request)
        services.knock(source=source)
        user = queries.recoverable(form.cleaned_data["name"])
        by = Actor(role=Role.MEMBER, label="", source=source)
        recovery.ask(kind=kind, user=user, by=by)
        return redirect(f"{request.path}?asked=1")
    context = {
        "form": form,
        "asked": request.method != "POST" and "asked" in request.GET,
        "minutes": RESET_LINK_MINUTES.on(clock.today()),
        # The demonstration sends no mail: whoever tries it must know where to look.
        "mail_folder": getattr(settings, "EMAIL_FILE_PATH", "") if settings.DEMO else "",
    }
    return render(request, template, context)


@open_in_maintenance
@login_not_required
@sensitive_variables()
@sensitive_post_parameters("password", "again")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reset(request: HttpRequest, token: str) -> HttpResponse:
    """The new password, twice; then every session ends and the lock opens (C-047)."""
    found = queries.link_with(recovery.digest(token))
    if found is None or found.user is None or found.expires_at is None:
        return _link_gone(request)
    user = found.user
    with clock.taken(user.world) as at:
        is_over = found.expires_at <= at or user.member.has_ended(clock.today())
        form = NewPasswordForm(request.POST or None, set_on=clock.today())
    if is_over:
        return _link_gone(request)
    if request.method == "POST" and form.is_valid():
        worlds.refuse_moving([user.member.world_id])
        secret = make_password(form.cleaned_data["password"])
        by = Actor(role=Role.MEMBER, label=user.login, source=source_of(request), user_id=user.pk)
        try:
            with clock.taken(user.world) as at:
                recovery.set_password(recovery=found, secret=secret, at=at, by=by)
        except recovery.LinkGone:
            return _link_gone(request)
        auth.logout(request)
        messages.success(
            request, _("mioパスワードを設定しました。新しいパスワードでログインしてください。")
        )
        return redirect("accounts:sign_in")
    context = {"form": form, "expires_at": found.expires_at}
    return render(request, "accounts/reset.html", context)


def _link_gone(request: HttpRequest) -> HttpResponse:
    """410, in the same words whatever became of the link."""
    return render(request, "accounts/link_gone.html", status=410)


@open_in_maintenance
@login_not_required
@require_safe
def sign_in_help(request: HttpRequest) -> HttpResponse:
    """ログインできないとき: four causes, from abroad, a lost mail address (F-ACC-10, 11, 18)."""
    today = clock.today()
    causes = [
        {"cause": catalogue.word(trouble), "cure": catalogue.word(remedy.on(today))}
        for trouble, remedy in SIGN_IN_HELP.items()
    ]
    context = {
        "causes": causes,
        "from_abroad": catalogue.title(SIGN_IN_FROM_ABROAD).note,
        "proofs": [catalogue.word(proof) for proof in LOST_MAIL_PROOFS.on(today)],
    }
    return render(request, "accounts/sign_in_help.html", context)
