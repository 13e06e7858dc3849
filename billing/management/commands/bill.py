"""Fix the bills of a month."""

import gc
import multiprocessing
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, connections

from billing import services
from billing.models import BillRun
from mioportal.plumbing import clock
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import World

_SETTINGS = {
    "max_parallel_workers_per_gather": "0",
    "jit": "off",
    "random_page_cost": "1.1",
    # A range that a power cut takes away is done again; closing the run waits for all of them.
    "synchronous_commit": "off",
}
# Connections that another process talks through: kept, so that nobody closes them here.
_NOT_OURS: list[object] = []


class Command(BaseCommand):
    """What broke off is taken up; what is done already is found done."""

    help = "Fix the bills of a month of use, for one world."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The month, and how many processes."""
        parser.add_argument("month", metavar="YYYY-MM")
        parser.add_argument("--world", default="live", help="the world's name (live)")
        parser.add_argument("--workers", type=int, default=1, help="processes (1)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Begin or take up the run, work through it, close it."""
        try:
            month = date.fromisoformat(f"{options['month']}-01")
        except ValueError as error:
            raise CommandError("the month is written as 2025-10") from error
        world = World.objects.filter(name=options["world"]).first()
        if world is None:
            raise CommandError(f"there is no world {options['world']}")
        at = clock.moment_of(world)
        try:
            run = services.begin_run(world=world, month=month, at=at, by=system("bill"))
        except services.TooEarly as error:
            raise CommandError(f"the bills of {month:%Y-%m} are fixed later") from error
        progress = self.stderr.isatty()
        try:
            work_through(run, at, workers=max(1, options["workers"]), progress=progress)
        except services.NotProven as error:
            raise CommandError(str(error)) from error
        self._tell(run, finished=services.finish_run(run=run, at=at))

    def _tell(self, run: BillRun, *, finished: bool) -> None:
        chunks = list(run.chunks.all())
        bills, items = sum(each.bills for each in chunks), sum(each.items for each in chunks)
        yen, parked = sum(each.yen for each in chunks), sum(each.parked for each in chunks)
        self.stdout.write(f"{bills} bills, {items} items, {yen:,.0f} yen, {parked} parked")
        if not finished:
            raise CommandError("ranges are left: run it again")
        if parked:
            raise CommandError(f"{parked} members have no bill: see parked items at the desk")


def work_through(run: BillRun, at: datetime, *, workers: int, progress: bool = False) -> None:
    """Do the ranges of a run in so many processes, this one among them, until none is left.

    There are no more processes than ranges: a second one takes as long to begin as a small world
    to bill. Raises NotProven.
    """
    context = multiprocessing.get_context("fork")
    most = min(workers, run.chunks.filter(done_at=None).count())
    others = [context.Process(target=_join_in, args=(run, at)) for _ in range(most - 1)]
    if others and connection.vendor == "sqlite":
        # Not even closed is a file of SQLite's by two processes.
        connections.close_all()
    for process in others:
        process.start()
    try:
        _work(run, at, progress=progress)
    finally:
        for process in others:
            process.join()


def _join_in(run: BillRun, at: datetime) -> None:
    """Work beside the process that this one came from, with a connection of its own."""
    _NOT_OURS.append(connection.connection)
    connection.connection = None
    # A range that is not proven waits: who began the run, or the next who does, is told of it.
    with suppress(services.NotProven):
        _work(run, at)


def _work(run: BillRun, at: datetime, *, progress: bool = False) -> None:
    """Do ranges until none is left. Nothing made here is ever a cycle: the collector rests."""
    gc.freeze()
    gc.disable()
    total = run.chunks.count()
    try:
        with _settings():
            for _chunk in services.do_chunks(run=run, at=at):
                if progress:
                    left = run.chunks.filter(done_at=None).count()
                    sys.stderr.write(f"\r{run.month:%Y-%m}: {total - left}/{total}")
    finally:
        gc.enable()


@contextmanager
def _settings() -> Iterator[None]:
    """PostgreSQL's settings for ranges, on this connection."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(";".join(f"SET {name} = {value}" for name, value in _SETTINGS.items()))
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(";".join(f"RESET {name}" for name in _SETTINGS))
