"""メールアドレスの変更: asked for here, confirmed by the links of two mails (F-ACC-13, M-07)."""

from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts import queries, services
from accounts.forms import MailChangeForm, NewMailForm
from accounts.models import MailChange
from accounts.services import mail_change
from accounts.services.mail_change import Side
from accounts.views.proof import proven
from mioportal.plumbing import clock, worlds
from mioportal.plumbing.actor import Actor, Role, actor_of, source_of
from mioportal.plumbing.codes import secret_code
from mioportal.plumbing.middleware import open_in_maintenance
from mioportal.plumbing.requests import member_of
from mioportal.rules.contact import MAIL_CHANGE_HOURS


@sensitive_post_parameters("current")
@require_http_methods(["GET", "HEAD", "POST"])
def change_mail(request: HttpRequest) -> HttpResponse:
    """The new address and the present password; while one is under way, how far it has come."""
    member = member_of(request)
    form = NewMailForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and proven(request, form):
        # A right password is no reason to write to every address there is.
        services.knock(source=source_of(request))
        try:
            mail_change.ask(
                member=member,
                address=form.cleaned_data["address"],
                at=clock.now(),
                by=actor_of(request),
            )
        except mail_change.SameAddress:
            form.add_error("address", _("いま登録されているアドレスと同じです"))
        else:
            messages.success(request, _("確認のメールを、両方のアドレスに送りました"))
            return redirect("accounts:change_mail")
    context = {
        "form": form,
        "mail": member.user.email,
        "change": queries.open_mail_change(member, clock.now()),
        "form_key": secret_code(),
        "hours": MAIL_CHANGE_HOURS.on(clock.today()),
        "mail_folder": getattr(settings, "EMAIL_FILE_PATH", "") if settings.DEMO else "",
    }
    return render(request, "accounts/change_mail.html", context)


@require_POST
def send_mail_again(request: HttpRequest) -> HttpResponse:
    """送り直す: to those of the two addresses that have not confirmed."""
    form = _pressed(request)
    try:
        mail_change.send_again(
            change=_named(request, form),
            form=form.cleaned_data["form_key"],
            at=clock.now(),
            by=actor_of(request),
        )
    except mail_change.ChangeGone:
        messages.info(request, _("この変更は、すでに終わっています"))
    except mail_change.SentOftenEnough:
        messages.warning(
            request, _("送り直せる回数に達しました。届かないときは、アドレスを確かめてください")
        )
    else:
        messages.success(request, _("確認のメールを送り直しました"))
    return redirect("accounts:change_mail")


@require_POST
def drop_mail_change(request: HttpRequest) -> HttpResponse:
    """取りやめる: both links stop working."""
    change = _named(request, _pressed(request))
    dropped = mail_change.drop(change=change, at=clock.now(), by=actor_of(request))
    if dropped:
        messages.success(request, _("メールアドレスの変更を取りやめました"))
    else:
        messages.info(request, _("この変更は、すでに終わっています"))
    return redirect("accounts:change_mail")


def _pressed(request: HttpRequest) -> MailChangeForm:
    form = MailChangeForm(request.POST)
    if not form.is_valid():
        raise Http404
    return form


def _named(request: HttpRequest, form: MailChangeForm) -> MailChange:
    """The change that the page was about: another one may be under way by now."""
    changes = MailChange.objects.filter(member=member_of(request))
    found = changes.select_related("member__user", "world")
    return get_object_or_404(found, code=form.cleaned_data["change"])


@open_in_maintenance
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_mail(request: HttpRequest, token: str) -> HttpResponse:
    """What a link of the two mails opens, in whatever browser: a button. To look is to look."""
    digest = mail_change.digest(token)
    change = queries.mail_change_with(digest)
    if change is None:
        return _link_page(request, "gone")
    side = mail_change.side_of(change, digest)
    if "confirm" in request.POST:
        return _confirm(request, change, side)
    with clock.taken(change.world) as at:
        return _link_page(request, _stage(change, side, at), change, side)


def _confirm(request: HttpRequest, change: MailChange, side: Side) -> HttpResponse:
    user = change.member.user
    worlds.refuse_moving([change.world_id])
    by = Actor(role=Role.MEMBER, label=user.login, source=source_of(request), user_id=user.pk)
    with clock.taken(change.world) as at:
        try:
            mail_change.confirm(change=change, side=side, at=at, by=by)
        except mail_change.AddressTaken:
            return _link_page(request, "taken", change, side, status=409)
        except mail_change.ChangeGone:
            mail_change.lapse(change=change, at=at)
    return redirect(request.path)


def _stage(change: MailChange, side: Side, at: datetime) -> str:
    """What the page of a link has to say."""
    if change.state == MailChange.State.DONE:
        return "done"
    if change.state != MailChange.State.OPEN or change.expires_at <= at:
        return "gone"
    said = change.old_confirmed_at if side is Side.OLD else change.new_confirmed_at
    return "half" if said else "ask"


def _link_page(
    request: HttpRequest,
    stage: str,
    change: MailChange | None = None,
    side: Side | None = None,
    status: int = 200,
) -> HttpResponse:
    """A link that is used up or too old answers 410, in the same words whatever became of it."""
    context = {"stage": stage, "change": change, "at_old": side is Side.OLD}
    status = 410 if stage == "gone" else status
    return render(request, "accounts/confirm_mail.html", context, status=status)
