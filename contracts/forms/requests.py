"""Input of the desk about what members ask for."""

from django import forms
from django.utils.translation import gettext_lazy as _

NOTE_LENGTH = 200


class RefusalForm(forms.Form):
    """Why a request cannot be met: the member reads it."""

    note = forms.CharField(
        label=_("会員への説明"),
        max_length=NOTE_LENGTH,
        widget=forms.TextInput(attrs={"size": 80}),
        error_messages={
            "required": _("お受けできない理由を入力してください"),
            "max_length": _("説明は、200文字までで入力してください"),
        },
    )
