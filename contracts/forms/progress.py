"""Input about an application that was handed in."""

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.fields import DayField, MailField, WrittenField
from mioportal.plumbing.forms import PortalForm
from mioportal.rules import contact
from mioportal.rules.port_in import PortInReason
from mioportal.words import catalogue

NUMBER_LENGTH = 20
_FIELDS = {
    PortInReason.NOT_TEN_DIGITS: "number",
    PortInReason.TOO_FEW_DAYS: "expires_on",
    PortInReason.TOO_MANY_DAYS: "expires_on",
}


def _number(text: str) -> str:
    return re.sub(r"\s", "", contact.as_line(text)).upper()


def _digits(text: str) -> str:
    return re.sub(r"[\s-]", "", contact.as_line(text))


class ProgressForm(PortalForm):
    """The receipt number and the mail address: they open the state of an application (D-99)."""

    number = WrittenField(
        label=_("受付番号"),
        help_text=_("お申し込みの受付メールに書いてあります。例）A261015-23456789"),
        missing=_("受付番号を入力してください"),
        written=_number,
        longest=NUMBER_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    mail = MailField(
        label=_("メールアドレス"),
        help_text=_("お申し込みのときのメールアドレスです。例）name@example.jp"),
        missing=_("メールアドレスを入力してください"),
    )


class ReservationForm(PortalForm):
    """Another reservation number for a telephone number that comes along."""

    number = WrittenField(
        label=_("MNP予約番号"),
        help_text=_("いまの会社が発行した、10桁の数字です。"),
        missing=_("MNP予約番号を入力してください"),
        written=_digits,
        longest=NUMBER_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
    expires_on = DayField(
        label=_("MNP予約番号の有効期限"),
        help_text=_("例）2026年12月10日、2026/12/10、20261210"),
        like="2026/12/10",
        missing=_("MNP予約番号の有効期限を入力してください"),
    )

    def refuse(self, reasons: tuple[PortInReason, ...]) -> None:
        """Say each reason beside what it is about."""
        for reason in reasons:
            words = catalogue.refusal(reason)
            self.add_error(_FIELDS.get(reason), f"{words.text}{words.cure}")

    @property
    def told(self) -> dict[str, Any]:
        """What was typed, of a valid form."""
        expires_on: date = self.cleaned_data["expires_on"]
        return {"number": self.cleaned_data["number"], "expires_on": expires_on}
