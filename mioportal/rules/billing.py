"""The bill of a month: when it is fixed and paid, what stands on it, what it comes to."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from mioportal.rules import options, plans, tax
from mioportal.rules.charges import BillLine, ChargeKind
from mioportal.rules.checks import a_day, a_month, member, settle, yen
from mioportal.rules.dates import add_months, month_end
from mioportal.rules.options import OptionCode
from mioportal.rules.plans import Function, Medium
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


@dataclass(frozen=True, kw_only=True, slots=True)
class BilledLine:
    """What one telephone line was in the month billed.

    `options` are those held on any day of it. `billing_started_on` matters only in the line's
    first month. `calls` is what calls came to so far, tax included.
    """

    line: str
    plan: str
    function: Function
    medium: Medium
    options: tuple[OptionCode, ...] = ()
    billing_started_on: date | None = None
    calls: Decimal = Decimal(0)

    def __post_init__(self) -> None:
        settle(self, "function", member(Function, self.function, "function"))
        settle(self, "medium", member(Medium, self.medium, "medium"))
        held = tuple(member(OptionCode, code, "options") for code in self.options)
        if len(set(held)) < len(held):
            raise ValueError(f"options of {self.line} name one twice")
        settle(self, "options", held)
        if not plans.is_sold(self.plan, self.function, self.medium):
            raise ValueError(f"plan {self.plan} is not sold as {self.function} on {self.medium}")
        if self.billing_started_on is not None:
            a_day(self.billing_started_on, "billing_started_on")
        yen(self.calls, "calls")


@dataclass(frozen=True, kw_only=True, slots=True)
class BillFacts:
    """Everything a bill is made from. `posted` are one-off charges decided elsewhere."""

    month: date
    lines: tuple[BilledLine, ...] = ()
    posted: tuple[BillLine, ...] = ()

    def __post_init__(self) -> None:
        a_month(self.month, "month")
        if len({each.line for each in self.lines}) < len(self.lines):
            raise ValueError("lines name one telephone line twice")
        for each in self.lines:
            if each.billing_started_on and each.billing_started_on > month_end(self.month):
                raise ValueError(f"billing_started_on of {each.line} is after the month billed")


def bill_lines(facts: BillFacts) -> tuple[BillLine, ...]:
    """The lines of a month's bill: line by line, then what was posted.

    The last month is never pro-rated (F-BIL-03), the first is (each amount to a whole yen).
    """
    recurring = (one for each in facts.lines for one in _lines_of(each, facts.month))
    return (*recurring, *facts.posted)


def _lines_of(held: BilledLine, month: date) -> Iterator[BillLine]:
    percent = tax.rate(month)
    fee = plans.monthly_fee(held.plan, held.function, held.medium, month)
    yield BillLine(
        kind=ChargeKind.PLAN,
        line=held.line,
        code=held.plan,
        amount=_from_start(fee, held.billing_started_on, month),
        percent=percent,
    )
    for code in held.options:
        yield BillLine(
            kind=ChargeKind.OPTION,
            line=held.line,
            code=code,
            amount=_from_start(options.monthly_fee(code, month), held.billing_started_on, month),
            percent=percent,
        )
    if held.calls:
        yield BillLine(kind=ChargeKind.CALLS, line=held.line, amount=held.calls, percent=percent)


def _from_start(fee: Decimal, started_on: date | None, month: date) -> Decimal:
    """The part of a monthly fee from the day a line began, that day counted."""
    if started_on is None or started_on <= month:
        return fee
    days = month_end(month).day
    return tax.whole_yen(fee * (days - started_on.day + 1) / days)


@dataclass(frozen=True, kw_only=True, slots=True)
class RateTotal:
    """What one tax rate comes to, in whole yen: `subtotal` + `tax` = `total`."""

    percent: int
    subtotal: Decimal
    tax: Decimal
    total: Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class Totals:
    """What a bill comes to; `rates` from the highest down."""

    rates: tuple[RateTotal, ...]

    @property
    def subtotal(self) -> Decimal:
        return sum((rate.subtotal for rate in self.rates), Decimal(0))

    @property
    def tax(self) -> Decimal:
        return sum((rate.tax for rate in self.rates), Decimal(0))

    @property
    def total(self) -> Decimal:
        return sum((rate.total for rate in self.rates), Decimal(0))


def totals(lines: Iterable[BillLine]) -> Totals:
    """The sums of a bill, rounded down once for each rate (C-004)."""
    sums: dict[int, Decimal] = {}
    for line in lines:
        sums[line.percent] = sums.get(line.percent, Decimal(0)) + line.amount
    return Totals(rates=tuple(_rate_total(rate, sums[rate]) for rate in sorted(sums, reverse=True)))


def _rate_total(percent: int, amount: Decimal) -> RateTotal:
    total = tax.whole_yen(amount)
    inside = tax.tax_within(total, percent)
    return RateTotal(percent=percent, subtotal=total - inside, tax=inside, total=total)
