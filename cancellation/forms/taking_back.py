"""A contract undone, and a cancellation taken back."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mioportal.plumbing.forms import ConfirmBox, PortalForm
from mioportal.rules.cancellation import WithdrawGround
from mioportal.words import catalogue


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
