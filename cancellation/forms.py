"""Input of the cancel wizard."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mioportal.plumbing.forms import CheckboxChoices, ConfirmBox, PortalForm, Radio
from mioportal.rules.cancellation import LeavingReason, WithdrawGround
from mioportal.words import catalogue

REASON_LABELS = {
    LeavingReason.SWITCHING: _("他社への乗り換え"),
    LeavingReason.PRICE: _("料金が高い"),
    LeavingReason.SPEED: _("通信速度に不満"),
    LeavingReason.SERVICE: _("サービス内容に不満"),
    LeavingReason.SUPPORT: _("サポート対応に不満"),
    LeavingReason.UNUSED: _("スマホを使わなくなった"),
    LeavingReason.OTHER: _("その他"),
}
SATISFACTION = [
    ("5", _("満足")),
    ("4", _("やや満足")),
    ("3", _("どちらともいえない")),
    ("2", _("やや不満")),
    ("1", _("不満")),
]


class ReasonsForm(PortalForm):
    """Why: optional, several (F-CAN-04, C-033)."""

    reasons = forms.MultipleChoiceField(
        label=_("解約の理由"),
        help_text=_("あてはまるものをすべて選べます。選ばずに進むこともできます。"),
        choices=list(REASON_LABELS.items()),
        required=False,
        widget=CheckboxChoices,
        error_messages={"invalid_choice": _("解約の理由は、一覧から選んでください")},
    )
    other_text = forms.CharField(
        label=_("その他の理由"),
        required=False,
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": _("その他の理由は、200文字までで入力してください")},
    )


class SurveyForm(PortalForm):
    """The survey: optional, never used to hold anyone back (F-CAN-12)."""

    satisfaction = forms.ChoiceField(
        label=_("サービス全体の満足度"),
        choices=SATISFACTION,
        required=False,
        widget=Radio,
        error_messages={"invalid_choice": _("満足度は、一覧から選んでください")},
    )
    comment = forms.CharField(
        label=_("ご意見"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": _("ご意見は、1,000文字までで入力してください")},
    )


class ConsentForm(PortalForm):
    """The tick, and the digest of what stood on the page when it was set."""

    agree = forms.BooleanField(
        label=_("注意事項への同意"),
        widget=ConfirmBox(_("上記に同意して解約する")),
        error_messages={
            "required": _("注意事項を読み、「上記に同意して解約する」にチェックを入れてください")
        },
    )
    digest = forms.CharField(required=False, widget=forms.HiddenInput)


class UndoForm(PortalForm):
    """The tick under what is still charged, and the digest of exactly that."""

    agree = forms.BooleanField(
        label=_("内容の確認"),
        widget=ConfirmBox(_("お支払いと注意事項を確かめ、この契約の解除を申し出ます")),
        error_messages={
            "required": _("お支払いと注意事項を読み、解除を申し出る欄にチェックを入れてください")
        },
    )
    shown = forms.CharField(required=False, widget=forms.HiddenInput)


class LetterForm(forms.Form):
    """On which day a letter was posted that undoes a contract."""

    sent_on = forms.DateField(
        label=_("書面の消印の日"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={
            "required": _("書面の消印の日を入力してください"),
            "invalid": _("書面の消印の日は、ある日付を入力してください"),
        },
    )

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.today = today

    def clean_sent_on(self) -> date:
        """No letter comes from the future."""
        sent_on: date = self.cleaned_data["sent_on"]
        if sent_on > self.today:
            raise forms.ValidationError(_("書面の消印の日は、今日までの日付を入力してください"))
        return sent_on


class RefuseWithdrawalForm(forms.Form):
    """What was found out; of a refusal the member reads it."""

    evidence = forms.CharField(
        label=_("会員への説明"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("理由を入力してください"),
            "max_length": _("300文字までで入力してください"),
        },
    )


class WithdrawForm(forms.Form):
    """When the member said so, on what ground, and what proves it (C-031)."""

    told_at = forms.DateTimeField(
        label=_("申し出の日時（日本時間）"),
        widget=forms.DateTimeInput(
            attrs={"type": "datetime-local", "step": "1"}, format="%Y-%m-%dT%H:%M:%S"
        ),
        input_formats=["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M"],
        error_messages={
            "required": _("申し出の日時を入力してください"),
            "invalid": _("申し出の日時は、ある日時を入力してください"),
        },
    )
    ground = forms.ChoiceField(
        label=_("取り下げの理由"),
        choices=[(each.value, catalogue.word(each)) for each in WithdrawGround],
        error_messages={"required": _("取り下げの理由を選んでください")},
    )
    evidence = forms.CharField(
        label=_("確かめたこと"),
        help_text=_("だれからの申し出か、どう確かめたかを書きます。監査記録に残ります。"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("確かめたことを入力してください"),
            "max_length": _("300文字までで入力してください"),
        },
    )

    def __init__(self, *args: Any, now: datetime, waiting: Any | None, **more: Any) -> None:
        super().__init__(*args, **more)
        self.now, self.waiting = now, waiting
        self.fields["told_at"].initial = now
        if waiting is not None:
            # The time stamp of the member's own request counts (C-085).
            del self.fields["told_at"]

    @property
    def asked_at(self) -> datetime:
        """When the member said so; only of a valid form."""
        told: datetime = self.waiting.asked_at if self.waiting else self.cleaned_data["told_at"]
        return told

    def clean_told_at(self) -> datetime:
        """Nobody has said anything in the future."""
        told_at: datetime = self.cleaned_data["told_at"]
        if told_at > self.now:
            raise forms.ValidationError(_("申し出の日時は、いままでの日時を入力してください"))
        return told_at
