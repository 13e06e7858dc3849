"""When a bill is fixed, charged to the card and debited, and how long the card must last."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from mioportal.rules.checks import a_month, member
from mioportal.rules.dates import add_months, month_end
from mioportal.rules.sources import Table, Unit, always


class CardBrand(StrEnum):
    """Cards whose debit day is known; any other card is OTHER."""

    RAKUTEN = "rakuten"
    AEON = "aeon"
    MITSUI_SUMITOMO = "mitsui_sumitomo"
    JCB = "jcb"
    SAISON = "saison"
    AMEX = "amex"
    OTHER = "other"


# Days of the month after the month of use.
CONFIRMED_DAY: Table[int] = always(
    "bill_confirmed_day", Unit.DAY_OF_MONTH, 5, "解約ガイド §5② (C-084)"
)
CHARGED_DAY: Table[int] = always(
    "card_charged_day", Unit.DAY_OF_MONTH, 25, "解約ガイド §5② (C-084)"
)
# Days of the second month after; a card with several days may use any of them (F-BIL-06).
DEBIT_DAYS: Mapping[CardBrand, Table[tuple[int, ...]]] = MappingProxyType(
    {
        brand: always(f"debit_days.{brand}", Unit.DAY_OF_MONTH, days, "解約ガイド §5②")
        for brand, days in (
            (CardBrand.RAKUTEN, (27,)),
            (CardBrand.AEON, (2,)),
            (CardBrand.MITSUI_SUMITOMO, (10, 26)),
            (CardBrand.JCB, (10,)),
            (CardBrand.SAISON, (4,)),
            (CardBrand.AMEX, (10, 21, 26)),
            (CardBrand.OTHER, ()),
        )
    }
)
CARD_NEEDED_MONTHS: Table[int] = always(
    "card_needed_months", Unit.MONTHS, 2, "解約ガイド §5② (C-084)"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Schedule:
    """What happens to the bill of a month.

    `bank_debit_on` is the earliest of `bank_debit_days`, and None where the card's is not known.
    """

    confirmed_on: date
    charged_on: date
    bank_debit_days: tuple[date, ...]
    card_needed_through: date

    @property
    def bank_debit_on(self) -> date | None:
        return min(self.bank_debit_days, default=None)


def schedule(month: date, card_brand: CardBrand | str | None = None) -> Schedule:
    """When the bill of `month` is fixed, charged and debited, and how long the card must last."""
    next_month = add_months(a_month(month, "month"), 1)
    brand = CardBrand.OTHER if card_brand is None else member(CardBrand, card_brand, "card_brand")
    debit_month = add_months(month, 2)
    return Schedule(
        confirmed_on=next_month.replace(day=CONFIRMED_DAY.on(month)),
        charged_on=next_month.replace(day=CHARGED_DAY.on(month)),
        bank_debit_days=tuple(debit_month.replace(day=day) for day in DEBIT_DAYS[brand].on(month)),
        card_needed_through=month_end(add_months(month, CARD_NEEDED_MONTHS.on(month))),
    )
