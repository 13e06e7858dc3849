"""What stands on single members' bills beside the parts that many have in common."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from billing.queries import facts
from billing.queries.bundles import others
from billing.queries.held import extras
from billing.queries.parts import Span, lines
from billing.queries.rows import Extras, LineTerms
from billing.services.pieces import RULE_ERRORS, OfLine, Piece, piece_of, piece_of_rows
from mioportal.rules import billing
from mioportal.rules.options import OptionCode
from mioportal.rules.plans import Function


def singles(span: Span, failed: dict[int, Exception]) -> dict[int, list[OfLine]]:
    """Pieces by member; whose own do not add up is put with the `failed`."""
    found: dict[int, list[OfLine]] = defaultdict(list)
    for member, line, code, terms in others(span):
        try:
            found[member].append((str(line or ""), piece_of(terms, span.month).under(code)))
        except RULE_ERRORS as error:
            failed[member] = error
    for member, beside in extras(span).items():
        try:
            found[member] += _beside(beside, span.month)
        except RULE_ERRORS as error:
            failed[member] = error
    for member, line, piece in _family(span, failed):
        found[member].append((str(line), piece))
    return found


def _beside(beside: Extras, month: date) -> Iterator[OfLine]:
    for option in beside.loose:
        row = billing.option_row(OptionCode(option.code), option.agreed, month)
        yield "", piece_of_rows([row])
    keys: dict[str, int | None] = {ending.line: ending.line_pk for ending in beside.endings}
    keys |= {rest.line: rest.line_pk for rest in beside.rests}
    keys |= {row.line: row.line_pk for row in beside.posted}
    for one in facts.posted(beside):
        yield str(keys.get(one.line) or ""), piece_of_rows([one])


def _family(span: Span, failed: dict[int, Exception]) -> Iterator[tuple[int, int, Piece]]:
    """The family discount by line: nobody looks for families while there is none (C-053)."""
    off = piece_of_rows(billing.family_rows(span.month))
    if not off.texts:
        return
    held: dict[int, list[tuple[int, LineTerms]]] = defaultdict(list)
    for member, line, terms in lines(span):
        held[member].append((line, terms))
    for member, mine in held.items():
        try:
            told = [(terms.plan, Function(terms.function)) for _line, terms in mine]
            earning = billing.family_discounted(told, span.month)
        except RULE_ERRORS as error:
            failed[member] = error
            continue
        for (line, _terms), earns in zip(mine, earning, strict=True):
            if earns:
                yield member, line, off
