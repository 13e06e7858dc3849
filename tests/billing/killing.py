"""A month's run in a process of its own, which can be killed at any moment."""

import os
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management import CommandError, call_command
from django.db import connection, connections

from billing import services
from mioportal.plumbing import clock
from mioportal.plumbing.models import World


@contextmanager
def shared_database(folder: Path) -> Iterator[None]:
    """A database that several processes can open: the test's own, or a copy of it in a file."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    in_memory, name = connection.connection, connection.settings_dict["NAME"]
    path = folder / "shared.sqlite3"
    with sqlite3.connect(path) as copy:
        in_memory.backup(copy)
    copy.close()
    connection.connection, connection.settings_dict["NAME"] = None, str(path)
    try:
        yield
    finally:
        connections.close_all()
        connection.connection, connection.settings_dict["NAME"] = in_memory, name


def run_and_tell(month: str, world: str, workers: int, *, kill_after: float | None = None) -> bool:
    """Bill a month and tell of it, in a process with its workers; all are killed after a while.

    Whether it came to its end.
    """
    return in_a_process(lambda: _do(month, world, workers), kill_after=kill_after)


def in_a_process(do: Callable[[], int], *, kill_after: float | None = None) -> bool:
    """Do something in a process of its own, which is killed with -9 after a while.

    Whether it came to its end, and answered 0.
    """
    connections.close_all()
    database = connection.settings_dict["NAME"]
    child = os.fork()
    if child == 0:
        os.setsid()
        _connect_anew(database)
        os._exit(do())
    if kill_after is not None:
        time.sleep(kill_after)
        _kill_all_of(child)
    _pid, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) == 0


def _connect_anew(database: str) -> None:
    """Where a browser has been driven, a loop runs, which the child lacks: it would find another
    connection than its parent had.
    """
    fresh = connections.create_connection("default")
    fresh.settings_dict["NAME"] = database
    connections["default"] = fresh


def _kill_all_of(leader: int) -> None:
    """-9 for a process and for those that it began; it may be over, or not have begun."""
    try:
        os.killpg(leader, signal.SIGKILL)
    except ProcessLookupError:
        os.kill(leader, signal.SIGKILL)


def _do(month: str, world: str, workers: int) -> int:
    try:
        with open(os.devnull, "w") as nowhere:
            call_command("bill", month, world=world, workers=workers, stdout=nowhere)
            asked = World.objects.get(name=world)
            while services.tell_chunk(world=asked, at=clock.moment_of(asked)) is not None:
                pass
    except CommandError:
        # What a killed worker was at may still be locked: the next run takes it.
        return 1
    return 0
