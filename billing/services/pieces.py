"""The rows of a bill, made by the rules once for all that have the same terms.

A million lines have a few thousand kinds of terms between them: the rules are asked once for each.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from billing.queries import facts
from billing.queries.rows import (
    HeldDevice,
    HeldLine,
    HeldOption,
    Holdings,
    Related,
    Terms,
    Use,
)
from billing.services.sheets import Cells
from mioportal.rules import billing
from mioportal.rules.billing import BillLine, Totals
from mioportal.rules.options import OptionCode
from mioportal.rules.plans import Function

_NO_USE = Use()


class Piece(NamedTuple):
    """Rows without their owner: for each its code and its other cells; and their sums by rate."""

    rows: tuple[tuple[str, Cells], ...]
    sums: tuple[tuple[int, Decimal], ...]


class Owned(NamedTuple):
    """A piece and whose it is: a line's (by primary key), or the member's. `code` overrides."""

    line: int | None
    piece: Piece
    code: str = ""


def pieces_of(held: Holdings, month: date) -> list[Owned]:
    """Everything on a member's bill, in the order of `rules.billing.bill_lines`."""
    found = [one for line in _with_family(held.lines, month) for one in line]
    found += [Owned(None, _loose(option, month)) for option in held.loose]
    billed = {line.pk for line in held.lines}
    for device in held.devices:
        alike = device._replace(line_pk=0, line="", code="")
        piece = _device(alike, device.line_pk in billed)
        found.append(Owned(device.line_pk, piece, device.code))
    for row in held.services:
        alike_service = row._replace(code="", starts_on=max(row.starts_on, month))
        found.append(Owned(None, _service(alike_service, held.earns_mio_wari, month)))
    if _has_one_off(held):
        found += _one_off(held, month)
    return found


def total_of(owned: Iterable[Owned]) -> Totals:
    """What a bill comes to: rounded down once for each rate (C-004)."""
    sums: dict[int, Decimal] = {}
    for one in owned:
        for percent, amount in one.piece.sums:
            sums[percent] = sums[percent] + amount if percent in sums else amount
    return _totals(tuple(sums.items()))


def forget() -> None:
    """Let go of what was kept: a month's terms are of no use to the next."""
    for kept in (_contract, _used, _loose, _device, _service, _totals, _family):
        kept.cache_clear()


def _has_one_off(held: Holdings) -> bool:
    if held.posted or held.rests or any(line.ending for line in held.lines):
        return True
    return any(row.early_end for row in held.services)


def _one_off(held: Holdings, month: date) -> Iterator[Owned]:
    keys: dict[str, int | None] = {line.code: line.pk for line in held.lines}
    keys |= {rest.line: rest.line_pk for rest in held.rests}
    keys |= {row.line: row.line_pk for row in held.posted}
    for one in facts.posted(held, month):
        yield Owned(keys.get(one.line), _piece([one]))


def _with_family(lines: list[HeldLine], month: date) -> Iterator[Iterator[Owned]]:
    family = _family(tuple((line.terms.plan, line.terms.function) for line in lines), month)
    for line, is_family in zip(lines, family, strict=True):
        yield _pieces_of_line(line, month, is_family)


def _pieces_of_line(line: HeldLine, month: date, is_family: bool) -> Iterator[Owned]:
    terms = line.terms
    yield Owned(line.pk, _contract(terms, month, is_family))
    # The levies of a number are rows of use, too: they are asked for without any.
    bare = terms._replace(options=(), begins_on=None)
    yield Owned(line.pk, _used(bare, line.use, month))
    if terms.begins_on is not None:
        held = facts.billed_line(_alike(terms))
        yield Owned(line.pk, _piece(billing.first_rows(held, month)))


def _piece(rows: Iterable[BillLine]) -> Piece:
    made: list[tuple[str, Cells]] = []
    sums: dict[int, Decimal] = {}
    for row in rows:
        cells = Cells(row.kind.value, row.percent, row.quantity, str(row.amount))
        made.append((row.code, cells))
        sums[row.percent] = sums.get(row.percent, Decimal(0)) + row.amount
    return Piece(tuple(made), tuple(sums.items()))


def _alike(terms: Terms, use: Use = _NO_USE) -> HeldLine:
    return HeldLine(0, "", terms, use, None)


@lru_cache(maxsize=16384)
def _contract(terms: Terms, month: date, is_family: bool) -> Piece:
    held = facts.billed_line(_alike(terms))
    return _piece(billing.contract_rows(held, month, is_family=is_family))


@lru_cache(maxsize=16384)
def _used(terms: Terms, use: Use, month: date) -> Piece:
    return _piece(billing.use_rows(facts.billed_line(_alike(terms, use)), month))


@lru_cache(maxsize=256)
def _loose(option: HeldOption, month: date) -> Piece:
    return _piece([billing.option_row(OptionCode(option.code), option.agreed, month)])


@lru_cache(maxsize=16384)
def _device(device: HeldDevice, is_line_billed: bool) -> Piece:
    rows = billing.device_rows(facts.instalments(device), is_line_billed=is_line_billed)
    return _piece(rows)


@lru_cache(maxsize=1024)
def _service(row: Related, earns: bool, month: date) -> Piece:
    return _piece(billing.service_rows(facts.service(row, earns=earns), month))


@lru_cache(maxsize=65536)
def _totals(sums: tuple[tuple[int, Decimal], ...]) -> Totals:
    return billing.totals_of(dict(sums))


@lru_cache(maxsize=16384)
def _family(lines: tuple[tuple[str, str], ...], month: date) -> tuple[bool, ...]:
    return billing.family_discounted([(plan, Function(each)) for plan, each in lines], month)
