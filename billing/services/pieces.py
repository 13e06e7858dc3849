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
from mioportal.rules import billing
from mioportal.rules.billing import BillLine
from mioportal.rules.options import OptionCode
from mioportal.rules.plans import Function

# What a rule may raise for terms that no bill can be made of.
RULE_ERRORS = (ValueError, KeyError, ArithmeticError)
# Sums are kept in tenths of a yen, as fine as an item is.
_TENTHS = 10


_Row = tuple[str, str | None, int, int, str]


class Piece(NamedTuple):
    """Rows without their owner (kind, code, percent, quantity, amount), and their sums by rate.

    Where a row's code is None it is that of the part itself.
    """

    rows: tuple[_Row, ...]
    sums: tuple[tuple[int, int], ...]


def piece_of_rows(rows: Iterable[BillLine]) -> Piece:
    """Rows of the rules as a piece."""
    made: list[_Row] = []
    sums: dict[int, int] = {}
    for row in rows:
        made.append((row.kind.value, row.code, row.percent, row.quantity, str(row.amount)))
        sums[row.percent] = sums.get(row.percent, 0) + _tenths(row.amount)
    return Piece(tuple(made), tuple(sums.items()))


@lru_cache(maxsize=16384)
def piece_of(terms: str, month: date) -> Piece:
    """What terms bring. Raises what the rules raise: ValueError, KeyError, ArithmeticError."""
    held = read(terms)
    if isinstance(held, UseTerms):
        calls = _calls(held.function, held.calls, month)
        return _together(calls, _messages(held.function, held.messages, month))
    piece = piece_of_rows(_rows(held, month))
    return _without_code(piece) if isinstance(held, DeviceTerms) else piece


def _without_code(piece: Piece) -> Piece:
    return piece._replace(rows=tuple([(row[0], None, *row[2:]) for row in piece.rows]))


def _together(one: Piece, other: Piece) -> Piece:
    sums = dict(one.sums)
    for percent, tenths in other.sums:
        sums[percent] = sums.get(percent, 0) + tenths
    return Piece((*one.rows, *other.rows), tuple(sums.items()))


def _rows(held: Terms, month: date) -> Iterator[BillLine]:
    match held:
        case LineTerms():
            line = facts.billed_line(held)
            yield billing.base_row(line, month)
            yield from billing.number_rows(line.function, month)
            yield from billing.first_rows(line, month)
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


@lru_cache(maxsize=8192)
def _calls(function: str, yen: Decimal, month: date) -> Piece:
    return piece_of_rows(billing.call_rows(Function(function), yen, month))


@lru_cache(maxsize=1024)
def _messages(function: str, count: int, month: date) -> Piece:
    return piece_of_rows(billing.message_rows(Function(function), count, month))


def total_of(sums: dict[int, int]) -> tuple[int, int]:
    """What a bill comes to, and the tax in it: rounded down once for each rate (C-004)."""
    total = tax = 0
    for percent, tenths in sums.items():
        # The rules round down too, and refuse less than nothing; a whole number is found sooner.
        of_rate = _of_rate(percent, tenths // _TENTHS)
        total += of_rate[0]
        tax += of_rate[1]
    return total, tax


def _tenths(amount: Decimal) -> int:
    tenths = amount * _TENTHS
    if tenths != int(tenths):
        raise ValueError(f"amount must be whole tenths of a yen, not {amount}")
    return int(tenths)


@lru_cache(maxsize=8192)
def _of_rate(percent: int, whole: int) -> tuple[int, int]:
    found = billing.rate_total(percent, Decimal(whole))
    return int(found.total), int(found.tax)
