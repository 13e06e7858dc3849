"""Input of the account pages."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mioportal.plumbing.forms import PortalForm


class SignInForm(PortalForm):
    """ログイン: a mioID or the registered mail address, and the password (F-ACC-05)."""

    login = forms.CharField(
        label=_("mioID"),
        help_text=_("MAで始まるmioID、または登録メールアドレス。全角で入力しても構いません。"),
        max_length=254,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
        error_messages={"required": _("mioIDを入力してください")},
    )
    password = forms.CharField(
        label=_("mioパスワード"),
        strip=False,
        max_length=256,
        widget=forms.PasswordInput(
            render_value=True, attrs={"autocomplete": "current-password"}
        ),
        error_messages={"required": _("mioパスワードを入力してください")},
    )
