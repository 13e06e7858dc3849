"""追加の確認: why a right password did not suffice, and the digits of the mail (C-117)."""

from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts import queries, services
from accounts.forms import DigitsForm
from accounts.models import SecondCheck
from accounts.services import second_checks
from accounts.views.signing import CHECK, let_in
from mioportal.plumbing import clock, worlds
from mioportal.plumbing.actor import visitor_of
from mioportal.plumbing.gate import Locked
from mioportal.plumbing.middleware import open_in_maintenance
from mioportal.rules.second_check import CODE_TRIES, RiskSign
from mioportal.words import catalogue


@open_in_maintenance
@login_not_required
@sensitive_post_parameters("digits")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def second_check(request: HttpRequest, code: str) -> HttpResponse:
    """Why more is asked for, the form for the digits, and what else can be done."""
    check = _check_of(request, code)
    if check is None:
        return _gone(request)
    with clock.taken(check.user.world) as at:
        if not second_checks.is_open(check, at):
            return _gone(request)
        if request.method != "POST":
            return _page(request, check, DigitsForm(), at)
        form = DigitsForm(request.POST)
        answer = _enter if form.is_valid() else _page
        return answer(request, check, form, at)


def _enter(
    request: HttpRequest, check: SecondCheck, form: DigitsForm, at: datetime
) -> HttpResponse:
    worlds.refuse_moving([check.user.member.world_id])
    digits, by = form.cleaned_data["digits"], visitor_of(request)
    try:
        user = second_checks.enter_digits(check=check, digits=digits, at=at, by=by)
    except second_checks.CheckGone:
        return _gone(request)
    except Locked as locked:
        return _locked(request, locked.until)
    except second_checks.WrongDigits as wrong:
        if not wrong.left:
            return _gone(request)
        said = _("確認コードが違います。メールの6桁の数字を、もう一度入力してください（あと%d回）")
        form.add_error("digits", said % wrong.left)
        return _page(request, check, form, at)
    del request.session[CHECK]
    return let_in(request, user)


@open_in_maintenance
@login_not_required
@require_POST
def send_digits_again(request: HttpRequest, code: str) -> HttpResponse:
    """確認コードをもう一度送る: the same digits, a few times at most."""
    check, by = _check_of(request, code), visitor_of(request)
    if check is None:
        return _gone(request)
    services.knock(source=by.source)
    with clock.taken(check.user.world) as at:
        if not second_checks.is_open(check, at):
            return _gone(request)
        worlds.refuse_moving([check.user.member.world_id])
        if second_checks.send_again(check=check, at=at, by=by):
            messages.success(request, _("確認コードをもう一度お送りしました。"))
        else:
            messages.warning(request, _("確認コードは、これ以上お送りできません。"))
    query = {"next": request.POST["next"]} if request.POST.get("next") else None
    return redirect(reverse("accounts:second_check", args=[code], query=query))


def _check_of(request: HttpRequest, code: str) -> SecondCheck | None:
    """The check of this address, if it is this browser whose password was right."""
    mine = constant_time_compare(request.session.get(CHECK, ""), code)
    return queries.second_check_with(code) if mine else None


def _page(
    request: HttpRequest, check: SecondCheck, form: DigitsForm, at: datetime
) -> HttpResponse:
    context = {
        "form": form,
        "check": check,
        "signs": [catalogue.refusal(RiskSign(sign)) for sign in check.signs],
        "mail_to": _veiled(check.user.email),
        "tries_left": CODE_TRIES.on(localtime(at).date()) - check.tries,
        "mails_left": second_checks.mails_left(check),
        "next": request.POST.get("next") or request.GET.get("next", ""),
        # The demonstration sends no mail: whoever tries it must know where to look.
        "mail_folder": getattr(settings, "EMAIL_FILE_PATH", "") if settings.DEMO else "",
    }
    return render(request, "accounts/second_check.html", context)


def _locked(request: HttpRequest, until: datetime) -> HttpResponse:
    stamp = date_format(localtime(until), _("Y年n月j日 H:i"))
    messages.error(request, _("間違いが続いたため、%sまでログインできません") % stamp)
    return redirect("accounts:sign_in")


def _gone(request: HttpRequest) -> HttpResponse:
    """410, in the same words whatever became of the digits."""
    return render(request, "accounts/second_check_gone.html", status=410)


def _veiled(address: str) -> str:
    """Enough of a mail address for its owner to know it: m•••@example.jp."""
    name, _at, domain = address.rpartition("@")
    return f"{name[:1]}•••@{domain}"
