"""Input of the pages about reservation numbers."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from contracts.queries.ledgers import Ledger
from mioportal.plumbing.forms import CheckboxChoices, ConfirmBox, PortalForm, Radio
from mioportal.plumbing.templatetags.ui import jdate, yen
from mioportal.rules.instalments import Choice
from mioportal.rules.port_out import SurveyAnswer

REASON_LABELS = {
    SurveyAnswer.PRICE: _("料金を安くしたい"),
    SurveyAnswer.SPEED: _("通信速度を改善したい"),
    SurveyAnswer.DEVICE: _("端末を変更したい"),
    SurveyAnswer.SERVICE: _("サービス内容に不満"),
    SurveyAnswer.OTHER: _("その他"),
}


class SurveyForm(PortalForm):
    """Why: optional, several (F-MNO-01, C-033)."""

    reasons = forms.MultipleChoiceField(
        label=_("転出の理由"),
        help_text=_("あてはまるものをすべて選べます。選ばずに進むこともできます。"),
        choices=list(REASON_LABELS.items()),
        required=False,
        widget=CheckboxChoices,
        error_messages={"invalid_choice": _("転出の理由は、一覧から選んでください")},
    )
    other_text = forms.CharField(
        label=_("その他の理由"),
        required=False,
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": _("その他の理由は、200文字までで入力してください")},
    )


class DevicesForm(PortalForm):
    """分割継続 or 一括, for each device that leaves the choice open (C-122)."""

    def __init__(self, *args: Any, ledgers: Iterable[Ledger], **more: Any) -> None:
        super().__init__(*args, **more)
        for ledger in ledgers:
            open_to_it = ledger.leaving
            self.fields[ledger.device.code] = forms.ChoiceField(
                label=ledger.device.name,
                choices=[(each.choice.value, _in_words(each)) for each in open_to_it],
                initial=open_to_it[0].choice.value,
                widget=Radio,
                error_messages={
                    "required": _("支払い方を選んでください"),
                    "invalid_choice": _("支払い方は、一覧から選んでください"),
                },
            )


def _in_words(leaving: Any) -> str:
    if leaving.choice is Choice.LUMP_SUM:
        return _("一括：残り%(yen)sを、最後のご請求でまとめて支払う") % {
            "yen": yen(leaving.rest_yen)
        }
    return _("分割継続：残り%(count)s回を、%(day)sまで毎月支払う") % {
        "count": leaving.payments_after,
        "day": jdate(leaving.last_charged_on),
    }


class ConsentForm(PortalForm):
    """The tick, and the digest of what stood on the page when it was set."""

    agree = forms.BooleanField(
        label=_("注意事項への同意"),
        widget=ConfirmBox(_("上記に同意してMNP予約番号を発行する")),
        error_messages={
            "required": _(
                "注意事項を読み、「上記に同意してMNP予約番号を発行する」に"
                "チェックを入れてください"
            )
        },
    )
    digest = forms.CharField(required=False, widget=forms.HiddenInput)


class AgainForm(PortalForm):
    """The tick before a number is replaced."""

    agree = forms.BooleanField(
        label=_("内容の確認"),
        widget=ConfirmBox(_("前の番号が使えなくなることを確かめました")),
        error_messages={
            "required": _("前の番号が使えなくなることを確かめ、チェックを入れてください")
        },
    )


class OneStopForm(PortalForm):
    """The tick under what going means, and the digest of exactly that."""

    agree = forms.BooleanField(
        label=_("転出への同意"),
        widget=ConfirmBox(_("上記を確かめ、この電話番号を転出先に移すことに同意する")),
        error_messages={
            "required": _("内容を確かめ、転出に同意する欄にチェックを入れてください")
        },
    )
    digest = forms.CharField(required=False, widget=forms.HiddenInput)


class NoteForm(forms.Form):
    """Why the desk does what it does with a request."""

    note = forms.CharField(
        label=_("理由"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 60}),
        error_messages={
            "required": _("理由を入力してください"),
            "max_length": _("理由は、200文字までで入力してください"),
        },
    )
