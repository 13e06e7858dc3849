"""The rows of a bill, made by the rules once for all that have the same terms.

A million lines have a few thousand kinds of terms between them: the rules are asked once for each.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from billing.queries import facts
from billing.queries.rows import (
    NO_USE,
    HeldDevice,
    HeldLine,
    HeldOption,
    Holdings,
    Related,
    Terms,
)
from billing.services.sheets import Cells
from mioportal.rules import billing
from mioportal.rules.billing import BilledLine, BillLine
from mioportal.rules.options import OptionCode
from mioportal.rules.plans import Function, Network


class Piece(NamedTuple):
    """Rows without their owner, and their sums by rate."""

    rows: tuple[Cells, ...]
    sums: tuple[tuple[int, Decimal], ...]


class Owned(NamedTuple):
    """Pieces, and whose they are: a line's (by primary key), or the member's."""

    line: int | None
    pieces: list[Piece]

    @property
    def rows(self) -> Sequence[Cells]:
        """All their rows: code, kind, percent, quantity and amount."""
        pieces = self.pieces
        if len(pieces) == 1:
            return pieces[0].rows
        return [row for piece in pieces for row in piece.rows]


def pieces_of(held: Holdings, month: date) -> list[Owned]:
    """Everything on a member's bill, in the order of `rules.billing.bill_lines`."""
    family = _family(tuple([(line.terms.plan, line.terms.function) for line in held.lines]), month)
    found = [
        Owned(line.pk, _pieces_of_line(line, month, is_family))
        for line, is_family in zip(held.lines, family, strict=True)
    ]
    found += [Owned(None, [_option(option, None, month)]) for option in held.loose]
    if held.devices:
        found += _of_devices(held)
    for row in held.services:
        alike = row._replace(code="", starts_on=max(row.starts_on, month))
        found.append(Owned(None, [_service(alike, held.earns_mio_wari, month)]))
    if _has_one_off(held):
        found += _one_off(held, month)
    return found


def total_of(owned: Iterable[Owned]) -> tuple[int, int]:
    """What a bill comes to, and the tax in it: rounded down once for each rate (C-004)."""
    sums: dict[int, Decimal] = {}
    for one in owned:
        for piece in one.pieces:
            for percent, amount in piece.sums:
                sums[percent] = sums[percent] + amount if percent in sums else amount
    total = tax = 0
    for percent, amount in sums.items():
        of_rate = _of_rate(percent, amount)
        total += of_rate[0]
        tax += of_rate[1]
    return total, tax


def _has_one_off(held: Holdings) -> bool:
    if held.posted or held.rests or any([line.ending for line in held.lines]):
        return True
    return any([row.early_end for row in held.services])


def _one_off(held: Holdings, month: date) -> Iterator[Owned]:
    keys: dict[str, int | None] = {line.code: line.pk for line in held.lines}
    keys |= {rest.line: rest.line_pk for rest in held.rests}
    keys |= {row.line: row.line_pk for row in held.posted}
    for one in facts.posted(held, month):
        yield Owned(keys.get(one.line), [_piece([one])])


def _pieces_of_line(line: HeldLine, month: date, is_family: bool) -> list[Piece]:
    terms, use = line.terms, line.use
    found = [_base(terms, month)]
    for option in line.options:
        found.append(_option(option, terms.begins_on, month))
    if is_family:
        found.append(_family_off(month))
    if use is not NO_USE:
        if use.calls:
            found.append(_calls(terms.function, use.calls, month))
        if use.messages:
            found.append(_messages(terms.function, use.messages, month))
        if use.parcels:
            found.append(_parcels(terms.plan, use.parcels, month))
    found.append(_levies(terms.function, month))
    if terms.begins_on is not None:
        found.append(_first(line.network, terms, month))
    return found


def _of_devices(held: Holdings) -> Iterator[Owned]:
    billed = {line.pk for line in held.lines}
    for device in held.devices:
        alike = device._replace(line_pk=0, line="", code="")
        piece = _device(alike, device.line_pk in billed)
        rows = tuple([Cells(device.code, *row.values[1:]) for row in piece.rows])
        yield Owned(device.line_pk, [Piece(rows, piece.sums)])


def _piece(rows: Iterable[BillLine]) -> Piece:
    made: list[Cells] = []
    sums: dict[int, Decimal] = {}
    for row in rows:
        made.append(
            Cells(row.code, row.kind.value, row.percent, row.quantity, str(row.amount))
        )
        sums[row.percent] = sums.get(row.percent, Decimal(0)) + row.amount
    return Piece(tuple(made), tuple(sums.items()))


def _alike(terms: Terms, network: str) -> BilledLine:
    """A line that stands for all with these terms."""
    return facts.billed_line(HeldLine(0, "", network, terms, (), NO_USE, None))


@lru_cache(maxsize=8192)
def _base(terms: Terms, month: date) -> Piece:
    return _piece([billing.base_row(_alike(terms, Network.DOCOMO), month)])


@lru_cache(maxsize=4096)
def _option(option: HeldOption, line_started_on: date | None, month: date) -> Piece:
    row = billing.option_row(
        OptionCode(option.code),
        option.agreed,
        month,
        is_free=option.is_free,
        line_started_on=line_started_on,
    )
    return _piece([row])


@lru_cache(maxsize=1)
def _family_off(month: date) -> Piece:
    return _piece(billing.family_rows(month))


@lru_cache(maxsize=4096)
def _first(network: str, terms: Terms, month: date) -> Piece:
    return _piece(billing.first_rows(_alike(terms, network), month))


@lru_cache(maxsize=8192)
def _calls(function: str, yen: Decimal, month: date) -> Piece:
    return _piece(billing.call_rows(Function(function), yen, month))


@lru_cache(maxsize=1024)
def _messages(function: str, count: int, month: date) -> Piece:
    return _piece(billing.message_rows(Function(function), count, month))


@lru_cache(maxsize=256)
def _parcels(plan: str, count: int, month: date) -> Piece:
    return _piece(billing.data_rows(plan, count, month))


@lru_cache(maxsize=16)
def _levies(function: str, month: date) -> Piece:
    return _piece(billing.number_rows(Function(function), month))


@lru_cache(maxsize=4096)
def _device(device: HeldDevice, is_line_billed: bool) -> Piece:
    rows = billing.device_rows(facts.instalments(device), is_line_billed=is_line_billed)
    return _piece(rows)


@lru_cache(maxsize=1024)
def _service(row: Related, earns: bool, month: date) -> Piece:
    return _piece(billing.service_rows(facts.service(row, earns=earns), month))


@lru_cache(maxsize=16384)
def _of_rate(percent: int, amount: Decimal) -> tuple[int, int]:
    found = billing.totals_of({percent: amount})
    return int(found.total), int(found.tax)


@lru_cache(maxsize=16384)
def _family(lines: tuple[tuple[str, str], ...], month: date) -> tuple[bool, ...]:
    return billing.family_discounted([(plan, Function(each)) for plan, each in lines], month)
