"""A database that fails at one chosen statement, as a disk or a line would."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection


class Failing:
    """Lets statements through up to number `at`, which fails; later ones go through again."""

    def __init__(self, at: int) -> None:
        self.at, self.seen = at, 0

    def __call__(self, execute: Callable[..., object], sql: str, *rest: object) -> object:
        self.seen += 1
        if self.seen == self.at:
            raise OperationalError(f"the disk failed at: {sql[:80]}")
        return execute(sql, *rest)

    @property
    def has_failed(self) -> bool:
        """Whether it came to that statement at all."""
        return self.seen >= self.at


@contextmanager
def failing_at(number: int) -> Iterator[Failing]:
    """The database fails at the statement with this number."""
    failing = Failing(number)
    with connection.execute_wrapper(failing):
        yield failing


def at_every_statement(do: Callable[[], object], check: Callable[[int], None]) -> int:
    """Do something with a fault at statement 1, 2, … until no fault is met; check after each.

    Gives the number of statements that could fail.
    """
    number = 0
    while True:
        number += 1
        with failing_at(number) as failing:
            try:
                do()
            except OperationalError:
                assert failing.has_failed
        if not failing.has_failed:
            return number - 1
        check(number)
