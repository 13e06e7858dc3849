"""Input about share groups: who leads, who comes along."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mioportal.plumbing.forms import CheckboxChoices, PortalForm, Radio

# A line's code and what it is called on the page.
Choices = Sequence[tuple[str, str]]
_ONE_OF_THESE = _("回線は、表示された中から選んでください")


class AddLinesForm(PortalForm):
    """Which lines are to share the primary line's plan and data."""

    lines = forms.MultipleChoiceField(
        label=_("副回線にする回線"),
        widget=CheckboxChoices,
        error_messages={
            "required": _("副回線にする回線を1つ以上選んでください"),
            "invalid_choice": _ONE_OF_THESE,
        },
    )

    def __init__(self, *args: Any, lines: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["lines"].choices = lines  # type: ignore[attr-defined]


class NewGroupForm(AddLinesForm):
    """Who leads a new group, and who comes along."""

    primary = forms.ChoiceField(
        label=_("主回線にする回線"),
        help_text=_("この回線のプランとデータを、全員で分け合います。"),
        widget=Radio,
        error_messages={
            "required": _("主回線にする回線を選んでください"),
            "invalid_choice": _ONE_OF_THESE,
        },
    )
    field_order = ("primary", "lines")

    def __init__(self, *args: Any, leaders: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["lines"].help_text = _("主回線に選んだ回線は、選ばなくてもかまいません。")
        self.fields["primary"].choices = leaders  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The primary line is in the group anyway: ticked twice, it counts once."""
        told = super().clean() or {}
        rest = [code for code in told.get("lines", []) if code != told.get("primary")]
        if told.get("lines") and not rest:
            self.add_error("lines", _("主回線のほかに、副回線にする回線を1つ以上選んでください"))
        return told | {"lines": rest}


class PrimaryForm(PortalForm):
    """Which secondary line is to lead the group."""

    line = forms.ChoiceField(
        label=_("新しい主回線"),
        widget=Radio,
        error_messages={
            "required": _("新しい主回線にする回線を選んでください"),
            "invalid_choice": _ONE_OF_THESE,
        },
    )

    def __init__(self, *args: Any, lines: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["line"].choices = lines  # type: ignore[attr-defined]
