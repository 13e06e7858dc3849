"""What jobs have answered, kept until something that the answer rests on has changed.

A move of months comes to many steps, and each is found by asking every job what waits. Only those
are asked again that read what was written since: every statement of the connection is seen.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db import connection

from mioportal.plumbing.jobs import Job, RestsOn, asking
from mioportal.plumbing.models import World

_NAME = re.compile(r'"(\w+)"')
_WRITES = re.compile(r'(INSERT INTO|INSERT OR IGNORE INTO|UPDATE|DELETE FROM) "(\w+)"')
# Conditions name their table too: `"contracts_line"."id" = 1`.
_SETS = re.compile(r'(?<!\.)"(\w+)" = ')
_WRITES_NOTHING = ("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK")


@dataclass(frozen=True, slots=True)
class _Write:
    """What a statement changes: some columns of a table, a whole table, or who knows what."""

    table: str = ""
    columns: frozenset[str] = frozenset()

    def touches(self, names: frozenset[str]) -> bool:
        """Whether a question changes its answer that names these tables and columns."""
        if not self.table:
            return True
        return self.table in names and (not self.columns or not names.isdisjoint(self.columns))


@dataclass(frozen=True, slots=True)
class _Answer:
    due: datetime | None
    names: frozenset[str]


class Answers:
    """The answers of a world's jobs, for whoever holds its lease: nobody else writes in it."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._known: dict[str, _Answer] = {}
        self._given_up: dict[str, list[str]] = {}
        # What the job that is being asked has named so far.
        self._names: set[str] = set()

    def due(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, datetime]]:
        """Jobs that wait for something, each with the instant from which on."""
        with asking(self._world) as given_up:
            if given_up != self._given_up:
                self._known.clear()
                self._given_up = given_up
            for job in jobs:
                due = self._ask(job)
                if due is not None:
                    yield job, due

    def _ask(self, job: Job) -> datetime | None:
        known = self._known.get(job.name)
        if known is not None:
            return known.due
        self._names = set()
        due = job.due(self._world)
        if _stays(job, due):
            self._known[job.name] = _Answer(due, frozenset(self._names))
        return due

    def see(self, execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        """Note what a statement names, or forget the answers that it changes."""
        write = _write_of(sql)
        if write is None:
            self._names |= _names_in(sql)
        else:
            for name in [n for n, known in self._known.items() if write.touches(known.names)]:
                del self._known[name]
        return execute(sql, *rest)


@contextmanager
def remembered(world: World) -> Iterator[Answers]:
    """Keep a world's answers for the block."""
    answers = Answers(world)
    with connection.execute_wrapper(answers.see):
        yield answers


def _stays(job: Job, due: datetime | None) -> bool:
    """Whether an answer holds until something is written, however late it gets."""
    fades = job.rests_on is RestsOn.FADING_ROWS
    return job.rests_on is RestsOn.ROWS or (fades and due is None)


@lru_cache(maxsize=2048)
def _names_in(sql: str) -> frozenset[str]:
    return frozenset(_NAME.findall(sql))


@lru_cache(maxsize=2048)
def _write_of(sql: str) -> _Write | None:
    """What a statement changes; None for one that only reads."""
    statement = sql.lstrip()
    if statement.startswith(_WRITES_NOTHING):
        return None
    told = _WRITES.match(statement)
    if told is None:
        return _Write()
    verb, table = told.groups()
    return _Write(table, frozenset(_SETS.findall(statement) if verb == "UPDATE" else ()))
