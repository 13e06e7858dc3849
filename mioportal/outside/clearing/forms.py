"""What a practice operator asks of whoever brings a number."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mioportal.plumbing.forms import PortalForm, Radio
from mioportal.plumbing.gateways import WhyNotReleased
from mioportal.rules.operators import LABELS

WITH_NUMBER, ONE_STOP = "number", "one_stop"
WORDS = {
    WhyNotReleased.UNKNOWN: _(
        "この予約番号は見つかりません。電話番号と番号をお確かめください"
    ),
    WhyNotReleased.EXPIRED: _("この予約番号は期限が切れています。発行し直してください"),
    WhyNotReleased.VOID: _("この予約番号は無効です。新しい番号をお使いください"),
    WhyNotReleased.TAKEN: _("この電話番号は、すでに移っています"),
    WhyNotReleased.HAS_SECONDARIES: _("主回線のため、副回線が残っているあいだは移せません"),
    WhyNotReleased.ENDED: _("この回線は終わっているため、移せません"),
}


class OrderForm(PortalForm):
    """Which operator, which number, and by which way."""

    operator = forms.ChoiceField(
        label=_("申し込む会社（役）"),
        choices=[(code.value, name) for code, name in LABELS.items()],
        error_messages={
            "required": _("会社を選んでください"),
            "invalid_choice": _("会社は、一覧から選んでください"),
        },
    )
    phone_number = forms.RegexField(
        label=_("電話番号"),
        regex=r"^0[789]0-?\d{4}-?\d{4}$",
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
        error_messages={
            "required": _("移したい電話番号を入力してください"),
            "invalid": _("電話番号は、090-0000-0000のように入力してください"),
        },
    )
    way = forms.ChoiceField(
        label=_("申し込み方"),
        choices=[
            (WITH_NUMBER, _("MNP予約番号を使う")),
            (ONE_STOP, _("予約番号なし（ワンストップ方式）")),
        ],
        initial=WITH_NUMBER,
        widget=Radio,
        error_messages={"required": _("申し込み方を選んでください")},
    )
    number = forms.RegexField(
        label=_("MNP予約番号（10桁）"),
        regex=r"^\d{10}$",
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": _("MNP予約番号は、10桁の数字です")},
    )

    def clean(self) -> dict[str, Any]:
        """A number is needed exactly where the way asks for one."""
        told = super().clean() or {}
        asks = told.get("way") == WITH_NUMBER
        if asks and not told.get("number") and "number" not in self.errors:
            self.add_error("number", _("MNP予約番号を入力してください"))
        return told

    def clean_phone_number(self) -> str:
        """With its hyphens, however it was typed."""
        digits = self.cleaned_data["phone_number"].replace("-", "")
        return f"{digits[:3]}-{digits[3:7]}-{digits[7:]}"
