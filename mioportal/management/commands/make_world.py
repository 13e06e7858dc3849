"""Make a world of many members."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from mioportal.demo import fleet
from mioportal.plumbing import clock
from mioportal.rules.dates import add_months, month_start
from mioportal.rules.payment import schedule


class Command(BaseCommand):
    """For benchmarks and for teaching: plausible, drawn by a seed, and there at once or not."""

    help = "Make a demonstration world of many members, with a month of use that waits for bills."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How many, which seed, which name and day."""
        parser.add_argument("--members", type=int, required=True, help=f"1 to {fleet.MOST}")
        parser.add_argument("--seed", type=int, default=1, help="the same seed, the same fleet (1)")
        parser.add_argument("--world", default="fleet", help="the new world's name (fleet)")
        parser.add_argument("--months", type=int, default=1, help="months of use behind it (1)")
        parser.add_argument(
            "--on",
            type=date.fromisoformat,
            metavar="YYYY-MM-DD",
            help="the day it is there (the last day on which bills were fixed)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Make it, and say what to do with it."""
        if not settings.DEMO:
            raise CommandError("A fleet has a public password: set MIOPORTAL_DEMO=1 to make it.")
        day = options["on"] or _last_billing_day()
        try:
            world, lines = fleet.make(
                name=options["world"],
                members=options["members"],
                seed=options["seed"],
                today=day,
                months=options["months"],
                progress=self._progress(options["members"]),
            )
        except fleet.NameTaken as error:
            raise CommandError(f"{error} is there already: choose another --world") from error
        except ValueError as error:
            raise CommandError(str(error)) from error
        month = add_months(month_start(day), -1)
        self.stdout.write(f"{world.name}: {options['members']} members, {lines} lines, {day} 10:00")
        self.stdout.write(f"Password of everybody: {settings.DEMO_PASSWORD}")
        self.stdout.write(f"Next: manage.py bill {month:%Y-%m} --world {world.name}")

    def _progress(self, members: int) -> Any:
        def tell(done: int) -> None:
            if self.stderr.isatty():
                end = "\n" if done == members else ""
                self.stderr.write(f"\r{done}/{members}", ending=end)

        return tell


def _last_billing_day() -> date:
    with clock.taken(None):
        today = clock.today()
    month = add_months(month_start(today), -1)
    fixed = schedule(month).confirmed_on
    return fixed if fixed <= today else schedule(add_months(month, -1)).confirmed_on
