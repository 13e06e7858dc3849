"""What a member says on the way out of a line."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mioportal.plumbing.forms import CheckboxChoices, ConfirmBox, PortalForm, Radio
from mioportal.rules.cancellation import LeavingReason
from mioportal.rules.instalments import Choice

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
