"""Rows of thousands of known owners: one parameter, and an index that is walked in order."""

import json
from typing import Any

from django.db.models import BooleanField, F, Func


class Among(Func):
    """True where a whole-number column is one of `keys`, of which there may be many."""

    output_field = BooleanField()

    def __init__(self, column: str, keys: list[int]) -> None:
        super().__init__(F(column))
        self.keys = keys

    def as_postgresql(self, compiler: Any, connection: Any, **_context: Any) -> tuple[str, Any]:
        """An array: sorted keys are looked up from leaf to leaf of the index."""
        column, params = compiler.compile(self.source_expressions[0])
        # As text: a driver would turn each number into text by itself.
        keys = ",".join(map(str, self.keys))
        return f"{column} = ANY(%s::bigint[])", (*params, f"{{{keys}}}")

    def as_sqlite(self, compiler: Any, connection: Any, **_context: Any) -> tuple[str, Any]:
        """A list of JSON: SQLite takes no more than some thousand parameters."""
        column, params = compiler.compile(self.source_expressions[0])
        text = f"{column} IN (SELECT value FROM json_each(%s))"
        return text, (*params, json.dumps(self.keys))
