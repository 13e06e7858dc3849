"""Input of an application: who contracts, and the consent."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.fields import DayField, PhoneField, Words, WrittenField
from accounts.forms.profile import NameFields
from accounts.services.registration import Person
from mioportal.plumbing.forms import ConfirmBox, PortalForm
from mioportal.rules import contact

# In years: whoever is said to be older was typed wrongly.
OLDEST = 120


def not_born_on(born: date, today: date) -> Words:
    """Why nobody living can have been born on a day; "" where somebody can."""
    if born > today:
        return _("生年月日が未来の日付です。もう一度入力してください")
    if born.year < today.year - OLDEST:
        return _("生年月日が120年より前の日付です。西暦の年を確かめてください")
    return ""


class ContractorForm(PortalForm, NameFields):
    """ご契約者: who contracts, 18 or older (C-118), and where the card is sent."""

    birth_date = DayField(
        label=_("生年月日"),
        help_text=_("例）1984年5月17日、1984/5/17、19840517"),
        missing=_("生年月日を入力してください"),
    )
    postcode = WrittenField(
        label=_("郵便番号"),
        help_text=_("例）102-0071"),
        missing=_("郵便番号を入力してください。例）102-0071"),
        written=contact.as_postcode,
        is_right=contact.is_postcode,
        wrong=_("郵便番号を、7桁の数字で入力してください。例）102-0071"),
        longest=10,
        widget=forms.TextInput(attrs={"autocomplete": "postal-code", "inputmode": "numeric"}),
    )
    address = WrittenField(
        label=_("住所"),
        help_text=_(
            "都道府県から、建物名と部屋番号まで、本人確認書類のとおりに入力してください。"
            "SIMカードはこの住所にお届けします。"
        ),
        written=contact.as_address,
        is_right=contact.is_address,
        wrong=_("住所に使えない文字（絵文字など）があります。文字と数字で入力してください"),
        missing=_("住所を入力してください"),
        longest=200,
        widget=forms.Textarea(attrs={"autocomplete": "street-address", "rows": 3}),
    )
    phone = PhoneField(
        label=_("連絡先の電話番号"),
        help_text=_("例）090-1234-5678。全角やハイフンなしで入力しても構いません。"),
        missing=_("連絡先の電話番号を入力してください"),
    )
    daytime_phone = PhoneField(
        label=_("昼間の連絡先"),
        help_text=_("平日の昼間につながる番号が別にあるときだけ入力してください。"),
        required=False,
    )

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.today = today

    def clean_birth_date(self) -> date:
        """A day that somebody living may be born on."""
        born: date = self.cleaned_data["birth_date"]
        if words := not_born_on(born, self.today):
            raise forms.ValidationError(words)
        return born

    def clean_address(self) -> str:
        """Contracts on the site are for who lives in Japan: the card is posted there."""
        address: str = self.cleaned_data["address"]
        if not contact.is_in_japan(address):
            raise forms.ValidationError(_("住所を、東京都のように都道府県から入力してください"))
        return address

    def person(self) -> Person:
        """Who it is; only of a valid form."""
        return Person(**self.cleaned_data)


class ConsentToApplyForm(PortalForm):
    """同意する, to both (F-APP-10)."""

    terms = forms.BooleanField(
        label=_("重要説明事項"),
        widget=ConfirmBox(_("重要説明事項に同意する")),
        error_messages={"required": _("重要説明事項を読み、同意するときはチェックしてください")},
    )
    privacy = forms.BooleanField(
        label=_("個人情報取扱に関する事項"),
        widget=ConfirmBox(_("個人情報取扱に関する事項に同意する")),
        error_messages={
            "required": _("個人情報取扱に関する事項を読み、同意するときはチェックしてください")
        },
    )
