"""What a member says about cards that go back: how they were sent, or that they are lost."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.fields import WrittenField
from contracts.models import Sim
from mioportal.plumbing.forms import CheckboxChoices, PortalForm, Radio
from mioportal.rules import contact, post
from mioportal.rules.post import Tracing, Way
from mioportal.rules.sim_return import WaiverReason
from mioportal.words import catalogue

NUMBER_LENGTH = 20
_A_NUMBER = re.compile(r"[0-9A-Z-]+")


def _number(text: str) -> str:
    return re.sub(r"\s", "", contact.as_line(text)).upper()


class CardsForm(PortalForm):
    """Which of a line's cards are meant: a single one is, without being asked."""

    cards = forms.MultipleChoiceField(
        label=_("SIMカード"),
        widget=CheckboxChoices,
        error_messages={
            "required": _("SIMカードを選んでください"),
            "invalid_choice": _("SIMカードは、表示された中から選んでください"),
        },
    )

    def __init__(self, *args: Any, cards: Iterable[Sim], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.out = list(cards)
        self.fields["cards"].choices = [  # type: ignore[attr-defined]
            (sim.iccid, _("ICCID 末尾 %s") % sim.iccid_tail) for sim in self.out
        ]
        self.initial.setdefault("cards", [sim.iccid for sim in self.out])
        if len(self.out) == 1:
            del self.fields["cards"]

    @property
    def chosen(self) -> list[str]:
        """The serial numbers of the cards meant; only of a valid form."""
        if "cards" not in self.fields:
            return [sim.iccid for sim in self.out]
        return list(self.cleaned_data["cards"])


class PostedForm(CardsForm):
    """How cards were sent, and under which number (F-SIM-07, C-060)."""

    way = forms.ChoiceField(
        label=_("送り方"),
        choices=[(way.value, catalogue.word(way)) for way in Way],
        widget=Radio,
        error_messages={
            "required": _("送り方を選んでください"),
            "invalid_choice": _("送り方は、表示された中から選んでください"),
        },
    )
    number = WrittenField(
        label=_("追跡番号"),
        help_text=_("控えに書いてある番号です。普通郵便には、ありません。例）1234-5678-9012"),
        written=_number,
        longest=NUMBER_LENGTH,
        is_right=lambda text: bool(_A_NUMBER.fullmatch(text)),
        wrong=_("追跡番号は、控えのとおりに英数字とハイフンで入力してください"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        """A way that is traced has a number; a plain letter has none."""
        told = super().clean() or {}
        if "way" not in told or "number" not in told:
            return told
        is_traced = post.TRACING[Way(told["way"])].on(self.today) is not Tracing.NOT_TRACED
        if is_traced and not told["number"]:
            self.add_error("number", _("この送り方の追跡番号を入力してください"))
        if not is_traced:
            told["number"] = ""
        return told


class WaiverForm(forms.Form):
    """Why staff let a fee go; an error in a charge is told where the charge is (C-059)."""

    why = forms.ChoiceField(
        label=_("免除の理由"),
        choices=[
            (why.value, catalogue.word(why))
            for why in WaiverReason
            if why is not WaiverReason.CHARGED_IN_ERROR
        ],
        error_messages={"required": _("免除の理由を選んでください")},
    )
