"""Many rows at once: by COPY on PostgreSQL, by long INSERTs on SQLite, and nowhere but here."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from itertools import chain, count
from typing import Any, Protocol, Self

from django.db import connection, models

Cell = str | int | None

# Rows that are handed on together: while the database writes them, the next ones are made.
_HANDFUL = 2000
# Cells of one statement where there is no COPY: SQLite takes 32,766.
_AT_ONCE = 8000
_NOTHING = r"\N"


def _text(value: Cell) -> str:
    if value is None:
        return _NOTHING
    text = str(value)
    if "\\" in text or "\t" in text or "\n" in text or "\r" in text:
        raise ValueError(f"{text!r} does not go into a table's text")
    return text


class Cells:
    """The end of a row that many rows share, in the database's form."""

    __slots__ = ("text", "values")

    def __init__(self, *values: Cell) -> None:
        self.values = values
        self.text = "\t".join(map(_text, values))

    def put(self, place: int, value: Cell) -> Self:
        """The same with another cell at a place."""
        made, texts = type(self).__new__(type(self)), self.text.split("\t")
        texts[place] = _text(value)
        made.text = "\t".join(texts)
        made.values = (*self.values[:place], value, *self.values[place + 1 :])
        return made


_NO_CELLS = Cells()


class Rows(Protocol):
    """Whatever brings some rows of the same line."""

    @property
    def rows(self) -> tuple[Cells, ...]:
        """All but how they begin."""


class Sheet(Protocol):
    """Rows of one table, on their way there."""

    @property
    def count(self) -> int:
        """How many rows."""

    def add(self, own: Sequence[Cell], rest: Cells = _NO_CELLS) -> None:
        """Add a row, by cells of its own and its end."""

    def add_figures(self, figures: Sequence[tuple[int, ...]], rest: Cells) -> None:
        """Add a row for each of the figures, which are of one length, all with the same end."""

    def add_parts(self, owner: int, lines: Iterable[str], parts: Iterable[Rows]) -> None:
        """Add the rows of parts, each after its owner, a number from 1 on and its line's key.

        Where there is no line its key is empty.
        """


class _Copied:
    def __init__(self, copy: Any) -> None:
        self.count = 0
        self._copy, self._rows = copy, list[str]()

    def add(self, own: Sequence[Cell], rest: Cells = _NO_CELLS) -> None:
        texts = [str(cell) if cell.__class__ is int else _text(cell) for cell in own]
        self._rows.append("\t".join([*texts, rest.text] if rest.values else texts))
        if len(self._rows) >= _HANDFUL:
            self.hand_on()

    def add_figures(self, figures: Sequence[tuple[int, ...]], rest: Cells) -> None:
        for begin in range(0, len(figures), _HANDFUL):
            some = figures[begin : begin + _HANDFUL]
            row = "%d\t" * len(some[0]) + rest.text.replace("%", "%%")
            self._rows += [row % each for each in some]
            self.hand_on()

    def add_parts(self, owner: int, lines: Iterable[str], parts: Iterable[Rows]) -> None:
        begin, number = str(owner), count(1)
        self._rows += [
            f"{begin}\t{next(number)}\t{line or _NOTHING}\t{cells.text}"
            for line, part in zip(lines, parts, strict=True)
            for cells in part.rows
        ]
        if len(self._rows) >= _HANDFUL:
            self.hand_on()

    def hand_on(self) -> None:
        if self._rows:
            self._copy.write("\n".join(self._rows) + "\n")
            self.count += len(self._rows)
            self._rows.clear()


class _Executed:
    def __init__(self, into: str, columns: int) -> None:
        self.count = 0
        self._into, self._marks = into, f"({', '.join('?' * columns)})"
        self._at_once = max(1, _AT_ONCE // columns)
        self._rows: list[tuple[Cell, ...]] = []

    def add(self, own: Sequence[Cell], rest: Cells = _NO_CELLS) -> None:
        self._rows.append((*own, *rest.values))
        if len(self._rows) >= _HANDFUL:
            self.hand_on()

    def add_figures(self, figures: Sequence[tuple[int, ...]], rest: Cells) -> None:
        self._rows += [each + rest.values for each in figures]
        self.hand_on()

    def add_parts(self, owner: int, lines: Iterable[str], parts: Iterable[Rows]) -> None:
        number = count(1)
        self._rows += [
            (owner, next(number), line or None, *cells.values)
            for line, part in zip(lines, parts, strict=True)
            for cells in part.rows
        ]
        if len(self._rows) >= _HANDFUL:
            self.hand_on()

    def hand_on(self) -> None:
        for begin in range(0, len(self._rows), self._at_once):
            some = self._rows[begin : begin + self._at_once]
            text = f"{self._into} VALUES {', '.join([self._marks] * len(some))}"
            # Past Django's cursor, which reads through the text each time.
            with connection.wrap_database_errors:
                connection.connection.execute(text, list(chain.from_iterable(some)))
        self.count += len(self._rows)
        self._rows.clear()


def sheet(model: type[models.Model], fields: Iterable[str]) -> AbstractContextManager[Sheet]:
    """A sheet for some fields of a model, in that order; the others must have defaults.

    For the block, inside the caller's transaction; nothing else is asked of the database in it.
    """
    columns = [_column(model, name) for name in fields]
    into = f'"{model._meta.db_table}" ({", ".join(columns)})'
    if connection.vendor == "postgresql":
        return _copied(f"COPY {into} FROM STDIN")
    return _executed(f"INSERT INTO {into}", len(columns))


@contextmanager
def _copied(into: str) -> Iterator[_Copied]:
    with connection.cursor() as cursor, cursor.cursor.copy(into) as copy:
        made = _Copied(copy)
        yield made
        made.hand_on()


@contextmanager
def _executed(into: str, columns: int) -> Iterator[_Executed]:
    connection.ensure_connection()
    made = _Executed(into, columns)
    yield made
    made.hand_on()


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
