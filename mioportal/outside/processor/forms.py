"""The one form in which a card number is typed. What was typed never leaves it."""

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from mioportal.outside.processor import numbers
from mioportal.outside.processor.models import CardSession
from mioportal.outside.processor.numbers import BY_NUMBER, TEST_CARDS, DocumentedCard
from mioportal.outside.processor.services import Entry
from mioportal.plumbing.forms import PortalForm
from mioportal.rules.cards import expires_on

_NAME_MARKS = " .-'・"
_YEARS_AHEAD = 12
_REAL_CARD = _(
    "これは練習用の番号ではありません。ここでは、下の一覧にある練習用の番号だけを使えます。"
    "本物のカードの番号は、決して入力しないでください。入力された番号は保存せず、すぐに消しました"
)
_SLIP = _("カード番号に打ち間違いがあります。入力された番号は消しました。もう一度入力してください")
_AGAIN = _("安全のため、入力された番号は表示し直しません。もう一度入力してください")


class ShownOnce(forms.PasswordInput):
    """Typed in plain sight, but never sent back: a page with a number in it may be kept or seen.

    `autocomplete` is off so that no browser offers a real card here.
    """

    input_type = "text"

    def __init__(self) -> None:
        super().__init__(
            render_value=False,
            attrs={"autocomplete": "off", "inputmode": "numeric", "spellcheck": "false"},
        )


class CardForm(PortalForm):
    """カード情報の入力: a card of the list, or a number of the list typed by hand."""

    test_card = forms.ChoiceField(
        label=_("練習用のカード"),
        help_text=_("選ぶと、番号と有効期限とセキュリティコードを入力しなくて済みます。"),
        required=False,
        error_messages={"invalid_choice": _("練習用のカードは、一覧から選んでください")},
    )
    number = forms.CharField(
        label=_("カード番号"),
        help_text=_(
            "一覧にある練習用の番号を入力してください。空白やハイフンが入っていても、"
            "全角でも構いません。入力すると、上で選んだカードより優先します。"
        ),
        required=False,
        max_length=80,
        widget=ShownOnce,
        error_messages={"max_length": _SLIP},
    )
    month = forms.TypedChoiceField(
        label=_("有効期限の月"),
        choices=[("", "--"), *((str(month), f"{month:02}") for month in range(1, 13))],
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": _("有効期限の月は、01から12までで選んでください")},
    )
    year = forms.TypedChoiceField(
        label=_("有効期限の年"),
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": _("有効期限の年は、一覧から選んでください")},
    )
    security = forms.CharField(
        label=_("セキュリティコード"),
        help_text=_(
            "練習用のため、3桁の数字（アメリカン・エキスプレスは4桁）なら何でも構いません。"
        ),
        required=False,
        max_length=20,
        widget=ShownOnce,
    )
    holder = forms.CharField(
        label=_("カードの名義"),
        help_text=_("ローマ字で入力してください。契約者と違う名義のカードは登録できません。"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": _("カードの名義を入力してください"),
            "max_length": _("カードの名義は、60文字までで入力してください"),
        },
    )

    def __init__(self, data: Any = None, *, session: CardSession) -> None:
        super().__init__(data, initial={"holder": session.holder})
        self.session = session
        # Whether the number that was typed is none that this processor takes.
        self.is_miss = False
        self._card: DocumentedCard | None = None
        self._field("test_card").choices = [("", _("選ばずに、番号を入力する"))] + [
            (card.key, f"{card.network_label} {card.printed}：{card.does}")
            for card in TEST_CARDS.values()
        ]
        first = session.opened_on.year - 1
        years = [(str(year), str(year)) for year in range(first, first + _YEARS_AHEAD)]
        self._field("year").choices = [("", "----"), *years]

    def _field(self, name: str) -> Any:
        return self.fields[name]

    def clean_number(self) -> str:
        """Nothing but a documented number is taken, and nothing of it goes on from here."""
        typed = self.cleaned_data["number"]
        if not typed:
            return ""
        digits = numbers.read(typed)
        self._card = BY_NUMBER.get(digits)
        if self._card is None:
            self.is_miss = True
            raise ValidationError(_REAL_CARD if digits and numbers.adds_up(digits) else _SLIP)
        return ""

    def clean_security(self) -> int:
        """How many digits it has; the digits themselves are dropped."""
        typed = unicodedata.normalize("NFKC", self.cleaned_data["security"])
        return len(typed) if typed.isascii() and typed.isdigit() else 0

    def clean_holder(self) -> str:
        """A name, in capitals and half width."""
        name = unicodedata.normalize("NFKC", self.cleaned_data["holder"])
        if not all(letter.isalpha() or letter in _NAME_MARKS for letter in name):
            raise ValidationError(_("カードの名義は、ローマ字で入力してください"))
        return name.upper()

    def clean(self) -> dict[str, Any]:
        """A number that was typed goes before a card that was chosen."""
        told = super().clean() or {}
        if self._card is not None:
            self._check_the_rest(self._card, told)
            if self.errors:
                self.add_error("number", _AGAIN)
        elif "number" in told:
            self._card = TEST_CARDS.get(told.get("test_card", ""))
            if self._card is None and not self.errors.get("test_card"):
                self.add_error("number", _("練習用のカードを選ぶか、カード番号を入力してください"))
        return told

    def _check_the_rest(self, card: DocumentedCard, told: dict[str, Any]) -> None:
        for name, asked in (
            ("month", _("有効期限の月を選んでください")),
            ("year", _("有効期限の年を選んでください")),
        ):
            if name not in self.errors and not told.get(name):
                self.add_error(name, asked)
        if told.get("security") != card.security_digits:
            said = _("セキュリティコードは、%d桁の数字で入力してください") % card.security_digits
            self.add_error("security", said)

    def entry(self) -> Entry:
        """What was entered; only of a valid form."""
        assert self._card is not None
        told, today = self.cleaned_data, self.session.opened_on
        typed = told["month"] and told["year"] and expires_on(told["year"], told["month"])
        return Entry(
            card=self._card,
            expires_on=typed or self._card.usual_end(today),
            holder=told["holder"],
        )
