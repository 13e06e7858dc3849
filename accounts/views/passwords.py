"""mioパスワードの変更, by a member who is signed in."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from accounts import services
from accounts.forms import ChangePasswordForm
from accounts.views.proof import FIELDS, proven
from mioportal.plumbing import clock
from mioportal.plumbing.actor import actor_of
from mioportal.plumbing.codes import secret_code
from mioportal.plumbing.requests import member_of

# In the session: the form by which the password was changed last, for when it is sent again.
_DONE = "password_changed_by"


@sensitive_variables()
@sensitive_post_parameters(*FIELDS)
@require_http_methods(["GET", "HEAD", "POST"])
def change_password(request: HttpRequest) -> HttpResponse:
    """The present password, the new one twice; this browser stays signed in, no other does."""
    member_of(request)
    if request.method != "POST":
        form = ChangePasswordForm(initial={"form_key": secret_code()}, set_on=clock.today())
        return render(request, "accounts/change_password.html", {"form": form})
    form = ChangePasswordForm(request.POST, set_on=clock.today())
    if request.POST.get("form_key") == request.session.get(_DONE, secret_code()):
        return _done(request)
    proof = proven(request, form) if form.is_valid() else ""
    if not proof:
        return render(request, "accounts/change_password.html", {"form": form})
    return _change(request, form, proof)


def _change(request: HttpRequest, form: ChangePasswordForm, proof: str) -> HttpResponse:
    user = member_of(request).user
    secret = make_password(form.cleaned_data["password"])
    try:
        services.change_password(
            user=user,
            proven=proof,
            secret=secret,
            at=clock.now(),
            by=actor_of(request),
            visit=request.session.get("visit", ""),
        )
    except services.ChangedMeanwhile:
        # By the same form in another request, or in another window: what stands now stays.
        user.refresh_from_db()
    # A new session for this browser, and so none for whoever knows the old one.
    update_session_auth_hash(request, user)
    request.session[_DONE] = form.cleaned_data["form_key"] or secret_code()
    return _done(request)


def _done(request: HttpRequest) -> HttpResponse:
    messages.success(
        request, _("mioパスワードを変更しました。ほかの端末は、すべてログアウトしました。")
    )
    return redirect("accounts:profile")
