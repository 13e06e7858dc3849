"""Input of the cancel wizard."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mioportal.plumbing.forms import CheckboxChoices, ConfirmBox, PortalForm, Radio
from mioportal.rules.cancellation import LeavingReason, WithdrawGround
from mioportal.rules.corporate import CorporatePaper
from mioportal.rules.instalments import Choice
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


@dataclass(frozen=True, kw_only=True, slots=True)
class DeviceChoice:
    """A device whose rest may be paid in one way or another."""

    code: str
    name: str
    choices: Sequence[tuple[str, Any]]
    chosen: str


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


class QuestionsForm(ReasonsForm, SurveyForm):
    """Reasons and survey on one page, as every kind but a voice line asks them (F-CAN-03)."""

    field_order = ("reasons", "other_text", "satisfaction", "comment")


class GoOnForm(PortalForm):
    """A page to be read: nothing is asked."""


class MailForm(PortalForm):
    """The registered mail address ends with the contract, and is to stay all the same."""

    stays = forms.BooleanField(
        label=_("いまのメールアドレスのまま進む"),
        widget=ConfirmBox(_("終わったあとはメールを受け取れなくなることを確かめ、このまま進みます")),
        error_messages={
            "required": _("メールアドレスを変更するか、このまま進む欄にチェックを入れてください")
        },
    )


class DevicesForm(PortalForm):
    """分割継続 / 一括 for each device that leaves the choice open (C-019)."""

    def __init__(self, *args: Any, devices: Iterable[DeviceChoice], **more: Any) -> None:
        super().__init__(*args, **more)
        for device in devices:
            self.fields[device.code] = forms.ChoiceField(
                label=_("%sの残りの支払い方") % device.name,
                choices=device.choices,
                initial=device.chosen,
                widget=Radio,
                error_messages={
                    "required": _("%sの残りの支払い方を選んでください") % device.name,
                    "invalid_choice": _("残りの支払い方は、表示された中から選んでください"),
                },
            )

    def chosen(self) -> dict[str, Choice]:
        """What was chosen, by the device's code; only of a valid form."""
        return {code: Choice(value) for code, value in self.cleaned_data.items()}


class LastingForm(PortalForm):
    """What goes on without the line: ticked as far as it was looked at, which nobody has to."""

    checked = forms.MultipleChoiceField(
        label=_("確かめたもの"),
        help_text=_("控えの代わりにお使いください。チェックしなくても先へ進めます。"),
        required=False,
        widget=CheckboxChoices,
        error_messages={"invalid_choice": _("確かめたものは、一覧から選んでください")},
    )

    def __init__(self, *args: Any, lasting: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["checked"].choices = lasting  # type: ignore[attr-defined]


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


class TogetherForm(GoOnForm):
    """The word that ends a primary line with all that it leads (C-050)."""

    typed = forms.CharField(
        label=_("確認のため「すべて解約」と入力してください"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("すべての回線を解約するときは、「すべて解約」と入力してください"),
            "max_length": _("「すべて解約」の5文字を入力してください"),
        },
    )

    def clean_typed(self) -> str:
        """Brackets and spaces that came along do no harm."""
        typed = str(self.cleaned_data["typed"]).strip("「」 　")
        # What stands in the label, in the language of the page.
        if typed != gettext("すべて解約"):
            raise forms.ValidationError(_("「すべて解約」と入力してください"))
        return typed


class CompanyForm(PortalForm):
    """What the corporate desk asks (F-COR-02): all of it but the reason (C-119)."""

    company = forms.CharField(
        label=_("法人名"),
        max_length=100,
        error_messages={
            "required": _("法人名を入力してください"),
            "max_length": _("法人名は、100文字までで入力してください"),
        },
    )
    person = forms.CharField(
        label=_("ご担当者のお名前"),
        help_text=_("代表者またはご担当者がお申し込みください。利用者からは受け付けられません。"),
        max_length=80,
        error_messages={
            "required": _("ご担当者のお名前を入力してください"),
            "max_length": _("ご担当者のお名前は、80文字までで入力してください"),
        },
    )
    lines = forms.MultipleChoiceField(
        label=_("解約する回線"),
        help_text=_("いくつでも選べます。"),
        widget=CheckboxChoices,
        error_messages={
            "required": _("解約する回線を1つ以上選んでください"),
            "invalid_choice": _("解約する回線は、一覧から選んでください"),
        },
    )
    reason = forms.CharField(
        label=_("解約の理由"),
        required=False,
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": _("解約の理由は、200文字までで入力してください")},
    )
    form_key = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, lines: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["lines"].choices = lines  # type: ignore[attr-defined]


class CompanyPaperForm(PortalForm):
    """One picture of a paper that the corporate desk has asked for."""

    picture = forms.FileField(
        label=_("画像ファイル（JPEGまたはPNG、5MBまで）"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png"}),
        error_messages={
            "required": _("画像ファイルを選んでから、送ってください"),
            "invalid": _("画像ファイルを選び直してください"),
        },
    )


class AskPapersForm(forms.Form):
    """Which papers the desk wants of a company, and what it says to that."""

    papers = forms.MultipleChoiceField(
        label=_("お願いする書類"),
        choices=[(paper.value, catalogue.word(paper)) for paper in CorporatePaper],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("お願いする書類を選んでください")},
    )
    note = forms.CharField(
        label=_("会員への説明"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"size": 80}),
        error_messages={"max_length": _("説明は、200文字までで入力してください")},
    )


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
