"""Within a jump a job is asked again what waits only where its answer may be another."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.db.models import F, Min

from contracts.models import Line, PlanPeriod
from mioportal.demo.cast import CAST
from mioportal.plumbing import clock, runner, worlds
from mioportal.plumbing.answers import Answers, remembered
from mioportal.plumbing.jobs import Job, Phase, RestsOn, park, registry, starts
from mioportal.plumbing.models import JobRun, World
from tests.browser.people import make
from tests.factories import MID_MONTH, LineFactory

pytestmark = pytest.mark.django_db
# Devices on instalments, and a number on its way in.
BUSY = {"MA0000008", "MA0000020"}
DAY = MID_MONTH.date()
Written = Callable[[Line], object]


class Curious:
    """A job that waits where a line is metered, and counts how often it was asked."""

    def __init__(self, rests_on: RestsOn = RestsOn.ROWS) -> None:
        self.asked = 0
        self.job = Job(
            name="test.curious",
            phase=Phase.CHARGE,
            due=self._due,
            run=lambda world, at: {},
            rests_on=rests_on,
        )

    def _due(self, world: World) -> datetime | None:
        self.asked += 1
        day = Line.objects.filter(world=world).aggregate(first=Min("metered_through"))["first"]
        return starts(day) if day else None


@pytest.fixture
def line() -> Line:
    """A line that nobody has metered."""
    return LineFactory.create()


def asked_again(curious: Curious, line: Line, write: Written) -> bool:
    """Whether a job is asked anew after something was written."""
    with remembered(line.world) as answers:
        for _twice in range(2):
            list(answers.due([curious.job]))
        before = curious.asked
        write(line)
        list(answers.due([curious.job]))
    return curious.asked > before


def fail(line: Line, times: int) -> None:
    """Something in the line's world cannot be done."""
    for _time in range(times):
        park(world=line.world, job_name="x", key="k", error=ValueError(), at=MID_MONTH)


@pytest.mark.parametrize(
    ("write", "expected"),
    [
        pytest.param(lambda line: None, False, id="nothing"),
        pytest.param(lambda line: Line.objects.get(pk=line.pk), False, id="a look at the line"),
        pytest.param(
            lambda line: Line.objects.update(metered_through=DAY), True, id="the column it read"
        ),
        pytest.param(
            lambda line: Line.objects.update(metered_through=F("metered_through")),
            True,
            id="that column, from itself",
        ),
        pytest.param(
            lambda line: Line.objects.update(user_name="花子"),
            False,
            id="another column",
        ),
        pytest.param(
            lambda line: Line.objects.bulk_update([line], ["metered_through"]),
            True,
            id="many rows at once",
        ),
        pytest.param(lambda line: line.save(), True, id="the whole row"),
        pytest.param(lambda line: LineFactory.create(), True, id="another row"),
        pytest.param(lambda line: PlanPeriod.objects.all().delete(), False, id="another table"),
        pytest.param(lambda line: fail(line, times=1), False, id="a first failure"),
        pytest.param(lambda line: fail(line, times=3), True, id="something given up"),
        pytest.param(
            lambda line: connection.cursor().execute("CREATE TEMPORARY TABLE mine (a integer)"),
            True,
            id="a statement of which nothing is known",
        ),
    ],
)
def test_it_is_asked_again_where_what_it_read_was_written(
    line: Line, write: Written, expected: bool
) -> None:
    assert asked_again(Curious(), line, write) is expected


def test_what_rests_on_the_time_is_asked_at_every_step(line: Line) -> None:
    assert asked_again(Curious(RestsOn.TIME), line, lambda _line: None)


def test_what_time_only_takes_away_is_asked_again_while_there_is_some(line: Line) -> None:
    assert not asked_again(Curious(RestsOn.FADING_ROWS), line, lambda _line: None)
    Line.objects.update(metered_through=DAY)
    assert asked_again(Curious(RestsOn.FADING_ROWS), line, lambda _line: None)


def test_who_is_told_to_rest_on_rows_never_looks_at_the_time() -> None:
    world = make("MA0000008").world
    # Whatever compares, filters or counts with it fails.
    world.ran_through = object()  # type: ignore[assignment]
    for job in registry.values():
        if job.rests_on is RestsOn.ROWS:
            job.due(world)


@pytest.mark.parametrize(
    "mio_id",
    [
        pytest.param(role.mio_id, marks=() if role.mio_id in BUSY else pytest.mark.full)
        for role in CAST
    ],
)
def test_kept_answers_are_those_of_whoever_asks_anew(
    mio_id: str, pytestconfig: pytest.Config
) -> None:
    world = make(mio_id).world
    days = 400 if pytestconfig.getoption("--full") else 33
    until = clock.moment_of(world) + timedelta(days=days)
    claim = worlds.take_lease(world=world)
    with remembered(world) as kept:
        while (step := runner.next_step(world)) is not None and step.instant <= until:
            runner.run_through(world, step.instant, claim=claim)
            told = {job.name: due for job, due in kept.due(registry.values())}
            anew = {job.name: due for job, due in Answers(world).due(registry.values())}
            assert told == anew, step.instant
    # Where all has ended there is less and less to do, but something there is.
    assert JobRun.objects.filter(world=world).exists()
