"""Run what falls due in every world, and send queued mail."""

import logging
import signal
import threading
from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from mioportal.plumbing import clock, delivery, runner
from mioportal.plumbing.models import World

log = logging.getLogger(__name__)


class Command(BaseCommand):
    """Keeps going until stopped; with --once it makes one round."""

    help = "Run due jobs in every running world, in order, and send queued mail."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--once for cron and tests; --every for the pause between rounds."""
        parser.add_argument("--once", action="store_true", help="make one round and stop")
        parser.add_argument("--every", type=float, default=10, help="seconds between rounds")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make rounds."""
        if options["once"]:
            self.stdout.write(self._round())
            return
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        while not stop.is_set():
            self._round()
            close_old_connections()
            stop.wait(options["every"])

    def _round(self) -> str:
        # A held world's time stands still: nothing can fall due in it.
        running = World.objects.filter(held_at=None).order_by("pk")
        runs = sum(_safely(f"jobs of world {world.name}", _jobs_of(world)) for world in running)
        return f"{runs} jobs run, {_safely('mail', delivery.deliver)} mails sent"


def _jobs_of(world: World) -> Callable[[], int]:
    return lambda: len(runner.catch_up(world, clock.moment_of(world)))


def _safely(what: str, do: Callable[[], int]) -> int:
    try:
        return do()
    except Exception:
        # One world's trouble is no other's; the next round tries again.
        log.exception("broken off: %s", what)
        return 0
