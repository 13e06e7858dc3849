"""Many rows at once: by COPY on PostgreSQL, by executemany elsewhere, and nowhere but here."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Protocol

from django.db import connection, models

Cell = str | int | None

# Rows that are handed on together: while the database writes them, the next ones are made.
_HANDFUL = 1000


def _text(value: Cell) -> str:
    if value is None:
        return r"\N"
    text = str(value)
    if "\\" in text or "\t" in text or "\n" in text or "\r" in text:
        raise ValueError(f"{text!r} does not go into a table's text")
    return text


class Cells:
    """The end of a row that many rows share: turned into the database's form once."""

    __slots__ = ("text", "values")

    def __init__(self, *values: Cell) -> None:
        self.values = values
        self.text = "\t".join(map(_text, values))


_NOTHING = (Cells(),)


class Sheet(Protocol):
    """Rows of one table, on their way there."""

    @property
    def count(self) -> int:
        """How many rows."""

    def add(self, own: Sequence[Cell], rests: Iterable[Cells] = _NOTHING) -> None:
        """Add a row for each of the rests, all beginning with the same cells."""


class _Copied:
    def __init__(self, copy: Any) -> None:
        self.count = 0
        # Each of one row or more.
        self._copy, self._rows = copy, list[str]()

    def add(self, own: Sequence[Cell], rests: Iterable[Cells] = _NOTHING) -> None:
        begins = "\t".join(
            [str(cell) if cell.__class__ is int else _text(cell) for cell in own]
        )
        rows, before = self._rows, len(self._rows)
        if rests is _NOTHING:
            rows.append(begins)
        else:
            begins += "\t"
            rows += [begins + rest.text for rest in rests]
        self.count += len(rows) - before
        if len(rows) >= _HANDFUL:
            self.hand_on()

    def hand_on(self) -> None:
        rows = self._rows
        if rows:
            self._copy.write("\n".join(rows) + "\n")
            rows.clear()


class _Executed:
    def __init__(self) -> None:
        self.rows: list[tuple[Cell, ...]] = []

    @property
    def count(self) -> int:
        return len(self.rows)

    def add(self, own: Sequence[Cell], rests: Iterable[Cells] = _NOTHING) -> None:
        begins = tuple(own)
        self.rows += [begins + rest.values for rest in rests]


def sheet(model: type[models.Model], fields: Iterable[str]) -> AbstractContextManager[Sheet]:
    """A sheet for some fields of a model, in that order; the others must have defaults.

    For the block, inside the caller's transaction; nothing else is asked of the database in it.
    """
    return rows_into(model._meta.db_table, [_column(model, name) for name in fields])


def rows_into(table: str, columns: Iterable[str]) -> AbstractContextManager[Sheet]:
    """The same for a table by its name."""
    names = list(columns)
    into = f'"{table}" ({", ".join(names)})'
    if connection.vendor == "postgresql":
        return _copied(f"COPY {into} FROM STDIN")
    return _executed(f"INSERT INTO {into} VALUES ({', '.join(['%s'] * len(names))})")


@contextmanager
def _copied(into: str) -> Iterator[_Copied]:
    with connection.cursor() as cursor, cursor.cursor.copy(into) as copy:
        made = _Copied(copy)
        yield made
        made.hand_on()


@contextmanager
def _executed(into: str) -> Iterator[_Executed]:
    made = _Executed()
    yield made
    if made.rows:
        with connection.cursor() as cursor:
            cursor.executemany(into, made.rows)


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
            # Its name becomes a constant: looked up for every key, it costs more than the key.
            cursor.execute("SELECT pg_get_serial_sequence(%s, 'id')", [table])
            sequence = cursor.fetchone()[0]
            cursor.execute(
                f"SELECT nextval('{sequence}') FROM generate_series(1, %s)", [count]
            )
            return [row[0] for row in cursor.fetchall()]
    # The transaction is the only writer.
    last: Any = model._base_manager.aggregate(models.Max("pk"))["pk__max"] or 0
    return list(range(last + 1, last + 1 + count))
