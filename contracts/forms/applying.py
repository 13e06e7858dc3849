"""Input of an application: what was paid beforehand, and what is chosen for a line."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.forms.fields import DayField, KanaField, NameField
from accounts.forms.profile import NAME_LENGTH
from contracts.forms.contractor import not_born_on
from contracts.forms.line_choices import device_choices, option_choices, plan_choices
from contracts.models import AppliedLine, Line
from contracts.services import Selection
from mioportal.plumbing.forms import CheckboxChoices, Fold, PortalForm, Radio
from mioportal.rules import option_changes, options, plans
from mioportal.rules.application import as_entry_code, is_entry_code
from mioportal.rules.options import OptionCode
from mioportal.rules.plans import Function, Medium

Choices = Sequence[tuple[str, Any]]
_PAID, _NOT_PAID = "paid", "not_paid"
SELF, OTHER = "self", "other"
NEW, BRING = "new", "bring"
DEVICE_FIELDS = ("device", "device_code", "device_name")
USER_FIELDS = ("user_family_name", "user_given_name", "user_family_kana", "user_given_kana")


def pick(label: Any, choices: Choices, required: Any, **more: Any) -> forms.ChoiceField:
    """One of several rows, with its two sentences of error."""
    columns = more.pop("columns", "")
    return forms.ChoiceField(
        label=label,
        choices=choices,
        widget=Radio(attrs={"columns": columns} if columns else {}),
        error_messages={"required": required, "invalid_choice": _ONE_OF_THESE},
        **more,
    )


_ONE_OF_THESE = _("表示された中から選んでください")


class PrepaymentForm(PortalForm):
    """事前支払い, and the code of an entry package or a referral (F-APP-07, F-APP-18)."""

    prepaid = pick(
        _("事前にお支払いになったものはありますか"),
        [(_NOT_PAID, _("事前支払いしたものはない（通常）")), (_PAID, _("事前支払いした"))],
        _("事前にお支払いになったものがあるかを選んでください"),
    )
    entry_code = forms.CharField(
        label=_("エントリーコード・紹介コード"),
        help_text=_("エントリーパッケージなどをお持ちの方だけ入力してください。英数字4〜20文字です。"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )

    def clean(self) -> dict[str, Any]:
        """Who has paid beforehand has a code; whoever has one typed it right."""
        told = super().clean() or {}
        code = as_entry_code(told.get("entry_code", ""))
        if code and not is_entry_code(code):
            self.add_error("entry_code", _("コードは、英数字4〜20文字で入力してください"))
        if told.get("prepaid") == _PAID and not code:
            self.add_error("entry_code", _("事前にお支払いになった方は、コードを入力してください"))
        return told | {"entry_code": code}


class LineForm(PortalForm):
    """お申し込み内容をお選びください。: one line (F-APP-08)."""

    folds = (
        Fold(_("購入する端末を選ぶ（価格と分割払い）"), ("device_code",)),
        Fold(
            _("ご契約者以外の方が使うときは、利用者を入力する"),
            (*USER_FIELDS, "user_birth_date"),
        ),
    )

    function = pick(
        _("機能"),
        [
            (Function.VOICE.value, _("音声（通話・SMS・データ）")),
            (Function.SMS.value, _("SMS（SMS・データ）")),
            (Function.DATA.value, _("データ（データだけ）")),
        ],
        _("機能を選んでください"),
    )
    medium = pick(
        _("SIMのタイプ"),
        [
            (Medium.SIM.value, _("SIMカード（郵送でお届け）")),
            (Medium.ESIM.value, _("eSIM（郵送なし、承認された日に開通）")),
        ],
        _("SIMのタイプを選んでください"),
        columns="2",
    )
    contract = pick(
        _("契約方法"),
        [(NEW, _("新しい電話番号で契約する")), (BRING, _("いまの電話番号を引き継ぐ（MNP転入）"))],
        _("契約方法を選んでください"),
        help_text=_("データの回線は、「新しい電話番号」を選んでください（番号は付きません）。"),
    )
    plan_code = pick(
        _("料金プラン"),
        (),
        _("料金プランを選んでください"),
        help_text=_("月額（税込）です。あとから変更できます。"),
    )
    network = pick(
        _("ネットワーク"),
        Line.Network.choices,
        _("ネットワークを選んでください"),
        help_text=_("お使いの端末が対応するネットワークを、動作確認端末一覧で確かめてください。"),
        columns="2",
    )
    device = pick(_("端末"), AppliedLine.Device.choices, _("端末について選んでください"))
    device_code = forms.ChoiceField(
        label=_("購入する端末"),
        help_text=_(
            "「一緒に端末を購入する」を選んだ方だけ選んでください。回線が開通した月の請求が初回です。"
        ),
        required=False,
        widget=Radio,
        error_messages={"invalid_choice": _ONE_OF_THESE},
    )
    device_name = forms.CharField(
        label=_("端末の名前"),
        help_text=_("お持ちの端末を使うときに、分かる範囲で入力してください。例）iPhone 15"),
        required=False,
        max_length=80,
        error_messages={"max_length": _("端末の名前は、80文字までで入力してください")},
    )
    option_codes = forms.MultipleChoiceField(
        label=_("オプション"),
        help_text=_(
            "通話のかけ放題は、どれか1つだけ選べます。端末補償は、端末を購入する方だけが選べます。"
            "そのほかは、あとから追加もできます。大容量オプションは、新しく申し込めません。"
            "データ量は、大きい料金プランか、開通したあとの1GBごとの追加で増やせます。"
        ),
        required=False,
        widget=CheckboxChoices(attrs={"columns": "2"}),
        error_messages={"invalid_choice": _ONE_OF_THESE},
    )
    user = pick(
        _("利用者"),
        [(SELF, _("ご契約者ご本人")), (OTHER, _("ご家族など、ご契約者以外の方"))],
        _("利用者を選んでください"),
        help_text=_("18歳未満の方は契約者になれません。保護者の方が契約し、利用者として登録します。"),
    )
    user_family_name = NameField(label=_("利用者の姓"), longest=NAME_LENGTH, required=False)
    user_given_name = NameField(label=_("利用者の名"), longest=NAME_LENGTH, required=False)
    user_family_kana = KanaField(label=_("利用者のセイ"), longest=NAME_LENGTH, required=False)
    user_given_kana = KanaField(label=_("利用者のメイ"), longest=NAME_LENGTH, required=False)
    user_birth_date = DayField(
        label=_("利用者の生年月日"),
        help_text=_("例）2015年5月17日、2015/5/17、20150517"),
        missing="",
        required=False,
    )

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.today = today
        self.fields["plan_code"].choices = plan_choices(today)  # type: ignore[attr-defined]
        self.fields["option_codes"].choices = option_choices(today)  # type: ignore[attr-defined]
        self.fields["device_code"].choices = device_choices(today)  # type: ignore[attr-defined]

    @staticmethod
    def filled_in(line: AppliedLine) -> dict[str, Any]:
        """What was chosen before."""
        names = ("function", "medium", "network", "plan_code", *DEVICE_FIELDS)
        told = {name: getattr(line, name) for name in (*names, "option_codes", *USER_FIELDS)}
        return told | {
            "contract": BRING if line.is_brought else NEW,
            "user": OTHER if line.user_name else SELF,
            "user_birth_date": line.user_birth_date,
        }

    def clean(self) -> dict[str, Any]:
        """What does not go together is told where it can be changed."""
        told = super().clean() or {}
        function, medium, plan = (told.get(name) for name in ("function", "medium", "plan_code"))
        if function and medium and plan and not plans.is_sold(plan, function, medium):
            self.add_error(
                "medium", _("SMSの回線にはeSIMがありません。SIMカードを選んでください")
            )
        if function and function != Function.VOICE and told.get("contract") == BRING:
            self.add_error(
                "contract", _("番号を引き継げるのは音声の回線です。機能で「音声」を選んでください")
            )
        if function:
            self._clean_options(function, told.get("option_codes", []))
        self._clean_device(told)
        if told.get("user") == OTHER:
            self._clean_user(told)
        return told

    def _clean_device(self, told: dict[str, Any]) -> None:
        buys = told.get("device") == AppliedLine.Device.BUY
        if buys and not told.get("device_code") and "device_code" not in self.errors:
            self.add_error("device_code", _("購入する端末を選んでください"))
        if not buys and OptionCode.DEVICE_COVER in told.get("option_codes", []):
            self.add_error(
                "option_codes",
                _("端末補償は、端末を購入する方だけが選べます。外すか、端末の購入を選んでください"),
            )

    def _clean_options(self, function: str, codes: list[str]) -> None:
        for code in codes:
            if not option_changes.may_hold(code, function, self.today):
                self.add_error(
                    "option_codes",
                    gettext("「%s」は、選んだ機能の回線では使えません。外してください")
                    % options.option(OptionCode(code)).label,
                )
        if any(option_changes.gives_way(one, other) for one in codes for other in codes):
            self.add_error("option_codes", _("通話のかけ放題は、1つだけ選んでください"))

    def _clean_user(self, told: dict[str, Any]) -> None:
        for name in (*USER_FIELDS, "user_birth_date"):
            if not told.get(name) and name not in self.errors:
                label = self.fields[name].label
                self.add_error(name, gettext("%sを入力してください") % label)
        born = told.get("user_birth_date")
        if born and (words := not_born_on(born, self.today)):
            self.add_error("user_birth_date", words)

    def selection(self) -> Selection:
        """What was chosen; only of a valid form."""
        told = dict(self.cleaned_data)
        brings, user = told.pop("contract") == BRING, told.pop("user")
        if told["device"] != AppliedLine.Device.OWN:
            told["device_name"] = ""
        if told["device"] != AppliedLine.Device.BUY:
            told["device_code"] = ""
        if user == SELF:
            told |= dict.fromkeys(USER_FIELDS, "") | {"user_birth_date": None}
        return Selection(brings_number=brings, **told)
