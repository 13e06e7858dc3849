"""Input of the account pages."""

import unicodedata
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from accounts.models import Inquiry
from accounts.services.inquiries import Question
from mioportal.plumbing.forms import PortalForm
from mioportal.rules.mioid import is_mioid, normalise_login
from mioportal.rules.sign_in import LostMailProof, SignInReason, may_set_password
from mioportal.words import catalogue

LINE_LENGTH = 40
QUESTION_LENGTH = 2000
ANSWER_LENGTH = 4000


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


class LongText(forms.CharField):
    """Text of several lines. A new line counts as one letter; browsers send two for it."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        """The text with line ends as they are counted in the browser."""
        text = str(super().to_python(value))
        return text.replace("\r\n", "\n")


class InquiryForm(PortalForm):
    """メールでのお問い合わせ (F-SUP-03). `form_key` names this form, so that it asks once."""

    topic = forms.ChoiceField(
        label=_("お問い合わせの種類"),
        choices=[("", _("選んでください")), *Inquiry.Topic.choices],
        error_messages={
            "required": _("お問い合わせの種類を選んでください"),
            "invalid_choice": _("お問い合わせの種類は、一覧から選んでください"),
        },
    )
    line = forms.CharField(
        label=_("回線のサービスコードまたは電話番号"),
        help_text=_("特定の回線についてのときだけ入力してください。例）hdu00001101"),
        required=False,
        max_length=LINE_LENGTH,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
        error_messages={
            "max_length": _("サービスコードまたは電話番号は、40文字までで入力してください")
        },
    )
    text = LongText(
        label=_("お問い合わせの内容"),
        help_text=_("2,000文字まで。解約についてのときは、申し込んだ日時もお書きください。"),
        max_length=QUESTION_LENGTH,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={
            "required": _("お問い合わせの内容を入力してください"),
            "max_length": _(
                "お問い合わせの内容は、2,000文字までで入力してください"
                "（いまは%(show_value)d文字です）"
            ),
        },
    )
    form_key = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def clean_line(self) -> str:
        """Full-width digits are digits."""
        return unicodedata.normalize("NFKC", self.cleaned_data["line"])[:LINE_LENGTH]

    def question(self) -> Question:
        """What was asked; only of a valid form."""
        told = self.cleaned_data
        return Question(topic=told["topic"], line=told["line"], text=told["text"])


class AnswerForm(forms.Form):
    """What staff answer to an inquiry."""

    text = LongText(
        label=_("回答"),
        max_length=ANSWER_LENGTH,
        widget=forms.Textarea(attrs={"rows": 10, "cols": 80}),
        error_messages={"required": _("回答を入力してください")},
    )


class ChangeMailForm(forms.Form):
    """A new mail address for a member who has shown who they are (F-ACC-11)."""

    checked = forms.MultipleChoiceField(
        label=_("確認したもの"),
        widget=forms.CheckboxSelectMultiple,
        choices=[(proof.value, catalogue.word(proof)) for proof in LostMailProof],
        error_messages={"required": _("5つすべてを確認し、チェックを入れてください")},
    )
    address = forms.EmailField(
        label=_("新しいメールアドレス"),
        error_messages={
            "required": _("新しいメールアドレスを入力してください"),
            "invalid": _("メールアドレスは、name@example.jp のように入力してください"),
        },
    )

    def clean_checked(self) -> list[LostMailProof]:
        """All five, or it may be anybody."""
        checked = [LostMailProof(code) for code in self.cleaned_data["checked"]]
        if set(checked) != set(LostMailProof):
            raise forms.ValidationError(_("5つすべてを確認し、チェックを入れてください"))
        return checked
