"""What adding an option would mean, and what ending one would: told before anybody consents."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from contracts.models import Line
from contracts.queries.option_prices import MonthPrice, Span, month_prices, option_yen, span
from contracts.queries.options import (
    HeldOption,
    gives_way,
    held_options,
    may_add,
    periods_of,
    tried_options,
)
from mioportal.rules import option_changes, options
from mioportal.rules.dates import ONE_DAY, month_start
from mioportal.rules.option_changes import AddReason
from mioportal.rules.options import Option, OptionCode
from mioportal.rules.verdict import Verdict


@dataclass(frozen=True, kw_only=True, slots=True)
class OptionOffer:
    """What adding an option to a line today would mean, or all that stands against it."""

    line: Line
    option: Option
    today: date
    verdict: Verdict[AddReason]
    yen: Decimal
    trial_through: date | None
    gives_way: HeldOption | None
    months: tuple[MonthPrice, ...]

    @property
    def paid_from(self) -> date | None:
        """The day on which it becomes paid, where it is free at first."""
        return self.trial_through + ONE_DAY if self.trial_through else None

    @property
    def gives_way_on(self) -> date | None:
        """The last day of the option that gives way (D-63)."""
        goes = self.gives_way
        return option_changes.replaced_on(goes.period.starts_on, self.today) if goes else None

    @property
    def overlaps(self) -> bool:
        """Whether both are charged this month: the one that gives way was used in it."""
        return self.gives_way_on is not None and self.gives_way_on >= month_start(self.today)

    @property
    def shown(self) -> str:
        """What a member consents to, in one word: another day or another price is another."""
        prices = "/".join(f"{each.before}-{each.after}" for each in self.months)
        return f"{self.today}:{self.trial_through}:{self.gives_way_on}:{prices}"


def option_offer(line: Line, code: OptionCode, today: date) -> OptionOffer:
    """What adding an option to a line, read with its options, would mean today."""
    held = [each for each in held_options(line, today) if not each.is_over]
    verdict = may_add(line, code, held, today)
    if not verdict.allowed:
        return _no_offer(line, code, verdict, today)
    through = option_changes.trial_through(
        code, today, had_before=code in tried_options(line.member)
    )
    goes = gives_way(code, held)
    before = [span(period) for period in periods_of(line)]
    after = [*before, Span(code, today, trial_through=through)]
    if goes:
        last = option_changes.replaced_on(goes.period.starts_on, today)
        after[after.index(span(goes.period))] = span(goes.period)._replace(ends_on=last)
    return OptionOffer(
        line=line,
        option=options.option(code),
        today=today,
        verdict=verdict,
        yen=options.monthly_fee(code, month_start(today)),
        trial_through=through,
        gives_way=goes,
        months=month_prices(line, before, after, today),
    )


def _no_offer(
    line: Line, code: OptionCode, verdict: Verdict[AddReason], today: date
) -> OptionOffer:
    return OptionOffer(
        line=line,
        option=options.option(code),
        today=today,
        verdict=verdict,
        yen=Decimal(0),
        trial_through=None,
        gives_way=None,
        months=(),
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class OptionEnding:
    """What ending an option today would mean; over there, too, when it is a third party's."""

    held: HeldOption
    ends_on: date
    months: tuple[MonthPrice, ...]

    @property
    def at_once(self) -> bool:
        """Whether it is over as soon as it is ended."""
        return option_changes.ends_at_once(self.held.option.code, self.held.today)

    @property
    def is_free(self) -> bool:
        """Whether it ends within its trial, and never costs anything."""
        through = self.held.period.trial_through
        return through is not None and through >= self.ends_on

    @property
    def last_month_yen(self) -> Decimal:
        """What it costs itself in the month in which it ends."""
        return last_month_yen(self.held, self.ends_on)

    @property
    def shown(self) -> str:
        """What a member consents to, in one word."""
        prices = "/".join(f"{each.before}-{each.after}" for each in self.months)
        return f"{self.ends_on}:{prices}"


def option_ending(held: HeldOption) -> OptionEnding:
    """What ending an option of a line, read with its options, would mean today."""
    line = held.line
    last = option_changes.last_day(held.option.code, held.today, held.period.trial_through)
    before = [span(period) for period in periods_of(line)]
    after = [
        span(period)._replace(ends_on=last) if period.pk == held.period.pk else span(period)
        for period in periods_of(line)
    ]
    return OptionEnding(
        held=held,
        ends_on=last,
        months=month_prices(line, before, after, held.today),
    )


def last_month_yen(held: HeldOption, ends_on: date) -> Decimal:
    """What an option of a line, read with its options, costs in the month in which it ends."""
    itself = span(held.period)._replace(ends_on=ends_on)
    return option_yen(held.line, [itself], month_start(ends_on))


def going_on_prices(held: HeldOption) -> tuple[MonthPrice, ...]:
    """What the options of a line come to if one that was ended over there had gone on (D-64)."""
    before = [span(period) for period in periods_of(held.line)]
    itself = span(held.period)
    after = [each._replace(ends_on=None) if each == itself else each for each in before]
    return month_prices(held.line, before, after, held.today)
