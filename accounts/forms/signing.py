"""Input of the pages around signing in: the sign-in form itself, and getting back in."""

import re
import unicodedata
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from accounts.forms.fields import MailField
from mioportal.plumbing.forms import PortalForm
from mioportal.rules.application import as_entry_code, is_entry_code
from mioportal.rules.mioid import is_mioid, normalise_login
from mioportal.rules.sign_in import SignInReason, may_set_password
from mioportal.words import catalogue


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


class DigitsForm(PortalForm):
    """The digits of the mail that a second check asks for (C-117)."""

    digits = forms.CharField(
        label=_("確認コード"),
        help_text=_("メールに書いてある6桁の数字です。全角で入力しても構いません。"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        error_messages={
            "required": _("確認コードを入力してください"),
            "max_length": _("確認コードは、6桁の数字で入力してください"),
        },
    )

    def clean_digits(self) -> str:
        """The digits alone, however they were typed."""
        digits = re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", self.cleaned_data["digits"]))
        if re.fullmatch(r"[0-9]{6}", digits) is None:
            raise ValidationError(_("確認コードは、6桁の数字で入力してください"))
        return digits


class ForgotIdForm(PortalForm):
    """mioIDを忘れた方: the registered mail address (F-ACC-07)."""

    name = forms.CharField(
        label=_("メールアドレス"),
        help_text=_("ご登録のメールアドレスを入力してください。例）name@example.jp"),
        max_length=254,
        widget=forms.TextInput(
            attrs={"autocomplete": "email", "inputmode": "email", "spellcheck": "false"}
        ),
        error_messages={"required": _("メールアドレスを入力してください")},
    )

    def clean_name(self) -> str:
        """The address as it is stored, however it was typed."""
        name = normalise_login(self.cleaned_data["name"])
        try:
            validate_email(name)
        except ValidationError:
            raise ValidationError(
                _("メールアドレスは、name@example.jpの形で入力してください")
            ) from None
        return name


class SignUpForm(PortalForm):
    """The mail address of somebody who wants to apply; a partner's link brings its code along."""

    email = MailField(
        label=_("メールアドレス"),
        help_text=_("ご本人だけが読めるアドレスを入力してください。例）name@example.jp"),
        missing=_("メールアドレスを入力してください"),
    )
    partner = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_partner(self) -> str:
        """A code that is none is left out: it must not keep anybody from applying."""
        code = as_entry_code(self.cleaned_data["partner"])
        return code if is_entry_code(code) else ""


class ForgotPasswordForm(PortalForm):
    """パスワードを忘れた方: the mioID or the registered mail address (F-ACC-08, C-047)."""

    name = forms.CharField(
        label=_("mioIDまたはメールアドレス"),
        help_text=_("全角で入力しても構いません。"),
        max_length=254,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
        error_messages={"required": _("mioIDまたはメールアドレスを入力してください")},
    )

    def clean_name(self) -> str:
        """The name as it is stored, however it was typed."""
        name = normalise_login(self.cleaned_data["name"])
        if is_mioid(name):
            return name
        try:
            validate_email(name)
        except ValidationError:
            words = catalogue.refusal(SignInReason.WRONG_FORM)
            raise ValidationError(f"{words.text}{words.cure}") from None
        return name


class NewPasswordForm(PortalForm):
    """A new password, twice (C-047). `set_on` is the day whose rules it must keep."""

    password = forms.CharField(
        label=_("新しいmioパスワード"),
        help_text=_("8文字以上128文字以内で、半角の英字と数字を両方入れてください。"),
        strip=False,
        widget=forms.PasswordInput(
            render_value=True, attrs={"autocomplete": "new-password"}
        ),
        error_messages={"required": _("新しいmioパスワードを入力してください")},
    )
    again = forms.CharField(
        label=_("新しいmioパスワード（確認）"),
        help_text=_("同じパスワードを、もう一度入力してください。"),
        strip=False,
        widget=forms.PasswordInput(
            render_value=True, attrs={"autocomplete": "new-password"}
        ),
        error_messages={"required": _("確認のため、もう一度入力してください")},
    )

    def __init__(self, *args: Any, set_on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.set_on = set_on

    def clean_password(self) -> str:
        """Every rule that the password breaks is told."""
        password: str = self.cleaned_data["password"]
        reasons = may_set_password(password, self.set_on).reasons
        words = [catalogue.refusal(reason) for reason in reasons]
        if words:
            raise ValidationError([f"{each.text}{each.cure}" for each in words])
        return password

    def clean(self) -> dict[str, Any]:
        """Both entries say the same."""
        data = super().clean() or {}
        again = data.get("again")
        # What was typed, not only what was accepted: both troubles are told at once.
        if again is not None and again != self.data.get(self.add_prefix("password"), ""):
            self.add_error(
                "again", _("新しいパスワードと違います。同じパスワードを入力してください")
            )
        return data
