"""Input about a device in instalments."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mioportal.plumbing.forms import PortalForm, Radio
from mioportal.rules.instalments import Choice
from mioportal.words import catalogue


class ChoiceForm(PortalForm):
    """分割継続 / 一括: what is to become of the rest when the line ends (C-019, C-122)."""

    choice = forms.ChoiceField(
        label=_("回線が終わるときの残りの支払い方"),
        widget=Radio,
        error_messages={
            "required": _("残りの支払い方を選んでください"),
            "invalid_choice": _("残りの支払い方は、表示された中から選んでください"),
        },
    )

    def __init__(self, *args: Any, choices: Iterable[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["choice"].choices = [  # type: ignore[attr-defined]
            (each.value, catalogue.word(each)) for each in choices
        ]

    def chosen(self) -> Choice:
        """What was chosen; only of a valid form."""
        return Choice(self.cleaned_data["choice"])
