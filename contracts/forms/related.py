"""Input of the desk about ひかり."""

from django import forms
from django.utils.translation import gettext_lazy as _


class DayForm(forms.Form):
    """The day of a step, and what the desk was looking at when it was typed."""

    day = forms.DateField(
        label=_("日付"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={
            "required": _("日付を入力してください"),
            "invalid": _("日付は、2026-10-31のように入力してください"),
        },
    )
    seen = forms.CharField(widget=forms.HiddenInput)
