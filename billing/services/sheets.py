"""Many rows at once: by COPY on PostgreSQL, by long INSERTs on SQLite, and nowhere but here."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Protocol

from django.db import connection, models

Cell = str | int | None

# Rows that are handed on together: while the database writes them, the next ones are made.
_HANDFUL = 2000
# Cells of one statement where there is no COPY: SQLite takes 32,766.
_AT_ONCE = 8000
_NOTHING = r"\N"


def as_text(value: Cell) -> str:
    """A cell as COPY reads it. Raises ValueError for text that would have to be told otherwise."""
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
        self.text = "\t".join(map(as_text, values))


_NO_CELLS = Cells()


class Ends(Protocol):
    """How some rows of the same line end."""

    @property
    def texts(self) -> tuple[str, ...]:
        """As COPY reads them."""

    @property
    def values(self) -> tuple[tuple[Cell, ...], ...]:
        """As INSERT takes them."""


class Sheet(Protocol):
    """Rows of one table, on their way there."""

    @property
    def count(self) -> int:
        """How many rows."""

    def add(self, own: Sequence[Cell], rest: Cells = _NO_CELLS) -> None:
        """Add a row, by cells of its own and its end."""

    def add_figures(self, figures: Sequence[tuple[int, ...]], rest: Cells) -> None:
        """Add a row for each of the figures, which are of one length, all with the same end."""

    def add_parts(self, owner: int, lines: Iterable[str], parts: Iterable[Ends]) -> None:
        """Add the rows of parts, each after its owner, a number from 1 on and its line's key.

        Where there is no line its key is empty.
        """


class _Copied:
    def __init__(self, copy: Any) -> None:
        self.count = 0
        self._copy, self._rows = copy, list[str]()

    def add(self, own: Sequence[Cell], rest: Cells = _NO_CELLS) -> None:
        texts = [str(cell) if cell.__class__ is int else as_text(cell) for cell in own]
        self._rows.append("\t".join([*texts, rest.text] if rest.values else texts))
        if len(self._rows) >= _HANDFUL:
            self.hand_on()

    def add_figures(self, figures: Sequence[tuple[int, ...]], rest: Cells) -> None:
        for begin in range(0, len(figures), _HANDFUL):
            some = figures[begin : begin + _HANDFUL]
            row = "%d\t" * len(some[0]) + rest.text.replace("%", "%%")
            self._rows += [row % each for each in some]
            self.hand_on()

    def add_parts(self, owner: int, lines: Iterable[str], parts: Iterable[Ends]) -> None:
        add, number = self._rows.append, 0
        for line, part in zip(lines, parts, strict=True):
            for text in part.texts:
                number += 1
                add(f"{owner}\t{number}\t{line or _NOTHING}\t{text}")
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
        self._into, self._columns = into, columns
        # Of as many rows as go into one statement, and always the same one.
        self._whole = max(1, _AT_ONCE // columns) * columns
        self._statement = self._of(self._whole)
        self._cells: list[Cell] = []

    def add(self, own: Sequence[Cell], rest: Cells = _NO_CELLS) -> None:
        self._cells += own
        self._cells += rest.values
        self._hand_on()

    def add_figures(self, figures: Sequence[tuple[int, ...]], rest: Cells) -> None:
        for each in figures:
            self._cells += each
            self._cells += rest.values
        self._hand_on()

    def add_parts(self, owner: int, lines: Iterable[str], parts: Iterable[Ends]) -> None:
        cells, number = self._cells, 0
        for line, part in zip(lines, parts, strict=True):
            for values in part.values:
                number += 1
                cells += owner, number, line or None, *values
        self._hand_on()

    def end(self) -> None:
        if self._cells:
            self._execute(self._of(len(self._cells)), self._cells)

    def _hand_on(self) -> None:
        while len(self._cells) >= self._whole:
            self._execute(self._statement, self._cells[: self._whole])
            del self._cells[: self._whole]

    def _of(self, cells: int) -> str:
        row = f"({', '.join('?' * self._columns)})"
        return f"{self._into} VALUES {', '.join([row] * (cells // self._columns))}"

    def _execute(self, statement: str, cells: list[Cell]) -> None:
        # Past Django's cursor, which reads through the text each time.
        with connection.wrap_database_errors:
            connection.connection.execute(statement, cells)
        self.count += len(cells) // self._columns


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
    made.end()


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
