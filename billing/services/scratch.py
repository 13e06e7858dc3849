"""Bills of a range in the making, in tables that only this connection sees.

Parts come into them from what members hold, and go out as items of bills, without a row of either
passing through Python: that sees every kind of part once, and the sums.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import connection

from billing.models import Bill, BillItem
from billing.queries.parts import Span
from billing.queries.prepared import Statement
from billing.services.pieces import Piece
from billing.services.sheets import rows_into

_PARTS, _PIECES, _SUMS = "bill_part", "bill_piece", "bill_piece_sum"
_TABLES = {
    _PARTS: {"member_id": "bigint", "line_id": "bigint", "code": "text", "terms": "text"},
    _PIECES: {
        "terms": "text",
        "kind": "text",
        "code": "text",
        "percent": "integer",
        "quantity": "integer",
        "amount_yen": "numeric(11, 1)",
    },
    _SUMS: {"terms": "text", "percent": "integer", "tenths": "bigint"},
}
_ITEM = ("bill_id", "line_id", "kind", "code", "percent", "quantity", "amount_yen")
_JOINS = ("nestloop", "hashjoin", "mergejoin")


def gather(questions: Iterable[Statement]) -> None:
    """Begin anew with the parts that these find; inside a transaction."""
    _begin()
    into = ", ".join(_TABLES[_PARTS])
    # A join that reads a whole table costs the more the bigger the world is.
    with _joined_by("nestloop"), connection.cursor() as cursor:
        for text, params in questions:
            cursor.execute(f"INSERT INTO {_PARTS} ({into}) {text}", params)


def _begin() -> None:
    """Empty tables: what was here before is of another range."""
    with connection.cursor() as cursor:
        for name, columns in _TABLES.items():
            told = ", ".join(f"{column} {kind}" for column, kind in columns.items())
            cursor.execute(f"CREATE TEMPORARY TABLE IF NOT EXISTS {name} ({told})")
        if connection.vendor == "postgresql":
            cursor.execute(f"TRUNCATE {', '.join(_TABLES)}")
            return
        for name in _TABLES:
            cursor.execute(f"DELETE FROM {name}")


@contextmanager
def _joined_by(way: str) -> Iterator[None]:
    """Have PostgreSQL join in one way alone: it knows nothing of tables that were just filled."""
    _allow(way)
    yield
    _allow(*_JOINS)


def _allow(*ways: str) -> None:
    if connection.vendor == "postgresql":
        told = [f"set_config('enable_{each}', '{each in ways}', true)" for each in _JOINS]
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(told)}")


def leave_out(members: Iterable[int]) -> None:
    """Forget the parts of these members."""
    keys = ", ".join(map(str, members))
    _execute(f"DELETE FROM {_PARTS} WHERE member_id IN ({keys})", [])


def kinds() -> Iterator[str]:
    """The terms of all parts, each once."""
    return (terms for (terms,) in _rows(f"SELECT DISTINCT terms FROM {_PARTS}"))


def members_with(terms: str) -> Iterator[int]:
    """Who has a part of these terms."""
    text = f"SELECT DISTINCT member_id FROM {_PARTS} WHERE terms = %s"
    return (member for (member,) in _rows(text, [terms]))


def put(pieces: Mapping[str, Piece]) -> None:
    """Say what terms bring."""
    with rows_into(_PIECES, _TABLES[_PIECES]) as rows:
        for terms, piece in pieces.items():
            for row in piece.rows:
                rows.add((terms, *row))
    with rows_into(_SUMS, _TABLES[_SUMS]) as rows:
        for terms, piece in pieces.items():
            for of_rate in piece.sums:
                rows.add((terms, *of_rate))


def sums() -> Iterator[tuple[int, int, int]]:
    """What everybody's parts come to: member, rate, tenths of a yen."""
    with _joined_by("hashjoin"):
        return _rows(
            f"""
            SELECT member_id, percent, CAST(SUM(tenths) AS bigint)
            FROM {_PARTS} JOIN {_SUMS} USING (terms)
            GROUP BY member_id, percent
            """
        )


def write_items(span: Span) -> int:
    """Write the items of everybody's bill of the month; how many."""
    items, columns = BillItem._meta.db_table, ", ".join(_ITEM)
    found = f"""
        SELECT bill.id, line_id, kind, COALESCE(piece.code, part.code), percent, quantity,
            amount_yen
        FROM {_PARTS} part
        JOIN {_PIECES} piece ON piece.terms = part.terms
        JOIN {Bill._meta.db_table} bill ON bill.member_id = part.member_id
            AND bill.member_id BETWEEN %s AND %s AND bill.month = %s
        ORDER BY bill.id
    """
    params = [span.first, span.last, span.month]
    with _joined_by("hashjoin"):
        return _execute(f"INSERT INTO {items} ({columns}) {found}", params)


def _rows(text: str, params: Iterable[Any] = ()) -> Iterator[Any]:
    with connection.cursor() as cursor:
        cursor.execute(text, list(params))
        return iter(cursor.fetchall())


def _execute(text: str, params: Iterable[Any]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(text, list(params))
        return cursor.rowcount
