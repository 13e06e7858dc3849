"""Rows of thousands of known owners: one parameter, and an index that is walked in order."""

from collections.abc import Iterable
from typing import Any

from django.db.models import BooleanField, F, Func


class Keys:
    """Many keys in order, written out once for all questions about them."""

    def __init__(self, keys: Iterable[int]) -> None:
        self.text = str(list(keys))

    @property
    def as_array(self) -> str:
        """As PostgreSQL writes an array."""
        return f"{{{self.text[1:-1]}}}"


class Among(Func):
    """True where a whole-number column is one of `keys`, of which there may be many."""

    output_field = BooleanField()

    def __init__(self, column: str, keys: Keys) -> None:
        super().__init__(F(column))
        self.keys = keys

    def as_postgresql(self, compiler: Any, connection: Any, **_context: Any) -> tuple[str, Any]:
        """An array: sorted keys are looked up from leaf to leaf of the index.

        As a query of its own it is a constant of the run: one that is known beforehand is weighed
        key by key, which takes longer than the look.
        """
        column, params = compiler.compile(self.source_expressions[0])
        text = f"{column} = ANY((SELECT %s::bigint[])::bigint[])"
        return text, (*params, self.keys.as_array)

    def as_sqlite(self, compiler: Any, connection: Any, **_context: Any) -> tuple[str, Any]:
        """A list of JSON: SQLite takes no more than some thousand parameters."""
        column, params = compiler.compile(self.source_expressions[0])
        text = f"{column} IN (SELECT value FROM json_each(%s))"
        return text, (*params, self.keys.text)
