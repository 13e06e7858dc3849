"""The rows of a bill, made by the rules once for all that have the same terms.

A million lines have a few thousand kinds of contracts between them, and their use comes to a few
thousand sums: the rules are asked once for each.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import repeat
from typing import Any, NamedTuple

from billing.queries import facts
from billing.queries.rows import (
    NO_USE,
    Contract,
    HeldDevice,
    HeldLine,
    HeldOption,
    Holdings,
    Related,
    Use,
)
from billing.services.sheets import Block, Cells
from mioportal.rules import billing
from mioportal.rules.billing import BilledLine, BillLine
from mioportal.rules.options import OptionCode
from mioportal.rules.plans import Function


class Piece(NamedTuple):
    """Rows without their owner (code, kind, percent, quantity, amount), and their sums by rate.

    Sums are in tenths of a yen, as fine as an item is kept.
    """

    rows: Block
    sums: tuple[tuple[int, int], ...]


# A piece and whose it is: a line's (by primary key), or the member's.
Owned = tuple[int | None, Piece]
_TENTHS = 10


def pieces_of(held: Holdings, month: date) -> list[Owned]:
    """Everything on a member's bill, in the order of `rules.billing.bill_lines`."""
    found: list[Owned] = []
    has_ending = False
    for line, is_family in zip(held.lines, _family(held.lines, month), strict=False):
        pk, _code, contract, use, ending = line
        found.append((pk, _contract(contract, month, is_family)))
        if use is not NO_USE:
            plan = contract.plan if use.parcels else ""
            used = _use(contract.function, plan, use, month)
            if used.sums:
                found.append((pk, used))
        has_ending = has_ending or ending is not None
    if held.loose:
        found += [(None, _option(option, None, None, month)) for option in held.loose]
    if held.devices:
        found += _of_devices(held)
    if held.services:
        found += _of_services(held, month)
    if has_ending or held.posted or held.rests or held.services:
        found += _one_off(held, month)
    return found


def total_of(owned: Iterable[Owned]) -> tuple[int, int]:
    """What a bill comes to, and the tax in it: rounded down once for each rate (C-004)."""
    sums: dict[int, int] = {}
    for _line, piece in owned:
        for percent, tenths in piece.sums:
            sums[percent] = sums[percent] + tenths if percent in sums else tenths
    total = tax = 0
    for percent, tenths in sums.items():
        # The rules round down too, and refuse less than nothing; a whole number is found sooner.
        of_rate = _of_rate(percent, tenths // _TENTHS)
        total += of_rate[0]
        tax += of_rate[1]
    return total, tax


def _family(lines: Sequence[HeldLine], month: date) -> Iterable[bool]:
    """Which lines are discounted: nobody looks while there is no discount."""
    if not _family_off(month).sums:
        return repeat(False)
    held = [(line.contract.plan, Function(line.contract.function)) for line in lines]
    return billing.family_discounted(held, month)


def _of_devices(held: Holdings) -> Iterator[Owned]:
    billed = {line.pk for line in held.lines}
    for device in held.devices:
        piece = _device(device[3:], device.line_pk in billed)
        yield device.line_pk, Piece(piece.rows.beginning(device.code), piece.sums)


def _of_services(held: Holdings, month: date) -> Iterator[Owned]:
    for row in held.services:
        alike = row._replace(code="", starts_on=max(row.starts_on, month))
        yield None, _service(alike, held.earns_mio_wari, month)


def _one_off(held: Holdings, month: date) -> Iterator[Owned]:
    keys: dict[str, int | None] = {line.code: line.pk for line in held.lines}
    keys |= {rest.line: rest.line_pk for rest in held.rests}
    keys |= {row.line: row.line_pk for row in held.posted}
    for one in facts.posted(held, month):
        yield keys.get(one.line), _piece([one])


def _piece(rows: Iterable[BillLine]) -> Piece:
    made: list[Cells] = []
    sums: dict[int, int] = {}
    for row in rows:
        made.append(
            Cells(row.code, row.kind.value, row.percent, row.quantity, str(row.amount))
        )
        sums[row.percent] = sums.get(row.percent, 0) + _tenths(row.amount)
    return Piece(Block.of_cells(made), tuple(sums.items()))


def _tenths(amount: Decimal) -> int:
    tenths = amount * _TENTHS
    if tenths != int(tenths):
        raise ValueError(f"amount must be whole tenths of a yen, not {amount}")
    return int(tenths)


def _all(pieces: Sequence[Piece]) -> Piece:
    sums: dict[int, int] = {}
    for piece in pieces:
        for percent, tenths in piece.sums:
            sums[percent] = sums.get(percent, 0) + tenths
    return Piece(Block.of(piece.rows for piece in pieces), tuple(sums.items()))


def _alike(contract: Contract) -> BilledLine:
    """A line that stands for all with this contract, its options aside."""
    return facts.billed_line(HeldLine(0, "", contract._replace(options=()), NO_USE, None))


@lru_cache(maxsize=8192)
def _contract(contract: Contract, month: date, is_family: bool) -> Piece:
    """Put together from what is common: the rules are not asked for every choice of options."""
    bare = contract._replace(options=())
    parts = [_base(bare._replace(network=""), month)]
    days = contract.begins_on, contract.undone_on
    parts += [_option(option, *days, month) for option in contract.options]
    if is_family:
        parts.append(_family_off(month))
    parts.append(_levies(contract.function, month))
    if contract.begins_on is not None:
        parts.append(_first(bare, month))
    return _all(parts)


@lru_cache(maxsize=4096)
def _base(bare: Contract, month: date) -> Piece:
    return _piece([billing.base_row(_alike(bare), month)])


@lru_cache(maxsize=4096)
def _option(
    option: HeldOption,
    line_started_on: date | None,
    line_undone_on: date | None,
    month: date,
) -> Piece:
    row = billing.option_row(
        OptionCode(option.code),
        option.agreed,
        month,
        is_free=option.is_free,
        line_started_on=line_started_on,
        line_undone_on=line_undone_on,
    )
    return _piece([row])


@lru_cache(maxsize=1)
def _family_off(month: date) -> Piece:
    return _piece(billing.family_rows(month))


@lru_cache(maxsize=4096)
def _first(bare: Contract, month: date) -> Piece:
    return _piece(billing.first_rows(_alike(bare), month))


@lru_cache(maxsize=8192)
def _use(function: str, plan: str, use: Use, month: date) -> Piece:
    """What was used beyond the plan; `plan` is asked for parcels of data only."""
    of = Function(function)
    rows: list[BillLine] = []
    if use.calls:
        rows += billing.call_rows(of, use.calls, month)
    if use.messages:
        rows += billing.message_rows(of, use.messages, month)
    if use.parcels:
        rows += billing.data_rows(plan, use.parcels, month)
    return _piece(rows)


@lru_cache(maxsize=16)
def _levies(function: str, month: date) -> Piece:
    return _piece(billing.number_rows(Function(function), month))


@lru_cache(maxsize=4096)
def _device(terms: tuple[Any, ...], is_line_billed: bool) -> Piece:
    """Rows that lack the code of the device."""
    alike = facts.instalments(HeldDevice(0, "", "", *terms))
    piece = _piece(billing.device_rows(alike, is_line_billed=is_line_billed))
    rests = [Cells(*values[1:]) for values in piece.rows.values]
    return Piece(Block.of_cells(rests), piece.sums)


@lru_cache(maxsize=1024)
def _service(row: Related, earns: bool, month: date) -> Piece:
    return _piece(billing.service_rows(facts.service(row, earns=earns), month))


@lru_cache(maxsize=8192)
def _of_rate(percent: int, whole: int) -> tuple[int, int]:
    found = billing.rate_total(percent, Decimal(whole))
    return int(found.total), int(found.tax)
