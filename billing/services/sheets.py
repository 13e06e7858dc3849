"""Many rows at once: by COPY on PostgreSQL, by executemany elsewhere, and nowhere but here."""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from django.db import connection, models

Cell = str | int | None


class Sheet(Protocol):
    """Rows of one table that are collected, and then written in one go."""

    def add(self, *cells: Cell, rest: "Cells | None" = None) -> None:
        """Add a row: cells of its own first, then those it shares with many others."""

    def write(self) -> int:
        """Write what was collected, inside the caller's transaction; how many rows."""


class Cells:
    """The end of a row that many rows share: turned into the database's form once."""

    __slots__ = ("text", "values")

    def __init__(self, *values: Cell) -> None:
        self.values = values
        self.text = "\t".join(map(_text, values))


def _text(value: Cell) -> str:
    if value is None:
        return r"\N"
    text = str(value)
    if "\\" in text or "\t" in text or "\n" in text or "\r" in text:
        raise ValueError(f"{text!r} does not go into a table's text")
    return text


class _Copied:
    def __init__(self, table: str, columns: Sequence[str]) -> None:
        self._into = f'COPY "{table}" ({", ".join(columns)}) FROM STDIN'
        self._rows: list[str] = []

    def add(self, *cells: Cell, rest: Cells | None = None) -> None:
        own = "\t".join([_text(cell) for cell in cells])
        self._rows.append(own if rest is None else f"{own}\t{rest.text}")

    def write(self) -> int:
        rows = self._rows
        if rows:
            with connection.cursor() as cursor, cursor.cursor.copy(self._into) as copy:
                copy.write("\n".join(rows) + "\n")
        return len(rows)


class _Executed:
    def __init__(self, table: str, columns: Sequence[str]) -> None:
        marks = ", ".join(["%s"] * len(columns))
        self._into = f'INSERT INTO "{table}" ({", ".join(columns)}) VALUES ({marks})'
        self._rows: list[tuple[Cell, ...]] = []

    def add(self, *cells: Cell, rest: Cells | None = None) -> None:
        self._rows.append(cells if rest is None else cells + rest.values)

    def write(self) -> int:
        if self._rows:
            with connection.cursor() as cursor:
                cursor.executemany(self._into, self._rows)
        return len(self._rows)


def sheet(model: type[models.Model], fields: Iterable[str]) -> Sheet:
    """A sheet for some fields of a model, in that order; the others must have defaults."""
    columns = [_column(model, name) for name in fields]
    kind = _Copied if connection.vendor == "postgresql" else _Executed
    return kind(model._meta.db_table, columns)


def _column(model: type[models.Model], name: str) -> str:
    field = model._meta.get_field(name)
    assert isinstance(field, models.Field), f"{name} is not a field of {model}"
    return str(field.column)


def new_keys(model: type[models.Model], count: int) -> list[int]:
    """Primary keys that nobody else will get, in order; inside a transaction."""
    if not count:
        return []
    table = model._meta.db_table
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                [table, count],
            )
            return [row[0] for row in cursor.fetchall()]
    # The transaction is the only writer.
    last: Any = model._base_manager.aggregate(models.Max("pk"))["pk__max"] or 0
    return list(range(last + 1, last + 1 + count))
