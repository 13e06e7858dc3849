"""What a line's options cost in a month: of the same rules as the bill, before and after."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from contracts.models import Line, OptionPeriod
from contracts.queries.lines import plan_code
from mioportal.rules import billing
from mioportal.rules.billing import BilledLine, BillFacts, ChargeKind
from mioportal.rules.dates import add_months, month_end, month_start
from mioportal.rules.options import AgreedFee, OptionCode, needs_no_line
from mioportal.rules.plans import Function, Medium


class Span(NamedTuple):
    """A period of an option as it is, or as it would be."""

    code: OptionCode
    starts_on: date
    ends_on: date | None = None
    agreed: Decimal | None = None
    trial_through: date | None = None

    def touches(self, month: date) -> bool:
        """Whether it is held on any day of a month."""
        begun = self.starts_on <= month_end(month)
        return begun and (self.ends_on is None or self.ends_on >= month)

    def is_free(self, month: date) -> bool:
        """Whether its trial lasts through a month, or as long as the option itself."""
        last = month_end(month)
        through = self.trial_through
        return through is not None and through >= min(last, self.ends_on or last)

    @property
    def turns(self) -> tuple[date, ...]:
        """The months from which on it is paid, and is over."""
        days = (day for day in (self.trial_through, self.ends_on) if day is not None)
        return tuple(add_months(month_start(day), 1) for day in days)


def span(period: OptionPeriod) -> Span:
    """A period as it is."""
    return Span(
        OptionCode(period.option_code),
        period.starts_on,
        period.ends_on,
        period.agreed_yen,
        period.trial_through,
    )


def option_yen(line: Line, spans: Iterable[Span], month: date) -> Decimal:
    """What the options of a prefetched line come to on the bill of a month, tax included."""
    held = [each for each in spans if each.touches(month)]
    if not held:
        return Decimal(0)
    lines = billing.bill_lines(_facts(line, held, month))
    options = (each.amount for each in lines if each.kind is ChargeKind.OPTION)
    return sum(options, Decimal(0))


def _facts(line: Line, held: Sequence[Span], month: date) -> BillFacts:
    if line.ends_on is not None and line.ends_on < month:
        loose = [each for each in held if needs_no_line(each.code) and not each.is_free(month)]
        return BillFacts(month=month, options=_codes(loose), agreed=_agreed(loose))
    paid = {each.code for each in held if not each.is_free(month)}
    return BillFacts(
        month=month,
        lines=(
            BilledLine(
                line=line.code,
                plan=plan_code(line),
                function=Function(line.function),
                medium=Medium(line.medium),
                options=_codes(held),
                on_trial=tuple(code for code in _codes(held) if code not in paid),
                agreed=_agreed(held),
                billing_started_on=line.billing_started_on,
            ),
        ),
    )


def _codes(held: Iterable[Span]) -> tuple[OptionCode, ...]:
    """Each option once: ended and added again in a month, it is billed once."""
    return tuple(dict.fromkeys(each.code for each in held))


def _agreed(held: Iterable[Span]) -> tuple[AgreedFee, ...]:
    fees = {each.code: each.agreed for each in held if each.agreed is not None}
    return tuple(AgreedFee(code, yen) for code, yen in fees.items())


@dataclass(frozen=True, kw_only=True, slots=True)
class MonthPrice:
    """What a line's options cost in a month, and what they would; `goes_on` is the last row."""

    month: date
    before: Decimal
    after: Decimal
    goes_on: bool = False

    @property
    def difference(self) -> Decimal:
        """Below zero where it becomes cheaper."""
        return self.after - self.before


def month_prices(
    line: Line, before: Sequence[Span], after: Sequence[Span], today: date
) -> tuple[MonthPrice, ...]:
    """This month, the next, and each later one in which a price changes: the last one goes on."""
    first = month_start(today)
    months = {first, add_months(first, 1)}
    months |= {month for each in (*before, *after) for month in each.turns if month > first}
    return tuple(
        MonthPrice(
            month=month,
            before=option_yen(line, before, month),
            after=option_yen(line, after, month),
            goes_on=month == max(months),
        )
        for month in sorted(months)
    )
