"""Input of the public pages before an application: what is used now, and which device."""

from datetime import date

from django import forms
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mioportal.plumbing.forms import PortalForm, Radio
from mioportal.rules import choosing, devices
from mioportal.rules.choosing import CallHabit
from mioportal.rules.operators import Operator
from mioportal.rules.plans import Medium, Network
from mioportal.words import catalogue

# More than the largest plan holds: an answer too.
MORE = "more"
LONGEST_SEARCH = 50


class YesNo(models.TextChoices):
    """An answer to a question that has only two."""

    YES = "yes", gettext_lazy("はい")
    NO = "no", gettext_lazy("いいえ")


class Balance(models.TextChoices):
    """What is still to be paid for the telephone in use."""

    NONE = "none", gettext_lazy("ない（払い終わった、一括で買った）")
    SOME = "some", gettext_lazy("残っている")
    UNKNOWN = "unknown", gettext_lazy("分からない")


class PreCheckForm(PortalForm):
    """The sheet of what to look up at the present operator; every answer may be left out."""

    balance = forms.ChoiceField(
        label=gettext_lazy("いまの端末の分割払いが残っていますか"),
        choices=Balance.choices,
        widget=Radio,
        required=False,
    )
    gigabytes = forms.ChoiceField(
        label=gettext_lazy("毎月どのくらいのデータを使いますか"),
        help_text=gettext_lazy(
            "いまの会社の会員ページか、端末の「設定」のデータ使用量で分かります"
        ),
        widget=Radio,
        required=False,
    )
    calls = forms.ChoiceField(
        label=gettext_lazy("電話をどのくらいかけますか"),
        choices=[(habit.value, catalogue.word(habit)) for habit in CallHabit],
        widget=Radio,
        required=False,
    )
    own_name = forms.ChoiceField(
        label=gettext_lazy("いまの回線は、お申し込みになるご本人の名義ですか"),
        choices=YesNo.choices,
        widget=Radio,
        required=False,
    )
    keeps_number = forms.ChoiceField(
        label=gettext_lazy("いまの電話番号を使い続けますか"),
        choices=YesNo.choices,
        widget=Radio,
        required=False,
    )
    operator = forms.ChoiceField(
        label=gettext_lazy("いまの携帯電話会社"),
        choices=[("", gettext_lazy("選んでください"))]
        + [(operator.value, catalogue.word(operator)) for operator in Operator],
        required=False,
    )

    def __init__(self, *args: object, today: date, **more: object):
        super().__init__(*args, **more)  # type: ignore[arg-type]
        sizes = [plan.gigabytes for plan in choosing.plans_sold(today)]
        choices = [(str(size), _("%(gb)sGBまで") % {"gb": size}) for size in sizes]
        more_than = _("%(gb)sGBより多い") % {"gb": sizes[-1]}
        self.fields["gigabytes"].choices = [*choices, (MORE, more_than)]  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.error_messages["invalid_choice"] = _("%(label)s：一覧から選んでください") % {
                "label": field.label
            }


class DeviceSearchForm(PortalForm):
    """Which devices of the list to show; empty means all."""

    words = forms.CharField(
        label=gettext_lazy("端末の名前"),
        help_text=gettext_lazy("例：iPhone 16、アクオス"),
        max_length=LONGEST_SEARCH,
        required=False,
        error_messages={"max_length": gettext_lazy("端末の名前は、50文字以内で入力してください")},
    )
    maker = forms.ChoiceField(
        label=gettext_lazy("メーカー"),
        choices=[("", gettext_lazy("すべて")), *((maker, maker) for maker in devices.MAKERS)],
        required=False,
        error_messages={"invalid_choice": gettext_lazy("メーカーは、一覧から選んでください")},
    )
    medium = forms.ChoiceField(
        label=gettext_lazy("SIMタイプ"),
        choices=[
            ("", gettext_lazy("すべて")),
            *((medium.value, catalogue.word(medium)) for medium in Medium),
        ],
        required=False,
        error_messages={"invalid_choice": gettext_lazy("SIMタイプは、一覧から選んでください")},
    )
    network = forms.ChoiceField(
        label=gettext_lazy("回線の種類"),
        choices=[
            ("", gettext_lazy("すべて")),
            *((network.value, catalogue.word(network)) for network in Network),
        ],
        required=False,
        error_messages={"invalid_choice": gettext_lazy("回線の種類は、一覧から選んでください")},
    )
