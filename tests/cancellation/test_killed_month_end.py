"""The night of a month's end, killed with -9 half-way and begun again: all of it once."""

import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from accounts.models import Reminder
from cancellation.models import Cancellation
from contracts.models import Line
from mioportal.plumbing import runner, worlds
from mioportal.plumbing.models import AuditRow, Happening, Outbox, World
from tests.billing.killing import in_a_process, shared_database
from tests.cancellation.wizard import accepted
from tests.factories import LineFactory, MemberFactory, OptionPeriodFactory, hold, jst

pytestmark = pytest.mark.django_db(transaction=True)

LINES, UNTIL = 6, jst(2026, 11, 7, 12)
FEW, MANY = 2, 20


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """Lines of one member that all end with October, in a database that processes can share."""
    member = MemberFactory()
    hold(member, jst(2026, 10, 31, 22))
    for _line in range(LINES):
        line: Line = LineFactory(member=member)
        OptionPeriodFactory(line=line)
        accepted(line)
    with shared_database(tmp_path):
        yield World.objects.get(pk=member.world_id)


def run(world: World, claim: str, kill_after: float | None = None) -> bool:
    """The jobs of the world through the first week of November, in a process of their own."""

    def do() -> int:
        runner.run_through(World.objects.get(pk=world.pk), UNTIL, claim=claim)
        return 0

    return in_a_process(do, kill_after=kill_after)


def test_killed_at_any_moments_every_line_ends_once_and_every_mail_is_written_once(
    world: World, request: pytest.FixtureRequest
) -> None:
    claim = worlds.take_lease(world=world)
    rng, moments = Random(8), MANY if request.config.getoption("--full") else FEW
    killed = 0
    for _moment in range(moments):
        killed += not run(world, claim, kill_after=rng.uniform(0.05, 0.6))
    tries = 0
    while not run(world, claim) and tries < moments:
        # What the killed process held may still be locked for a moment.
        time.sleep(0.2)
        tries += 1
    assert Line.objects.filter(ended_at=jst(2026, 11, 1)).count() == LINES
    states = Cancellation.objects.values_list("state", "completed_at")
    assert Counter(states) == {("completed", jst(2026, 11, 1)): LINES}
    told = Counter(Outbox.objects.values_list("mail_code", flat=True))
    assert (told["M-11"], told["M-12"], told["M-20"]) == (LINES, LINES, LINES)
    assert Happening.objects.filter(kind="line_ended").count() == LINES
    assert AuditRow.objects.filter(verb="end_line").count() == LINES
    after = Reminder.objects.filter(kind=Reminder.Kind.AFTER_LEAVING)
    assert after.count() == LINES
    member = Line.objects.select_related("member__standing").first()
    assert member is not None
    assert str(member.member.standing.last_service_ended_on) == "2026-10-31"
