"""Input of an inquiry and of its answer."""

import unicodedata

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Inquiry
from accounts.services.inquiries import Question
from mioportal.plumbing.forms import LongText, PortalForm

LINE_LENGTH = 40
QUESTION_LENGTH = 2000
ANSWER_LENGTH = 4000


class InquiryForm(PortalForm):
    """メールでのお問い合わせ (F-SUP-03). `form_key` names this form, so that it asks once."""

    topic = forms.ChoiceField(
        label=_("お問い合わせの種類"),
        choices=[("", _("選んでください")), *Inquiry.Topic.choices],
        error_messages={
            "required": _("お問い合わせの種類を選んでください"),
            "invalid_choice": _("お問い合わせの種類は、一覧から選んでください"),
        },
    )
    line = forms.CharField(
        label=_("回線のサービスコードまたは電話番号"),
        help_text=_("特定の回線についてのときだけ入力してください。例）hdu00001101"),
        required=False,
        max_length=LINE_LENGTH,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
        error_messages={
            "max_length": _("サービスコードまたは電話番号は、40文字までで入力してください")
        },
    )
    text = LongText(
        label=_("お問い合わせの内容"),
        help_text=_("2,000文字まで。解約についてのときは、申し込んだ日時もお書きください。"),
        max_length=QUESTION_LENGTH,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={
            "required": _("お問い合わせの内容を入力してください"),
            "max_length": _(
                "お問い合わせの内容は、2,000文字までで入力してください"
                "（いまは%(show_value)d文字です）"
            ),
        },
    )
    form_key = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def clean_line(self) -> str:
        """Full-width digits are digits."""
        return unicodedata.normalize("NFKC", self.cleaned_data["line"])[:LINE_LENGTH]

    def question(self) -> Question:
        """What was asked; only of a valid form."""
        told = self.cleaned_data
        return Question(topic=told["topic"], line=told["line"], text=told["text"])


class AnswerForm(forms.Form):
    """What staff answer to an inquiry."""

    text = LongText(
        label=_("回答"),
        max_length=ANSWER_LENGTH,
        widget=forms.Textarea(attrs={"rows": 10, "cols": 80}),
        error_messages={"required": _("回答を入力してください")},
    )
