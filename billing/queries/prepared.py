"""Questions about a month's bills, put into SQL once a month of use for all who ask them.

For a single member the ORM takes longer to write such a question than the database to answer it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from billing.queries.parts import Questions, Span, parts_of_lines, parts_of_members

# They stand where a span's own members come: no row has a key like these.
_FIRST, _LAST = -(2**62), -(2**62) + 1

Asks = Callable[[Span], Questions]
# Member, line, code, terms.
Row = tuple[int, int | None, str, str]


@dataclass(frozen=True, slots=True)
class Statement:
    """A question in SQL, and how its rows become Python's."""

    text: str
    params: tuple[Any, ...]
    read: Callable[[Iterable[Any]], Iterable[Any]]

    def rows(self) -> Iterable[Any]:
        """What the database answers."""
        with connection.cursor() as cursor:
            cursor.execute(self.text, self.params)
            return self.read(cursor.fetchall())


def statements(asks: Asks, span: Span) -> list[Statement]:
    """The questions about a span."""
    mine = {_FIRST: span.first, _LAST: span.last}
    is_one = span.first == span.last
    found = _written(asks, connection.vendor, span.month, is_one, span.by_keys)
    # In the same form: PostgreSQL's driver marks how wide a whole number is.
    return [
        replace(each, params=tuple([type(p)(mine[p]) if p in mine else p for p in each.params]))
        for each in found
    ]


def rows_of(span: Span) -> Iterator[Row]:
    """All parts."""
    for asks in (parts_of_lines, parts_of_members):
        for statement in statements(asks, span):
            yield from statement.rows()


@lru_cache(maxsize=256)
def _written(
    asks: Asks, _vendor: str, month: date, is_one: bool, by_keys: bool
) -> tuple[Statement, ...]:
    span = Span(_FIRST, _FIRST if is_one else _LAST, month, by_keys)
    return tuple(_statement(question) for question in asks(span))


def _statement(question: QuerySet[Any, Any]) -> Statement:
    compiler = question.query.get_compiler(connection=connection)
    text, params = compiler.as_sql()
    columns = [column for column, *_rest in compiler.select]
    converters = compiler.get_converters(columns)

    def read(rows: Iterable[Any]) -> Iterable[Any]:
        return compiler.apply_converters(rows, converters) if converters else rows

    return Statement(text, params, read)
