"""Input of what the desk does about bills."""

from django import forms
from django.utils.translation import gettext_lazy as _

REASON_LENGTH = 200


class RefundForm(forms.Form):
    """How much of a wrong bill is given back, and why. `form_key` names the form: it acts once."""

    yen = forms.IntegerField(
        label=_("返金額（円）"),
        min_value=1,
        error_messages={
            "required": _("返金額を入力してください"),
            "invalid": _("返金額は、円の単位の数字で入力してください"),
            "min_value": _("返金額は、1円以上で入力してください"),
        },
    )
    reason = forms.CharField(
        label=_("理由（会員にもお知らせします）"),
        max_length=REASON_LENGTH,
        error_messages={
            "required": _("理由を入力してください"),
            "max_length": _("理由は、200文字までで入力してください"),
        },
    )
    form_key = forms.CharField(max_length=40, widget=forms.HiddenInput)
