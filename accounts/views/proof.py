"""The present password on a page that changes something, and what is said when it is not right."""

from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from accounts import services
from accounts.forms import ProofForm
from mioportal.plumbing import clock
from mioportal.plumbing.actor import actor_of
from mioportal.plumbing.gate import Locked
from mioportal.plumbing.requests import member_of

FIELDS = ("current", "password", "again")


def proven(request: HttpRequest, form: ProofForm) -> str:
    """The hash that the password of a valid form proves; "" when it is wrong, told in the form."""
    try:
        return services.prove(
            user=member_of(request).user,
            password=form.cleaned_data["current"],
            at=clock.now(),
            by=actor_of(request),
        )
    except services.WrongPassword:
        said = _("mioパスワードが違います。大文字と小文字を確かめて、もう一度入力してください")
    except Locked as locked:
        stamp = date_format(localtime(locked.until), _("Y年n月j日 H:i"))
        said = _(
            "パスワードの間違いが続いたため、%sまで変更できません。"
            "「パスワードを忘れた方」から設定し直すと、すぐに解けます"
        ) % stamp
    form.add_error("current", said)
    return ""
