"""What a company asks its desk for, and what the desk asks back."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mioportal.plumbing.forms import CheckboxChoices, PortalForm
from mioportal.rules.corporate import CorporatePaper
from mioportal.words import catalogue


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
            "invalid_choice": _(
                "すでに申し込んだ回線と、解約の手続き中の回線は選べません。一覧から選び直してください"
            ),
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


class CallOffForm(PortalForm):
    """Which lines are not to be cancelled after all."""

    off = forms.MultipleChoiceField(
        label=_("取り下げる回線"),
        help_text=_("すべて選ぶと、申し込みそのものを取り下げます。"),
        widget=CheckboxChoices,
        error_messages={
            "required": _("取り下げる回線を1つ以上選んでください"),
            "invalid_choice": _("取り下げる回線は、一覧から選んでください"),
        },
    )

    def __init__(self, *args: Any, lines: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["off"].choices = lines  # type: ignore[attr-defined]


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
