"""Input of the pages of identity papers, and of a decision on them."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mioportal.plumbing.forms import CheckboxChoices, PortalForm, Radio
from mioportal.rules.identity import (
    PAPER_RULES,
    Paper,
    PaperRule,
    UploadReason,
    accepted_papers,
    needs_supplement,
)
from mioportal.words import catalogue

NOTE_LENGTH = 200


class PaperForm(PortalForm):
    """Which paper is sent; only those that are taken on `on`, and for a voice eSIM, can be chosen.
    """

    paper = forms.ChoiceField(
        label=_("お送りになる書類"),
        widget=Radio,
        error_messages={
            "required": _("お送りになる書類を選んでください"),
            "invalid_choice": _("お送りになる書類は、一覧から選んでください"),
        },
    )

    def __init__(self, *args: Any, on: date, for_voice_esim: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["paper"]
        taken = accepted_papers(on, for_voice_esim)
        field.choices = [(paper.value, _named(paper, on)) for paper in taken]

    def clean_paper(self) -> Paper:
        """As the rules know it."""
        return Paper(self.cleaned_data["paper"])


def _named(paper: Paper, on: date) -> str:
    name = str(catalogue.word(paper))
    return str(_("%s（補助書類も必要です）")) % name if needs_supplement(paper, on) else name


class PictureField(forms.FileField):
    """The page says which side is wanted; a mark at each file would say that all of them are."""

    is_unmarked = True


class PictureForm(PortalForm):
    """One file. Whether it is a picture is found out by looking into it."""

    picture = PictureField(
        label=_("画像ファイル"),
        allow_empty_file=True,
        max_length=None,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png"}),
        error_messages={
            "required": _("画像ファイルを選んでから、アップロードしてください"),
            "invalid": _("画像ファイルを選び直してください"),
        },
    )


class CheckForm(PortalForm):
    """The five rules (F-IDV-04), each looked at by the member before sending."""

    checked = forms.MultipleChoiceField(
        label=_("次の5つを、画像で確かめてください"),
        widget=CheckboxChoices,
        choices=[(rule.value, catalogue.word(rule)) for rule in PaperRule],
        error_messages={"required": _("5つの項目を確かめて、すべてにチェックを入れてください")},
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on

    def clean_checked(self) -> list[str]:
        """All of them."""
        checked: list[str] = self.cleaned_data["checked"]
        if set(checked) != {rule.value for rule in PAPER_RULES.on(self.on)}:
            raise forms.ValidationError(
                _("5つの項目を確かめて、すべてにチェックを入れてください")
            )
        return checked


class DecisionForm(forms.Form):
    """What a reviewer decides: in order, or back with reasons."""

    COMPLETE, RETURN = "complete", "return"

    decision = forms.ChoiceField(
        label=_("審査の結果"),
        widget=forms.RadioSelect,
        choices=[(COMPLETE, _("承認（完了にする）")), (RETURN, _("差し戻し"))],
        error_messages={"required": _("審査の結果を選んでください")},
    )
    reasons = forms.MultipleChoiceField(
        label=_("差し戻しの理由（会員に伝えます）"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[
            (reason.value, catalogue.refusal(reason).title)
            for reason in UploadReason
            if reason not in (UploadReason.TOO_BIG, UploadReason.TOO_MANY)
        ],
    )
    note = forms.CharField(
        label=_("会員への説明（任意）"),
        required=False,
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 60}),
        error_messages={"max_length": _("会員への説明は、200文字までで入力してください")},
    )

    def clean(self) -> dict[str, Any]:
        """Papers go back for a reason, and are approved without one."""
        data = super().clean() or {}
        reasons = data.get("reasons")
        if data.get("decision") == self.RETURN and not reasons:
            self.add_error("reasons", _("差し戻しの理由を選んでください"))
        if data.get("decision") == self.COMPLETE and reasons:
            self.add_error("reasons", _("承認するときは、差し戻しの理由を外してください"))
        return data

    def reasons_given(self) -> list[UploadReason]:
        """As the rules know them; only of a valid form."""
        return [UploadReason(code) for code in self.cleaned_data["reasons"]]
