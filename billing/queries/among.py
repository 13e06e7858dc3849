"""Rows that belong to the lines of a range: an index that is walked in order, from leaf to leaf.

On PostgreSQL alone: SQLite goes from each line to what belongs to it, its only way to join.
"""

from typing import Any

from django.db.models import BooleanField, F, Func

# A table of its own, at the head of the statement: found once, however many questions are in it.
_KEYED = "keyed"


def keyed_by(lines: str) -> str:
    """The head of a statement with `Among` in it; `lines` asks for primary keys, as SQL."""
    return f"{_KEYED} (keys) AS (SELECT ARRAY_AGG(id) FROM ({lines}) line (id))"


class Among(Func):
    """True where a whole-number column is one of the keys at the head of the statement.

    Beside a condition that says the same: it is a way, and decides nothing.
    """

    output_field = BooleanField()

    def __init__(self, column: str) -> None:
        super().__init__(F(column))

    def as_sql(self, compiler: Any, connection: Any, **_context: Any) -> tuple[str, Any]:  # type: ignore[override]
        """An array, which the server puts in order. It is not known while the statement is planned.

        One that is known beforehand is weighed key by key, which takes longer than the look.
        """
        column, params = compiler.compile(self.source_expressions[0])
        return f"{column} = ANY((SELECT keys FROM {_KEYED})::bigint[])", params
