"""The night of a month's end, killed with -9 half-way and begun again: all of it once."""

import os
import signal
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.db import connection

from accounts.models import Reminder
from billing.models import Bill, BillItem
from cancellation.models import Cancellation
from contracts.models import Line
from mioportal.plumbing import runner, worlds
from mioportal.plumbing.models import AuditRow, Happening, Outbox, World
from tests.billing.killing import in_a_process, shared_database
from tests.cancellation.wizard import accepted
from tests.factories import LineFactory, MemberFactory, OptionPeriodFactory, hold, jst

pytestmark = pytest.mark.django_db(transaction=True)

LINES, UNTIL = 5, jst(2026, 11, 7, 12)
MANY = 20
# What is written when a line ends, when the month is billed, and when its member is told.
ENDS, BILLS, TELLS = (
    ('UPDATE "contracts_line"', "ended_at"),
    ('INSERT INTO "billing_billrun"', ""),
    ('INSERT INTO "plumbing_outbox"', ""),
)
Moment = tuple[tuple[str, str], int]


def a_world() -> World:
    """Lines of one member that all end with October."""
    member = MemberFactory()
    hold(member, jst(2026, 10, 31, 22))
    for _line in range(LINES):
        line: Line = LineFactory(member=member)
        OptionPeriodFactory(line=line)
        accepted(line)
    return World.objects.get(pk=member.world_id)


@pytest.fixture
def both(tmp_path: Path) -> Iterator[list[World]]:
    """One to be killed in, and the same again, in a database that processes can share."""
    made = [a_world(), a_world()]
    with shared_database(tmp_path):
        yield made


def run(world: World, claim: str, die_at: Moment | None = None) -> bool:
    """The jobs of the world through the first week of November, in a process of their own.

    It kills itself with -9 in front of the nth statement of a kind.
    """

    def do() -> int:
        if die_at is not None:
            connection.execute_wrappers.append(_Killer(*die_at))
        runner.run_through(World.objects.get(pk=world.pk), UNTIL, claim=claim)
        return 0

    return in_a_process(do)


class _Killer:
    """Ends the process that it runs in, in front of a statement."""

    def __init__(self, kind: tuple[str, str], left: int) -> None:
        self.kind, self.left = kind, left

    def __call__(self, execute: Any, sql: str, *rest: Any) -> Any:
        begins, holds = self.kind
        self.left -= sql.startswith(begins) and holds in sql
        if self.left < 1:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, *rest)


def to_the_end(world: World, claim: str) -> None:
    """Run it until it is through; what a killed process held may still be locked for a moment."""
    for _try in range(MANY):
        if run(world, claim):
            return
        time.sleep(0.2)


def ended(world: World) -> int:
    """How many lines have ended."""
    return Line.objects.filter(world=world, ended_at__isnull=False).count()


def billed(world: World) -> list[tuple[object, ...]]:
    """Every row of every bill, its lines named by their place."""
    lines = Line.objects.filter(world=world).order_by("pk").values_list("pk", flat=True)
    places = {pk: place for place, pk in enumerate(lines)}
    return sorted(
        (str(row.bill.month), places.get(row.line_id, -1), row.kind, row.code, row.amount_yen)
        for row in BillItem.objects.filter(bill__world=world).select_related("bill")
    )


def told(world: World) -> Counter[str]:
    """How many mails of each kind were written."""
    return Counter(Outbox.objects.filter(world=world).values_list("mail_code", flat=True))


def test_killed_half_way_every_line_ends_once_and_every_mail_and_bill_is_written_once(
    both: list[World], request: pytest.FixtureRequest
) -> None:
    world, untouched = both
    claim = worlds.take_lease(world=world)
    # What happens at one instant happens as a whole: of the fourth line's end nothing stays.
    assert not run(world, claim, die_at=(ENDS, 4))
    assert (ended(world), told(world)["M-12"]) == (0, 0)
    # Half of the night is done, and the other half is not.
    assert not run(world, claim, die_at=(BILLS, 1))
    assert (ended(world), told(world)["M-12"]) == (LINES, LINES)
    assert not Bill.objects.filter(world=world).exists()
    if request.config.getoption("--full"):
        rng = Random(8)
        for _moment in range(MANY):
            run(world, claim, die_at=(TELLS, rng.randint(1, 12)))
    to_the_end(world, claim)
    to_the_end(untouched, worlds.take_lease(world=untouched))
    assert Line.objects.filter(world=world, ended_at=jst(2026, 11, 1)).count() == LINES
    states = Cancellation.objects.filter(world=world).values_list("state", "completed_at")
    assert Counter(states) == {("completed", jst(2026, 11, 1)): LINES}
    mails = told(world)
    assert (mails["M-11"], mails["M-12"], mails["M-20"]) == (LINES, LINES, LINES)
    assert mails == told(untouched)
    assert billed(world) == billed(untouched) and billed(world)
    assert Happening.objects.filter(world=world, kind="line_ended").count() == LINES
    after = Reminder.objects.filter(world=world, kind=Reminder.Kind.AFTER_LEAVING)
    assert after.count() == LINES
    assert AuditRow.objects.filter(world_name=world.name, verb="end_line").count() == LINES
    member = Line.objects.select_related("member__standing").filter(world=world)[0].member
    assert str(member.standing.last_service_ended_on) == "2026-10-31"
