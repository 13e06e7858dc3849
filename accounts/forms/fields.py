"""Fields that read what people type as it is kept (full width, half-width kana, hyphens)."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any, NoReturn

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from mioportal.rules import contact
from mioportal.rules.mioid import normalise_login

MAIL_LENGTH = 254
# Whatever stands between the numbers: a stroke, a point, or the words for year, month and day.
_DAY = re.compile("([0-9]{4})[^0-9]([0-9]{1,2})[^0-9]([0-9]{1,2})[^0-9]?")
_DIGITS = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
# Text, or a promise of it in the reader's language.
Words = Any


class WrittenField(forms.CharField):
    """A line of text in the form in which it is kept; `wrong` says what is wrong with another.

    `longest` stands against what is kept, not against what was typed: so the browser is told no
    limit at which it would cut off what is typed or pasted.
    """

    def __init__(
        self,
        *,
        written: Callable[[str], str],
        longest: int,
        is_right: Callable[[str], bool] = bool,
        wrong: Words = "",
        missing: Words = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(error_messages={"required": missing}, **kwargs)
        self.written, self.is_right = written, is_right
        self.wrong, self.longest = wrong, longest

    def to_python(self, value: Any) -> str:
        """What was typed, as it is kept."""
        return self.written(str(super().to_python(value)))

    def validate(self, value: str) -> None:
        """Missing, too long, or of another form than it must have."""
        super().validate(value)
        if len(value) > self.longest:
            told = {"label": self.label, "most": self.longest, "now": len(value)}
            too_long = _("%(label)sは、%(most)d文字までで入力してください（いまは%(now)d文字です）")
            raise ValidationError(too_long, code="max_length", params=told)
        if value and not self.is_right(value):
            raise ValidationError(self.wrong, code="invalid", params={"label": self.label})


class NameField(WrittenField):
    """姓 or 名."""

    def __init__(self, **kwargs: Any) -> None:
        wrong = _("%(label)sは、文字だけで入力してください。数字、記号、絵文字は使えません")
        super().__init__(written=contact.as_line, is_right=contact.is_name, wrong=wrong, **kwargs)


class KanaField(WrittenField):
    """セイ or メイ."""

    def __init__(self, **kwargs: Any) -> None:
        wrong = _("%(label)sは、カタカナで入力してください")
        super().__init__(written=contact.as_kana, is_right=contact.is_kana, wrong=wrong, **kwargs)


class DayField(forms.Field):
    """A day, typed in any of the usual ways: 1984年5月17日, 1984/5/17, 1984-05-17, 19840517.

    `like` is such a day, for who typed it in another way.
    """

    widget = forms.TextInput

    def __init__(self, *, missing: Words, like: str = "1984/5/17", **kwargs: Any) -> None:
        super().__init__(error_messages={"required": missing}, **kwargs)
        self.like = like
        self.widget.attrs.setdefault("inputmode", "numeric")

    def prepare_value(self, value: Any) -> Any:
        """As it is typed; a day that is known in one of those ways."""
        return f"{value.year}/{value.month}/{value.day}" if isinstance(value, date) else value

    def to_python(self, value: Any) -> date | None:
        """The day; None where nothing was typed."""
        typed = contact.as_line(str(value or ""))
        if not typed:
            return None
        plain = typed.replace(" ", "")
        parts = _DAY.fullmatch(plain) or _DIGITS.fullmatch(plain)
        if parts is None:
            self._refuse(_("%(label)sは、西暦で%(like)sのように入力してください"))
        try:
            return date(*(int(part) for part in parts.groups()))
        except ValueError:
            self._refuse(_("%(label)sが、暦にない日付です。年、月、日を確かめてください"))

    def _refuse(self, words: Words) -> NoReturn:
        told = {"label": self.label, "like": self.like}
        raise ValidationError(words, code="invalid", params=told) from None


class PhoneField(WrittenField):
    """A telephone number of Japan, or another country's with its +."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            written=contact.as_phone,
            is_right=contact.is_phone,
            wrong=_(
                "%(label)sは、090-1234-5678のように市外局番から入力してください。"
                "海外の番号は、+1のような国番号から入力してください"
            ),
            longest=20,
            widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
            **kwargs,
        )


def _is_mail(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


class MailField(WrittenField):
    """A mail address, in small letters and half width."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            written=normalise_login,
            is_right=_is_mail,
            wrong=_("メールアドレスは、name@example.jpの形で入力してください"),
            longest=MAIL_LENGTH,
            widget=forms.TextInput(
                attrs={"autocomplete": "email", "inputmode": "email", "spellcheck": "false"}
            ),
            **kwargs,
        )


class PasswordField(forms.CharField):
    """A password, exactly as it was typed."""

    def __init__(self, *, missing: Words, autocomplete: str, **kwargs: Any) -> None:
        super().__init__(
            strip=False,
            widget=forms.PasswordInput(
                render_value=True, attrs={"autocomplete": autocomplete}
            ),
            error_messages={"required": missing},
            **kwargs,
        )
