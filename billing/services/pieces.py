"""The rows that a part of a bill brings, made by the rules once for all that have the same terms.

A million lines have a few thousand terms between them: the rules are asked once for each.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from billing.queries import facts
from billing.queries.rows import (
    DataTerms,
    DeviceTerms,
    LineTerms,
    OptionTerms,
    ServiceTerms,
    Terms,
    UseTerms,
    read,
)
from billing.services.sheets import Cell, Cells, as_text
from mioportal.rules import billing, tax
from mioportal.rules.billing import BillLine
from mioportal.rules.options import OptionCode
from mioportal.rules.plans import Function

# What a rule may raise for terms that no bill can be made of.
RULE_ERRORS = (ValueError, KeyError, ArithmeticError)
# Sums are kept in tenths of a yen, as fine as an item is.
_TENTHS = 10


class Piece(NamedTuple):
    """How rows end, in both of the database's forms, and their sums in tenths of a yen by rate.

    Without a code of their own (`has_code`), the rows of a part have that of the part: `under`.
    """

    texts: tuple[str, ...]
    values: tuple[tuple[Cell, ...], ...]
    sums: tuple[tuple[int, int], ...]
    has_code: bool = True

    def under(self, code: str) -> "Piece":
        """That of a part by its code."""
        if self.has_code:
            return self
        begin = f"{as_text(code)}\t"
        texts = tuple([begin + text for text in self.texts])
        return Piece(texts, tuple([(code, *row) for row in self.values]), self.sums)


# The line that a piece belongs to, by its primary key; without one it is the member's.
OfLine = tuple[str, Piece]


@lru_cache(maxsize=16384)
def piece_of(terms: str, month: date) -> Piece:
    """What terms bring. Raises what the rules raise: ValueError, KeyError, ArithmeticError."""
    held = read(terms)
    if isinstance(held, UseTerms):
        calls = _calls(held.function, held.calls, month)
        return _together(calls, _messages(held.function, held.messages, month))
    if isinstance(held, LineTerms):
        line = facts.billed_line(held)
        own = billing.base_row(line, month), *billing.first_rows(line, month)
        return _together(piece_of_rows(own), _numbers(line.function, month))
    return piece_of_rows(_rows(held, month), has_code=not isinstance(held, DeviceTerms))


class Pieces(dict[str, Piece]):
    """Pieces of a month by their terms: whatever is not known yet is asked of the rules."""

    def __init__(self, month: date) -> None:
        super().__init__()
        self._month = month

    def __missing__(self, terms: str) -> Piece:
        piece = self[terms] = piece_of(terms, self._month)
        return piece


def piece_of_rows(rows: Iterable[BillLine], *, has_code: bool = True) -> Piece:
    """Rows of the rules as a piece."""
    ends: list[Cells] = []
    sums: dict[int, int] = {}
    for row in rows:
        figures = row.kind.value, row.percent, row.quantity, str(row.amount)
        ends.append(Cells(row.code, *figures) if has_code else Cells(*figures))
        sums[row.percent] = sums.get(row.percent, 0) + _tenths(row.amount)
    texts = tuple([each.text for each in ends])
    return Piece(texts, tuple([each.values for each in ends]), tuple(sums.items()), has_code)


def _together(one: Piece, other: Piece) -> Piece:
    sums = dict(one.sums)
    for percent, tenths in other.sums:
        sums[percent] = sums.get(percent, 0) + tenths
    texts, values = one.texts + other.texts, one.values + other.values
    return Piece(texts, values, tuple(sums.items()))


def _rows(held: Terms, month: date) -> Iterator[BillLine]:
    match held:
        case OptionTerms():
            yield billing.option_row(
                OptionCode(held.code),
                held.agreed,
                month,
                is_free=held.is_free,
                line_started_on=held.begins_on,
                line_undone_on=held.undone_on,
            )
        case DataTerms():
            yield from billing.data_rows(held.plan, held.parcels, month)
        case DeviceTerms():
            device = facts.instalments(held)
            yield from billing.device_rows(device, is_line_billed=held.is_line_billed)
        case ServiceTerms():
            yield from billing.service_rows(facts.service(held, month), month)


@lru_cache(maxsize=64)
def _numbers(function: Function, month: date) -> Piece:
    return piece_of_rows(billing.number_rows(function, month))


@lru_cache(maxsize=8192)
def _calls(function: str, yen: Decimal, month: date) -> Piece:
    return piece_of_rows(billing.call_rows(Function(function), yen, month))


@lru_cache(maxsize=1024)
def _messages(function: str, count: int, month: date) -> Piece:
    return piece_of_rows(billing.message_rows(Function(function), count, month))


def total_of(pieces: Iterable[Piece]) -> tuple[int, int]:
    """What a bill comes to, and the tax in it: rounded down once for each rate (C-004)."""
    sums: dict[int, int] = {}
    for piece in pieces:
        for percent, tenths in piece.sums:
            sums[percent] = sums.get(percent, 0) + tenths
    total = within = 0
    for percent, tenths in sums.items():
        whole = tenths // _TENTHS
        total += whole
        within += tax.whole_tax_within(whole, percent)
    return total, within


def _tenths(amount: Decimal) -> int:
    tenths = amount * _TENTHS
    if tenths != int(tenths):
        raise ValueError(f"amount must be whole tenths of a yen, not {amount}")
    return int(tenths)
