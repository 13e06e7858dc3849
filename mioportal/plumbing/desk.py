"""What all staff screens share: rows are read; actions that call services change them."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, auth
from django.contrib.admin.forms import AdminAuthenticationForm, AdminPasswordChangeForm
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import PasswordChangeView
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from mioportal.plumbing import audit, clock, worlds
from mioportal.plumbing.actor import actor_of
from mioportal.plumbing.gate import Ended, Held, Locked
from mioportal.rules.mioid import normalise_login


class _DeskSignIn(AdminAuthenticationForm):
    """Django's form, which says so when a name is locked."""

    def clean(self) -> dict[str, Any]:
        """Sign in; a locked name is told until when."""
        try:
            return super().clean()
        except Locked as locked:
            stamp = date_format(localtime(locked.until), _("Y年n月j日 H:i"))
            said = _("パスワードの間違いが続いたため、%sまでログインできません") % stamp
            raise ValidationError(said, code="locked") from locked
        except (Ended, Held) as member:
            # This door is not theirs, and tells them nothing.
            raise self.get_invalid_login_error() from member


class DeskSite(admin.AdminSite):
    """The staff screens. Who comes, fails to, goes, or changes their password leaves a trace."""

    login_form = _DeskSignIn

    @method_decorator(never_cache)
    @login_not_required
    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Sign in at the desk. What was typed is kept only where it is somebody's name."""
        response: HttpResponse = super().login(request, extra_context)
        typed, password = (request.POST.get(name, "") for name in ("username", "password"))
        if isinstance(response, HttpResponseRedirect) and request.method == "POST":
            _record(request, "sign_in", request.user.get_username())
        elif typed and password:
            name = _name_of(typed)
            _record(request, "fail_sign_in", name, {"known": bool(name)})
        return response

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Sign out at the desk."""
        if request.method == "POST":
            _record(request, "sign_out", request.user.get_username())
        return super().logout(request, extra_context)

    def password_change(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:
        """Django's page, which writes the new password and its trace together."""
        request.current_app = self.name
        return _PasswordChange.as_view(
            form_class=AdminPasswordChangeForm,
            success_url=reverse("admin:password_change_done", current_app=self.name),
            extra_context=self.each_context(request) | (extra_context or {}),
        )(request)


class _PasswordChange(PasswordChangeView):
    def form_valid(self, form: Any) -> HttpResponse:
        # Hashed before the transaction begins.
        user = form.save(commit=False)
        with transaction.atomic():
            user.save(update_fields=["password"])
            _record(self.request, "change_password", user.get_username())
        auth.update_session_auth_hash(self.request, user)
        return HttpResponseRedirect(self.get_success_url())


def _name_of(typed: str) -> str:
    """The login that was meant; "" for none: a slip of the hand may put a password there."""
    users: Any = auth.get_user_model()
    login, mail = users.USERNAME_FIELD, users.get_email_field_name()
    typed = normalise_login(typed)
    field = mail if "@" in typed else login
    found = users.objects.filter(**{f"{field}__iexact": typed}).values_list(login, flat=True)
    return found.first() or ""


def _record(
    request: HttpRequest, verb: str, subject: str, detail: dict[str, Any] | None = None
) -> None:
    with clock.taken(None) as at:
        audit.record(
            world=None, at=at, by=actor_of(request), verb=verb, subject=subject, detail=detail
        )


class WaitsForMoves(admin.ModelAdmin):
    """A staff screen whose actions leave a world alone while its clock is being moved."""

    # How a row leads to its world.
    world_field = "world"

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Every action on rows of a world, those of Django itself too."""
        actions: dict[str, Any] = super().get_actions(request)
        return {name: (_waiting(do), *rest) for name, (do, *rest) in actions.items()}


def _waiting(do: Callable[..., Any]) -> Callable[..., Any]:
    """The same action; with the world of any row on the move it is done to none of them."""

    def act(desk: WaitsForMoves, request: HttpRequest, rows: QuerySet[Any]) -> Any:
        worlds.refuse_moving(rows.order_by().values(desk.world_field))
        return do(desk, request, rows)

    return act


class ReadOnlyAdmin(WaitsForMoves):
    """A staff screen without forms: decided fields are nobody's to type over."""

    list_per_page = 50
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest, *args: Any) -> bool:
        """Nothing is added by hand."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nothing is changed by hand."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nothing is deleted."""
        return False

    def may(self, request: HttpRequest, permission: str) -> bool:
        """Whether the signed-in member of staff has a permission ("app.codename")."""
        return bool(request.user.has_perm(permission))
