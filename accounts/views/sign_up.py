"""ご購入・お申込み without a mioID: the mail address, its link, the password (C-045)."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from accounts import queries, services
from accounts.forms import NewPasswordForm, SignUpForm
from accounts.models import SignUp
from accounts.services import recovery, sign_up
from accounts.views.signing import begin_session
from mioportal.plumbing import clock, realtime, worlds
from mioportal.plumbing.actor import visitor_of
from mioportal.plumbing.models import World
from mioportal.rules.sign_up import LINK_MINUTES, lost_on_recontract
from mioportal.words import catalogue


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """The mail address → 送信. The same answer whether it has a mioID or not."""
    if request.user.is_authenticated:
        return redirect("contracts:apply")
    form = SignUpForm(request.POST or None, initial={"partner": request.GET.get("partner", "")})
    if request.method == "POST" and form.is_valid():
        by = visitor_of(request)
        services.knock(source=by.source)
        sign_up.ask(**form.cleaned_data, by=by)
        return redirect(f"{request.path}?asked=1")
    context = {
        "form": form,
        "asked": request.method != "POST" and "asked" in request.GET,
        "minutes": LINK_MINUTES.on(clock.today()),
        "is_demo": settings.DEMO,
        # The demonstration sends no mail: whoever tries it must know where to look.
        "mail_folder": getattr(settings, "EMAIL_FILE_PATH", "") if settings.DEMO else "",
    }
    return render(request, "accounts/sign_up.html", context)


@login_not_required
@sensitive_variables()
@sensitive_post_parameters("password", "again")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The address is confirmed: a password, twice, and the provisional mioID is there."""
    found = queries.sign_up_with(recovery.digest(token))
    if found is None or found.expires_at is None or found.expires_at <= realtime.now():
        return _link_gone(request)
    former = queries.former_member_at(found.email)
    if former is not None:
        with clock.taken(former.world) as at:
            verdict = queries.may_begin_anew(former, at)
        if not verdict.allowed:
            words = [catalogue.refusal(reason) for reason in verdict.reasons]
            return render(request, "accounts/not_registered.html", {"reasons": words})
    world = former.world if former else _live()
    form = NewPasswordForm(request.POST or None, set_on=clock.today())
    if request.method == "POST" and form.is_valid():
        return _register(request, found, world, make_password(form.cleaned_data["password"]))
    # Whoever contracts again under a new mioID reads beforehand what does not come back (F-APP-13).
    lost = lost_on_recontract(clock.today(), same_mioid=False) if former else ()
    context = {
        "form": form,
        "expires_at": found.expires_at,
        "email": found.email,
        "losses": [catalogue.word(each) for each in lost],
    }
    return render(request, "accounts/confirm_sign_up.html", context)


def _live() -> World | None:
    """Where a new member lives: in the demonstration in a world of their own (D-84)."""
    return None if settings.DEMO else worlds.live()


def _register(
    request: HttpRequest, found: SignUp, world: World | None, secret: str
) -> HttpResponse:
    if world is not None:
        worlds.refuse_moving([world.pk])
    try:
        with clock.taken(world) as at:
            member = sign_up.register(
                sign_up=found, secret=secret, world=world, at=at, by=visitor_of(request)
            )
    except sign_up.LinkGone:
        return _link_gone(request)
    begin_session(request, member.user)
    return redirect("contracts:apply")


def _link_gone(request: HttpRequest) -> HttpResponse:
    """410, in the same words whatever became of the link."""
    return render(request, "accounts/sign_up_gone.html", status=410)
