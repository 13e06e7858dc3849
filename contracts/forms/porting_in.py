"""Input about a number that is brought along (F-MNI-01 to 03)."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.forms.fields import DayField, KanaField, WrittenField
from accounts.forms.profile import NAME_LENGTH
from contracts.forms.applying import pick
from contracts.services import Brought, NameThere
from mioportal.plumbing.forms import PortalForm
from mioportal.plumbing.templatetags.ui import jdate
from mioportal.rules import contact, operators, port_in, port_out
from mioportal.rules.operators import Operator
from mioportal.rules.port_in import PortInFacts, PortInReason
from mioportal.words import catalogue

HAS, HAS_NOT = "has", "has_not"
_MOBILE = re.compile("0[6789]0-[0-9]{4}-[0-9]{4}")
_FIELDS = {
    PortInReason.NOT_TEN_DIGITS: "mnp_number",
    PortInReason.TOO_FEW_DAYS: "mnp_expires_on",
    PortInReason.TOO_MANY_DAYS: "mnp_expires_on",
    PortInReason.NOT_ONE_STOP: "donor",
}


def _is_mobile(text: str) -> bool:
    return _MOBILE.fullmatch(text) is not None


def _digits(text: str) -> str:
    return re.sub(r"[\s-]", "", contact.as_line(text))


class PortInForm(PortalForm):
    """MNP予約番号をお持ちですか? — the number, from whom, and until when it is valid."""

    brought_number = WrittenField(
        label=_("引き継ぐ電話番号"),
        help_text=_("例）090-1234-5678"),
        missing=_("引き継ぐ電話番号を入力してください"),
        written=contact.as_phone,
        is_right=_is_mobile,
        wrong=_("引き継ぐ電話番号は、090-1234-5678のような携帯電話の番号を入力してください"),
        longest=20,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    donor = pick(
        _("いまの事業者"),
        [(each.value, operators.LABELS[each]) for each in Operator],
        _("いまの事業者を選んでください"),
        columns="short",
    )
    has_number = pick(
        _("MNP予約番号をお持ちですか?"),
        [(HAS, _("持っている")), (HAS_NOT, _("持っていない(ワンストップ方式)"))],
        _("MNP予約番号をお持ちかどうかを選んでください"),
    )
    mnp_number = WrittenField(
        label=_("MNP予約番号"),
        help_text=_("10桁の数字です。持っている方だけ入力してください。"),
        written=_digits,
        longest=20,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
    mnp_expires_on = DayField(
        label=_("MNP予約番号の有効期限"),
        help_text=_("例）2026年12月10日、2026/12/10、20261210"),
        missing="",
        like="2026/12/10",
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        today: date,
        is_ours: Callable[[str], bool],
        is_asked_for: Callable[[str], bool],
        one_stop: tuple[Operator, ...],
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.today, self.is_ours, self.is_asked_for = today, is_ours, is_asked_for
        self.one_stop = one_stop

    def clean_brought_number(self) -> str:
        """A number that is with us already need not come, and none comes twice."""
        number: str = self.cleaned_data["brought_number"]
        if self.is_ours(number):
            raise forms.ValidationError(
                _("この番号は、すでに当社でご利用中です。番号を確かめてください")
            )
        if self.is_asked_for(number):
            raise forms.ValidationError(
                _("この番号は、すでに引き継ぎのお申し込みがあります。番号を確かめてください")
            )
        return number

    def clean(self) -> dict[str, Any]:
        """With a number, its last day; without, an operator of the one-stop way."""
        told = super().clean() or {}
        has = told.get("has_number")
        if has == HAS:
            self._clean_reservation(told)
        elif has == HAS_NOT:
            told |= {"mnp_number": "", "mnp_expires_on": None}
            if told.get("donor"):
                self._tell(
                    PortInFacts(
                        applied_on=self.today,
                        donor=Operator(told["donor"]),
                        one_stop_donors=self.one_stop,
                    )
                )
        return told

    def _clean_reservation(self, told: dict[str, Any]) -> None:
        if not told.get("mnp_number") and "mnp_number" not in self.errors:
            self.add_error("mnp_number", _("MNP予約番号を入力してください"))
        if not told.get("mnp_expires_on") and "mnp_expires_on" not in self.errors:
            self.add_error("mnp_expires_on", _("MNP予約番号の有効期限を入力してください"))
        # Whatever of the two was typed is looked at: both troubles are told at once.
        number, last = told.get("mnp_number"), told.get("mnp_expires_on")
        self._tell(
            PortInFacts(
                applied_on=self.today,
                number=number or "0" * 10,
                expires_on=last or port_out.expires_on(self.today),
            )
        )

    def _tell(self, facts: PortInFacts) -> None:
        for reason in port_in.may_port_in(facts).reasons:
            words = catalogue.refusal(reason)
            self.add_error(_FIELDS[reason], f"{words.text}{words.cure}")

    def brought(self) -> Brought:
        """What was told; only of a valid form."""
        told = dict(self.cleaned_data)
        del told["has_number"]
        return Brought(**told)


class NameThereForm(PortalForm):
    """MNP利用者: in whose name the number stands over there; it must be the contractor's."""

    donor_family_kana = KanaField(
        label=_("名義のセイ"),
        help_text=_("いまの事業者に登録している契約者名です。"),
        missing=_("名義のセイを入力してください"),
        longest=NAME_LENGTH,
    )
    donor_given_kana = KanaField(
        label=_("名義のメイ"), missing=_("名義のメイを入力してください"), longest=NAME_LENGTH
    )
    donor_birth_date = DayField(
        label=_("名義の方の生年月日"),
        help_text=_("例）1984年5月17日、1984/5/17、19840517"),
        missing=_("名義の方の生年月日を入力してください"),
    )

    def __init__(self, *args: Any, contractor: tuple[str, str, date], **more: Any) -> None:
        super().__init__(*args, **more)
        self.contractor = contractor

    def clean(self) -> dict[str, Any]:
        """The same person as the contractor (F-MNI-01)."""
        told = super().clean() or {}
        if not self.errors and tuple(told.values()) != self.contractor:
            words = catalogue.refusal(PortInReason.NAME_DIFFERS)
            self.add_error(None, f"{self._who_contracts()}{words.text}{words.cure}")
        return told

    def _who_contracts(self) -> str:
        family, given, born = self.contractor
        told = {"name": f"{family} {given}", "born": jdate(born)}
        return gettext("ご契約者（%(name)s、%(born)s）と違います。") % told

    def name(self) -> NameThere:
        """What was told; only of a valid form."""
        return NameThere(**self.cleaned_data)
