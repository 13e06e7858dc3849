"""Input of the pages on which a member changes who they are and how they are reached."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.fields import (
    KanaField,
    MailField,
    NameField,
    PasswordField,
    PhoneField,
    WrittenField,
)
from accounts.forms.signing import NewPasswordForm
from accounts.models import Member
from accounts.services.profile import Address, Name, Phones
from mioportal.plumbing.forms import PortalForm, Radio
from mioportal.rules import contact

IN_JAPAN, ABROAD = "japan", "abroad"
PLACES = [(IN_JAPAN, _("日本国内")), (ABROAD, _("海外"))]
NAME_LENGTH = 40


class ProofForm(PortalForm):
    """The present password, before anything is changed (D-50)."""

    current = PasswordField(
        label=_("いまのmioパスワード"),
        help_text=_("ご本人であることを確かめるために入力します。"),
        missing=_("いまのmioパスワードを入力してください"),
        autocomplete="current-password",
        max_length=256,
    )


class NameFields(forms.Form):
    """What somebody is called."""

    family_name = NameField(
        label=_("姓"),
        missing=_("姓を入力してください"),
        longest=NAME_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    given_name = NameField(
        label=_("名"),
        missing=_("名を入力してください"),
        longest=NAME_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    family_kana = KanaField(
        label=_("セイ"),
        help_text=_("ひらがなや半角カナで入力すると、全角カタカナに直します。"),
        missing=_("セイを入力してください"),
        longest=NAME_LENGTH,
    )
    given_kana = KanaField(
        label=_("メイ"), missing=_("メイを入力してください"), longest=NAME_LENGTH
    )

    def change(self) -> Name:
        """What was asked for; only of a valid form."""
        names = ("family_name", "given_name", "family_kana", "given_kana")
        return Name(**{name: self.cleaned_data[name] for name in names})


class NameForm(PortalForm, NameFields):
    """お名前の変更."""


class AddressFields(forms.Form):
    """Where somebody lives: in Japan with a prefecture, or in another country."""

    place = forms.ChoiceField(
        label=_("お住まい"),
        choices=PLACES,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("日本国内か海外かを選んでください"),
            "invalid_choice": _("お住まいは、日本国内か海外かを選んでください"),
        },
    )
    postcode = WrittenField(
        label=_("郵便番号"),
        help_text=_("例）102-0071。海外で郵便番号がないときは、空のままにしてください。"),
        missing=_("郵便番号を入力してください。例）102-0071"),
        written=contact.as_postcode,
        longest=10,
        widget=forms.TextInput(attrs={"autocomplete": "postal-code"}),
    )
    address = WrittenField(
        label=_("住所"),
        help_text=_(
            "都道府県から、建物名と部屋番号まで入力してください。海外のときは、国名も入力してください。"
        ),
        written=contact.as_address,
        is_right=contact.is_address,
        wrong=_("住所に使えない文字（絵文字など）があります。文字と数字で入力してください"),
        missing=_("住所を入力してください"),
        longest=200,
        widget=forms.Textarea(attrs={"autocomplete": "street-address", "rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["postcode"].required = self["place"].value() != ABROAD

    def clean(self) -> dict[str, Any]:
        """A postcode and an address of the same country."""
        data = super().clean() or {}
        postcode, address = data.get("postcode"), data.get("address")
        in_japan = data.get("place") == IN_JAPAN
        if in_japan and postcode and not contact.is_postcode(postcode):
            self.add_error("postcode", _("郵便番号を、7桁の数字で入力してください。例）102-0071"))
        if in_japan and address and not contact.is_in_japan(address):
            self.add_error("address", _("住所を、東京都のように都道府県から入力してください"))
        if not in_japan and postcode and not contact.is_postcode_abroad(postcode):
            self.add_error(
                "postcode", _("海外の郵便番号は、半角の英数字とハイフンで入力してください")
            )
        return data

    @staticmethod
    def filled_in(member: Member) -> dict[str, str]:
        """The present address, with the place it is in."""
        place = IN_JAPAN if contact.is_in_japan(member.address) else ABROAD
        return {"place": place, "postcode": member.postcode, "address": member.address}

    def change(self) -> Address:
        """What was asked for; only of a valid form."""
        told = self.cleaned_data
        return Address(postcode=told["postcode"], address=told["address"])


class AddressForm(PortalForm, AddressFields):
    """住所の変更."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].widget = Radio(attrs={"columns": "2"}, choices=PLACES)


class PhonesForm(ProofForm):
    """電話番号・昼間の連絡先の変更."""

    phone = PhoneField(
        label=_("電話番号"),
        help_text=_("例）090-1234-5678。全角やハイフンなしで入力しても構いません。"),
        missing=_("電話番号を入力してください"),
    )
    daytime_phone = PhoneField(
        label=_("昼間の連絡先"),
        help_text=_("平日の昼間につながる番号が別にあるときだけ入力してください。"),
        required=False,
    )
    field_order = ("phone", "daytime_phone", "current")

    def change(self) -> Phones:
        """What was asked for; only of a valid form."""
        told = self.cleaned_data
        return Phones(phone=told["phone"], daytime_phone=told["daytime_phone"])


class NewMailForm(ProofForm):
    """メールアドレスの変更."""

    address = MailField(
        label=_("新しいメールアドレス"),
        help_text=_("ご本人だけが読めるアドレスを入力してください。例）name@example.jp"),
        missing=_("新しいメールアドレスを入力してください"),
    )
    field_order = ("address", "current")


class MailChangeForm(PortalForm):
    """A button of a change of mail address under way: which one, and in which form."""

    change = forms.CharField(max_length=40)
    form_key = forms.CharField(required=False, max_length=40)


class ChangePasswordForm(ProofForm, NewPasswordForm):
    """パスワードの変更. `form_key` names this form: sent again, it has been done."""

    form_key = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    field_order = ("current", "password", "again")

    def clean(self) -> dict[str, Any]:
        """The new password is another one."""
        data = super().clean()
        new = data.get("password")
        if new and new == data.get("current"):
            self.add_error(
                "password",
                _("いまのパスワードと同じです。別のパスワードを入力してください"),
            )
        return data
