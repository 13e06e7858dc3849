"""Policy as dated data: a value, since when it holds, and where that is written."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar

from mioportal.rules.checks import a_day

V = TypeVar("V")

# The first day the book knows: a row since this day has "always" held, no earlier day is known.
BEGINNING = date(2000, 1, 1)


class Unit(StrEnum):
    """What a table's values are counted in."""

    YEN = "yen"  # tax included
    YEN_EX_TAX = "yen_ex_tax"
    YEN_UNTAXED = "yen_untaxed"  # 不課税
    PERCENT = "percent"
    SECONDS = "seconds"
    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"
    BUSINESS_DAYS = "business_days"
    MONTHS = "months"
    YEARS = "years"
    AGE = "age"
    DAY_OF_MONTH = "day_of_month"
    WEEKDAY = "weekday"  # Monday is 0
    TIME = "time"
    MEGABYTES = "megabytes"
    GIGABYTES = "gigabytes"
    BYTES = "bytes"
    KBPS = "kbps"
    TIMES = "times"
    POINTS = "points"
    LINES = "lines"
    FILES = "files"
    PIXELS = "pixels"
    LETTERS = "letters"
    DIGITS = "digits"
    STEPS = "steps"
    CONTRACTS = "contracts"
    WORD = "word"
    RULE = "rule"  # the words of the row are the rule: there is nothing to count


class Range(NamedTuple, Generic[V]):
    """A value that the sources give as "from … to …"; a promise is kept by the second."""

    least: V
    most: V


# No slots in generics: Python 3.11 cannot call a frozen, slotted one as Table[int](…).
@dataclass(frozen=True, kw_only=True)
class Dated(Generic[V]):
    """One row: `value` holds from `since` until the next row begins."""

    since: date
    value: V
    source: str

    def __post_init__(self) -> None:
        a_day(self.since, "since")
        if not self.source.strip():
            raise ValueError("source must name where the value is written")


@dataclass(frozen=True)
class Table(Generic[V]):
    """Rows of one rule, old to new. `name` is unique in the book."""

    name: str
    unit: Unit
    rows: tuple[Dated[V], ...]

    def __post_init__(self) -> None:
        if not self.rows:
            raise ValueError(f"rows of {self.name} must not be empty")
        days = [row.since for row in self.rows]
        if days != sorted(set(days)):
            raise ValueError(f"rows of {self.name} must run from old to new, one a day")

    def row_on(self, day: date) -> Dated[V]:
        """The row that holds on `day`."""
        a_day(day, "day")
        for row in reversed(self.rows):
            if row.since <= day:
                return row
        raise ValueError(f"day {day} is before the first row of {self.name}")

    def on(self, day: date) -> V:
        """The value that holds on `day`."""
        return self.row_on(day).value


def always(name: str, unit: Unit, value: V, source: str) -> Table[V]:
    """A table of one row: no change is known."""
    return Table(name, unit, (Dated(since=BEGINNING, value=value, source=source),))


def stated(name: str, source: str) -> Table[bool]:
    """A rule without a number: it is told in words, and the functions beside it keep it."""
    return always(name, Unit.RULE, True, source)
