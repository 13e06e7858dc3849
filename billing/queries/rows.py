"""What members held in a month, as plain rows: of a million lines no model is made.

A part of a bill is told by its terms, which are one text: everything that decides its rows, and
nothing else. A million lines have a few thousand terms between them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple, Self

# Between the cells of terms; no code and no figure has it.
MARK = "|"


def _day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


def _yen(cell: str) -> Decimal | None:
    return Decimal(cell) if cell else None


class LineTerms(NamedTuple):
    """What a line was.

    `begins_on` is None and `network` empty after the first month billed: only the fees of a new
    line ask for them, and whether it `is_prepaid`. `undone_on` is None unless the contract was
    undone in the month.
    """

    plan: str
    function: str
    medium: str
    place: str
    begins_on: date | None
    network: str
    is_prepaid: bool
    undone_on: date | None

    @classmethod
    def read(cls, cells: Sequence[str]) -> Self:
        """From the cells of its terms."""
        plan, function, medium, place, begins, network, prepaid, undone = cells
        days = _day(begins), network, bool(prepaid), _day(undone)
        return cls(plan, function, medium, place, *days)


class OptionTerms(NamedTuple):
    """An option of a line on any day of the month; `agreed` is the fee that a contract names."""

    code: str
    agreed: Decimal | None
    is_free: bool
    begins_on: date | None
    undone_on: date | None

    @classmethod
    def read(cls, cells: Sequence[str]) -> Self:
        """From the cells of its terms."""
        code, agreed, free, begins, undone = cells
        return cls(code, _yen(agreed), bool(free), _day(begins), _day(undone))


class UseTerms(NamedTuple):
    """What a line's calls came to, and how many messages it sent."""

    function: str
    calls: Decimal
    messages: int

    @classmethod
    def read(cls, cells: Sequence[str]) -> Self:
        """From the cells of its terms."""
        function, calls, messages = cells
        return cls(function, Decimal(calls), int(messages))


class DataTerms(NamedTuple):
    """Parcels of data that a line bought, and the plan it bought them on."""

    plan: str
    parcels: int

    @classmethod
    def read(cls, cells: Sequence[str]) -> Self:
        """From the cells of its terms."""
        plan, parcels = cells
        return cls(plan, int(parcels))


class DeviceTerms(NamedTuple):
    """A device with a payment in the month; `paid` counts those before it."""

    kind: str
    total: Decimal
    payments: int
    paid: int
    discount: Decimal
    choice: str
    is_line_billed: bool

    @classmethod
    def read(cls, cells: Sequence[str]) -> Self:
        """From the cells of its terms. A ledger's payments follow each other month by month."""
        kind, total, payments, number, discount, choice, billed = cells
        counts = int(payments), int(number) - 1
        return cls(kind, Decimal(total), *counts, Decimal(discount), choice, bool(billed))


class ServiceTerms(NamedTuple):
    """A related service; `begins_on` is None after its first month."""

    service: str
    home: str
    agreed: Decimal | None
    begins_on: date | None
    earns: bool

    @classmethod
    def read(cls, cells: Sequence[str]) -> Self:
        """From the cells of its terms."""
        service, home, agreed, begins, earns = cells
        return cls(service, home, _yen(agreed), _day(begins), bool(earns))


Terms = LineTerms | OptionTerms | UseTerms | DataTerms | DeviceTerms | ServiceTerms

# How they are told apart, in a letter: a million texts begin with it.
LETTERS: dict[type[Terms], str] = {
    LineTerms: "L",
    OptionTerms: "O",
    UseTerms: "U",
    DataTerms: "A",
    DeviceTerms: "D",
    ServiceTerms: "S",
}
_READERS: dict[str, Callable[[Sequence[str]], Terms]] = {
    letter: each.read for each, letter in LETTERS.items()
}


def read(text: str) -> Terms:
    """What a text of terms says."""
    letter, *cells = text.split(MARK)
    return _READERS[letter](cells)


class LooseOption(NamedTuple):
    """An option that has outlived its line."""

    code: str
    agreed: Decimal | None


class Ending(NamedTuple):
    """A line whose last day is in the month, and what its leaving costs hangs on."""

    line_pk: int
    line: str
    function: str
    contracted_on: date
    started_on: date
    ends_on: date
    leaving_by: str


class Rest(NamedTuple):
    """What is left of a device and called in at once."""

    line_pk: int
    line: str
    code: str
    yen: Decimal


class Posted(NamedTuple):
    """A one-off charge."""

    line_pk: int | None
    line: str
    kind: str
    code: str
    percent: int
    amount: Decimal


class EarlyEnd(NamedTuple):
    """A related service that ended within its minimum term."""

    code: str
    yen: Decimal


@dataclass(slots=True)
class Extras:
    """What few members have in a month: each is looked at by itself."""

    loose: list[LooseOption] = field(default_factory=list)
    endings: list[Ending] = field(default_factory=list)
    rests: list[Rest] = field(default_factory=list)
    early_ends: list[EarlyEnd] = field(default_factory=list)
    posted: list[Posted] = field(default_factory=list)
