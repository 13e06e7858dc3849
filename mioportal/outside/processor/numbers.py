"""The documented test numbers: all that the processor takes (docs/test-cards.md lists them).

None was ever issued: card companies and processors publish them for practice.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mioportal.rules.cards import CardNetwork, expires_on
from mioportal.rules.dates import add_months
from mioportal.rules.payment import CardBrand
from mioportal.words import catalogue

# A network that the operator does not take; to the processor it is one like the others.
UNIONPAY = "unionpay"

SHORTEST, LONGEST = 13, 19
# Whatever people put between groups of digits.
_BETWEEN = re.compile(r"[\s\-\u2010-\u2015\u2212\u30fc\uff70]+")


class Later(models.TextChoices):
    """How a card behaves when it is charged."""

    PAYS = "PAYS", _("承認")
    DECLINES = "DECLINES", _("承認しない")
    LACKS_BALANCE = "LACKS_BALANCE", _("残高不足")
    ANSWERS_LATE = "ANSWERS_LATE", _("遅れて答える")


class Lasts(StrEnum):
    """What the card's company knows of its end; an ordinary card lasts as long as is typed."""

    AS_TYPED = "AS_TYPED"
    NEARLY_OVER = "NEARLY_OVER"
    OVER = "OVER"


@dataclass(frozen=True, kw_only=True, slots=True)
class DocumentedCard:
    """One documented number, and everything its company would know. `key` names it in a list."""

    key: str
    # Not in its repr: what is printed of a crash must not tell which number was typed.
    number: str = field(repr=False)
    network: str
    does: str | Promise
    brand: CardBrand = CardBrand.OTHER
    lasts: Lasts = Lasts.AS_TYPED
    later: Later = Later.PAYS
    is_debit: bool = False
    is_prepaid: bool = False
    needs_manual_approval: bool = False
    is_declined: bool = False

    @property
    def last_four(self) -> str:
        """All that anybody may keep of the number."""
        return self.number[-4:]

    @property
    def printed(self) -> str:
        """The number in groups, as on a card."""
        cuts = (4, 10) if len(self.number) < 16 else (4, 8, 12)
        starts, ends = (0, *cuts), (*cuts, len(self.number))
        return " ".join(self.number[a:b] for a, b in zip(starts, ends, strict=True))

    @property
    def network_label(self) -> str:
        """The network's name."""
        known = {each.value: str(catalogue.word(each)) for each in CardNetwork}
        return known.get(self.network, "UnionPay")

    @property
    def company(self) -> str:
        """The network, and whose card it is where that is known."""
        whose = "" if self.brand is CardBrand.OTHER else f"／{catalogue.word(self.brand)}"
        return f"{self.network_label}{whose}"

    @property
    def security_digits(self) -> int:
        """How long its security code is."""
        return 4 if self.network == CardNetwork.AMEX else 3

    def expires_on(self, typed: date, today: date) -> date:
        """The last day of this card, for one who typed another."""
        return typed if self.lasts is Lasts.AS_TYPED else self.usual_end(today)

    def usual_end(self, today: date) -> date:
        """The last day it bears where nobody types one."""
        months = {Lasts.NEARLY_OVER: 2, Lasts.OVER: -1}.get(self.lasts, 36)
        month = add_months(today.replace(day=1), months)
        return expires_on(month.year, month.month)


def read(typed: str) -> str:
    """The digits that were meant: full width, spaces and hyphens are as good. "" for no number."""
    digits = _BETWEEN.sub("", unicodedata.normalize("NFKC", typed))
    is_number = digits.isascii() and digits.isdigit() and SHORTEST <= len(digits) <= LONGEST
    return digits if is_number else ""


def adds_up(digits: str) -> bool:
    """Whether the last digit is the one that the others call for (Luhn): most slips break it."""
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits))]
    return sum(value - 9 * (value > 9) for value in doubled) % 10 == 0


def _card(
    key: str,
    number: str,
    network: str,
    does: str | Promise,
    brand: CardBrand = CardBrand.OTHER,
    **facts: Any,
) -> DocumentedCard:
    return DocumentedCard(key=key, number=number, network=network, does=does, brand=brand, **facts)


_JCB, _VISA, _MASTERCARD = CardNetwork.JCB, CardNetwork.VISA, CardNetwork.MASTERCARD
_WORKS = _("登録でき、毎月の請求も通る")
_ENDS_SOON = _("登録でき、2か月後の月末に有効期限が来る")
_CHARGE_DECLINED = _("登録できるが、毎月の請求は承認されない")
_NO_BALANCE = _("登録できるが、毎月の請求には残高が足りない")
_ANSWERS_LATE = _("登録できるが、毎月の請求の答えが遅れて届く")
_DECLINED = _("登録のときに承認されない")
_SECOND_LOOK = _("承認に人の判断が必要")

_ALL = (
    _card("visa", "4242424242424242", _VISA, _WORKS, CardBrand.MITSUI_SUMITOMO),
    _card("rakuten", "5555555555554444", _MASTERCARD, _WORKS, CardBrand.RAKUTEN),
    _card("jcb", "3566002020360505", _JCB, _WORKS, CardBrand.JCB),
    _card("amex", "378282246310005", CardNetwork.AMEX, _WORKS, CardBrand.AMEX),
    _card("diners", "30569309025904", CardNetwork.DINERS, _WORKS),
    _card("aeon", "4111111111111111", _VISA, _WORKS, CardBrand.AEON),
    _card("saison", "5454545454545454", _MASTERCARD, _WORKS, CardBrand.SAISON),
    _card("ends-soon", "2223003122003222", _MASTERCARD, _ENDS_SOON, lasts=Lasts.NEARLY_OVER),
    _card("charge-declined", "4000000000000341", _VISA, _CHARGE_DECLINED, later=Later.DECLINES),
    _card("no-balance", "4000000000009995", _VISA, _NO_BALANCE, later=Later.LACKS_BALANCE),
    _card("answers-late", "4000000000000077", _VISA, _ANSWERS_LATE, later=Later.ANSWERS_LATE),
    _card("declined", "4000000000000002", _VISA, _DECLINED, is_declined=True),
    _card("expired", "4000000000000069", _VISA, _("有効期限が切れている"), lasts=Lasts.OVER),
    _card("debit", "4000056655665556", _VISA, _("デビットカード"), is_debit=True),
    _card("prepaid", "5105105105105100", _MASTERCARD, _("プリペイドカード"), is_prepaid=True),
    _card("second-look", "4000000000009235", _VISA, _SECOND_LOOK, needs_manual_approval=True),
    _card("unionpay", "6200000000000005", UNIONPAY, _("受け付けていないブランド")),
)
TEST_CARDS = {card.key: card for card in _ALL}
BY_NUMBER = {card.number: card for card in _ALL}
