"""Questions for the parts of bills, put into SQL once a month of use for all who ask them.

For a single member the ORM takes longer to write such a question than the database to answer it.
"""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import connection

from billing.queries.among import Keys
from billing.queries.parts import Span, parts

# They stand where a span's own members and keys come: no row has a key like these.
_FIRST, _LAST = -(2**62), -(2**62) + 1
_KEYS = Keys([_FIRST])

Statement = tuple[str, tuple[Any, ...]]


def statements(span: Span) -> Iterator[Statement]:
    """The questions of `parts`, each as its text and parameters."""
    mine: dict[Any, int | str] = {_FIRST: span.first, _LAST: span.last}
    if span.keys is not None:
        mine |= {_KEYS.text: span.keys.text, _KEYS.as_array: span.keys.as_array}
    is_one, has_keys = span.first == span.last, span.keys is not None
    for text, params in _written(connection.vendor, span.month, is_one, has_keys):
        # In the same form: PostgreSQL's driver marks how wide a whole number is.
        yield text, tuple([type(p)(mine[p]) if p in mine else p for p in params])


def rows_of(span: Span) -> Iterator[tuple[int, int | None, str, str]]:
    """What the database answers: member, line, code, terms."""
    for statement in statements(span):
        with connection.cursor() as cursor:
            cursor.execute(*statement)
            yield from cursor.fetchall()


@lru_cache(maxsize=128)
def _written(
    _vendor: str, month: date, is_one: bool, has_keys: bool
) -> tuple[Statement, ...]:
    last, keys = _FIRST if is_one else _LAST, _KEYS if has_keys else None
    questions = parts(Span(_FIRST, last, month, keys))
    return tuple(question.query.sql_with_params() for question in questions)
