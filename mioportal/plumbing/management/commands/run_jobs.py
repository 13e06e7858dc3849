"""Run what falls due in every world, and send queued mail."""

import signal
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from mioportal.plumbing import clock, delivery, runner
from mioportal.plumbing.models import World


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
        runs = 0
        # A held world's time stands still: nothing can fall due in it.
        for world in World.objects.filter(held_at=None).order_by("pk"):
            runs += len(runner.catch_up(world, clock.moment_of(world)))
        return f"{runs} jobs run, {delivery.deliver()} mails sent"
