"""Play another operator from the command line: check, open, fail, cancel (F-MNO-16)."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mioportal.outside.clearing import services
from mioportal.outside.clearing.models import OperatorOrder
from mioportal.plumbing import clock, worlds
from mioportal.plumbing.actor import system
from mioportal.plumbing.gateways import NumberNotReleased
from mioportal.rules.operators import Operator

_BY = system("operator")


class Command(BaseCommand):
    """Every message may be sent again: it is passed on once."""

    help = "Send a message of another operator: check, open, fail or cancel."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """A check names the number; the others name the order that it answered with."""
        doing = parser.add_subparsers(dest="do", required=True)
        check = doing.add_parser("check", help="ask about a number; prints the order")
        check.add_argument("--operator", required=True, choices=[code.value for code in Operator])
        check.add_argument("--phone", required=True, help="090-0000-0000")
        check.add_argument("--number", required=True, help="the ten digits")
        for name in ("open", "fail", "cancel"):
            doing.add_parser(name).add_argument("order", help="what `check` printed")

    def handle(self, *args: Any, **options: Any) -> None:
        """In the time of the world that the number lives in."""
        try:
            order = self._check(options) if options["do"] == "check" else self._send(options)
        except NumberNotReleased as why:
            raise CommandError(f"not released: {why.why}") from why
        except services.TooFewDays as few:
            raise CommandError(f"too few days left: {few.needs} are needed") from few
        except services.NotNow as over:
            raise CommandError("the order is over") from over
        self.stdout.write(order.reference)

    def _check(self, options: dict[str, Any]) -> OperatorOrder:
        told = {"number": options["number"], "phone_number": options["phone"]}
        seen = services.find(**told)
        if seen is None:
            raise CommandError("not released: unknown")
        worlds.refuse_moving([seen.world.pk])
        with clock.taken(seen.world) as at:
            operator = Operator(options["operator"])
            return services.check(operator=operator, **told, at=at, by=_BY)

    def _send(self, options: dict[str, Any]) -> OperatorOrder:
        found = OperatorOrder.objects.select_related("world").filter(reference=options["order"])
        order = found.first()
        if order is None or order.world is None:
            raise CommandError("no such order, or its customer has not agreed")
        worlds.refuse_moving([order.world_id])
        with clock.taken(order.world) as at:
            if options["do"] == "open":
                services.open_order(order=order, at=at, by=_BY)
            elif options["do"] == "fail":
                services.fail_order(order=order, note="", at=at, by=_BY)
            else:
                services.cancel_order(order=order, at=at, by=_BY)
        return order
