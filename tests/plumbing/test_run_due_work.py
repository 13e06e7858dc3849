"""The runner: what falls due happens in order, once, and a crash loses nothing."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from freezegun import freeze_time

from contracts.models import Line
from mioportal.plumbing.jobs import Phase, registry
from mioportal.plumbing.models import Happening, JobRun, World
from tests.factories import WorldFactory
from tests.plumbing.chores import Chores, japan, run
from tests.plumbing.people import accepted_by_phone, browser, line_at

pytestmark = pytest.mark.django_db

MIDNIGHT_PHASES = [
    Phase.END_LINES,
    Phase.EXPIRE,
    Phase.START_CHANGES,
    Phase.CHARGE,
    Phase.BILL,
    Phase.COLLECT,
]


@pytest.fixture
def world() -> World:
    """A world at ten in the morning of 15 October 2026."""
    return WorldFactory(held_at=japan("2026-10-15", "10:00"))


def test_the_phases_of_a_day_come_in_their_order(world: World, chores: Chores) -> None:
    for phase in reversed(Phase):
        chores.job(phase.name, phase)
        chores.wait(world, phase.name, japan("2026-10-16"))
    run(world, japan("2026-10-16", "23:59"))
    assert chores.done(world) == [
        "END_LINES",
        "EXPIRE",
        "START_CHANGES",
        "CHARGE",
        "BILL",
        "COLLECT",
        "ISSUE_NUMBERS",
        "NOTIFY",
    ]
    assert chores.done_at(world) == [
        *[japan("2026-10-16")] * len(MIDNIGHT_PHASES),
        japan("2026-10-16", "9:00"),
        japan("2026-10-16", "10:00"),
    ]


def test_numbers_are_issued_before_notices_at_ten(world: World, chores: Chores) -> None:
    for phase in (Phase.NOTIFY, Phase.ISSUE_NUMBERS):
        chores.job(phase.name, phase)
        chores.wait(world, phase.name, japan("2026-10-16", "9:51"))
    run(world, japan("2026-10-16", "10:00"))
    assert chores.done(world) == ["ISSUE_NUMBERS", "NOTIFY"]


def test_a_day_is_finished_before_the_next_begins(world: World, chores: Chores) -> None:
    chores.job("notify", Phase.NOTIFY)
    chores.job("end", Phase.END_LINES)
    for name, since in (("end", "2026-10-17"), ("notify", "2026-10-16"), ("end", "2026-10-16")):
        chores.wait(world, name, japan(since))
    run(world, japan("2026-10-18"))
    assert chores.done(world) == ["end", "notify", "end"]


@pytest.mark.parametrize(
    ("phase", "since", "instant"),
    [
        pytest.param(Phase.BILL, ("16", "0:00"), ("16", "0:00"), id="on the instant"),
        pytest.param(Phase.BILL, ("16", "0:00:01"), ("17", "0:00"), id="a second after it"),
        pytest.param(Phase.BILL, ("15", "12:00"), ("16", "0:00"), id="the midnight to come"),
        pytest.param(Phase.ISSUE_NUMBERS, ("16", "0:00"), ("16", "9:00"), id="the first issue"),
        pytest.param(Phase.ISSUE_NUMBERS, ("16", "9:00:01"), ("16", "9:10"), id="the next issue"),
        pytest.param(Phase.ISSUE_NUMBERS, ("16", "19:51"), ("16", "19:59:59"), id="the last issue"),
        pytest.param(Phase.ISSUE_NUMBERS, ("16", "20:00"), ("17", "9:00"), id="after the last"),
        pytest.param(Phase.NOTIFY, ("16", "10:00"), ("16", "10:00"), id="notices at ten"),
        pytest.param(Phase.NOTIFY, ("16", "10:01"), ("17", "10:00"), id="notices tomorrow"),
    ],
)
def test_work_is_done_at_the_first_time_of_its_phase(
    world: World,
    chores: Chores,
    phase: Phase,
    since: tuple[str, str],
    instant: tuple[str, str],
) -> None:
    chores.job("chore", phase)
    chores.wait(world, "chore", japan(f"2026-10-{since[0]}", since[1]))
    expected = japan(f"2026-10-{instant[0]}", instant[1])
    run(world, expected - timedelta(seconds=1))
    assert chores.done(world) == []
    run(world, expected)
    assert chores.done_at(world) == [expected]


def test_instants_with_nothing_due_are_skipped(world: World, chores: Chores) -> None:
    chores.job("rare", Phase.NOTIFY)
    chores.wait(world, "rare", japan("2027-10-15"))
    runs = run(world, japan("2028-10-15"))
    assert [(made.instant, made.counts) for made in runs] == [
        (japan("2027-10-15", "10:00"), {"done": 1})
    ]
    assert JobRun.objects.count() == 1


def test_a_job_with_nothing_due_is_not_run_beside_one_that_has(
    world: World, chores: Chores
) -> None:
    busy = chores.job("busy", Phase.CHARGE)
    chores.job("idle", Phase.CHARGE)
    chores.wait(world, "busy", japan("2026-10-16"))
    chores.wait(world, "idle", japan("2026-10-23"))
    assert [made.job for made in run(world, japan("2026-10-17"))] == [busy]


def test_a_later_phase_does_at_once_what_an_earlier_one_left_it(
    world: World, chores: Chores
) -> None:
    """A charge makes a bill that should have been there since September."""

    def bill(world: World, at: datetime) -> None:
        chores.wait(world, "bill", japan("2026-09-01"))

    chores.job("charge", Phase.CHARGE, upset=bill)
    chores.job("bill", Phase.BILL)
    chores.wait(world, "charge", japan("2026-10-16"))
    run(world, japan("2026-10-20"))
    assert chores.done(world) == ["charge", "bill"]
    assert chores.done_at(world) == [japan("2026-10-16")] * 2


def test_every_step_is_written_down_once(world: World, chores: Chores) -> None:
    name = chores.job("daily", Phase.CHARGE)
    for day in ("2026-10-16", "2026-10-17", "2026-10-17"):
        chores.wait(world, "daily", japan(day))
    with freeze_time(japan("2031-05-05", "5:05")):
        run(world, japan("2026-10-20"))
        assert run(world, japan("2026-10-20")) == run(world, japan("2026-10-25")) == []
    rows = JobRun.objects.order_by("instant")
    assert [(row.job, row.instant, row.counts) for row in rows] == [
        (name, japan("2026-10-16"), {"done": 1}),
        (name, japan("2026-10-17"), {"done": 2}),
    ]
    assert {row.ran_at for row in rows} == {japan("2031-05-05", "5:05")}


def test_the_database_takes_a_step_once(world: World) -> None:
    midnight = japan("2026-10-16")
    row = {"world": world, "instant": midnight, "job": "x", "ran_at": midnight}
    JobRun.objects.create(**row)
    with pytest.raises(IntegrityError), transaction.atomic():
        JobRun.objects.create(**row)


def test_a_crash_takes_its_step_back_and_the_next_run_goes_on_from_there(
    world: World, chores: Chores
) -> None:
    healthy: list[bool] = []

    def upset(*_: object) -> None:
        if not healthy:
            raise RuntimeError("the power went")

    chores.job("a first", Phase.CHARGE)
    chores.job("b in the same step", Phase.BILL)
    chores.job("c breaks", Phase.BILL, upset=upset)
    chores.job("d after", Phase.NOTIFY)
    for name in ("a first", "b in the same step", "c breaks", "d after"):
        chores.wait(world, name, japan("2026-10-16"))
    with pytest.raises(RuntimeError):
        run(world, japan("2026-10-20"))
    assert chores.done(world) == ["a first"]
    assert JobRun.objects.count() == 1
    world.refresh_from_db()
    assert (world.ran_through, world.ran_phase) == (japan("2026-10-16"), Phase.CHARGE.order)
    assert world.claim == ""

    healthy.append(True)
    run(world, japan("2026-10-20"))
    assert chores.done(world) == ["a first", "b in the same step", "c breaks", "d after"]
    assert run(world, japan("2026-10-20")) == []
    assert JobRun.objects.count() == 4


@pytest.mark.parametrize(
    ("everywhere", "instant"),
    [
        pytest.param(True, japan("2026-10-16", "9:00"), id="at the next instant of any phase"),
        pytest.param(False, japan("2026-10-17"), id="at the next instant of its own"),
    ],
)
def test_work_that_came_in_late_is_caught_up(
    world: World, chores: Chores, everywhere: bool, instant: datetime
) -> None:
    chores.job("late", Phase.END_LINES, first_in_every_phase=everywhere)
    run(world, japan("2026-10-16", "0:00:10"))
    chores.wait(world, "late", japan("2026-10-16"))
    run(world, instant - timedelta(seconds=1))
    assert chores.done(world) == []
    run(world, instant)
    assert chores.done_at(world) == [instant]


def test_late_work_of_a_day_long_past_is_done_next_not_in_the_past(
    world: World, chores: Chores
) -> None:
    chores.job("late", Phase.END_LINES, first_in_every_phase=True)
    chores.wait(world, "late", japan("2026-09-01"))
    run(world, japan("2026-10-16"))
    assert chores.done_at(world) == [japan("2026-10-15", "10:10")]


def test_a_cancellation_written_after_the_midnight_run_still_ends_its_line() -> None:
    line = line_at("2026-10-31", "23:59:59")
    run(line.world, japan("2026-11-01", "0:00:05"))
    made = accepted_by_phone(line, "2026-10-31", "23:59:59")
    World.objects.filter(pk=line.world_id).update(held_at=japan("2026-11-01", "0:01"))
    page = browser(line.member).get("/services/")
    assert [row.code for row in page.context["ended"]] == [line.code]

    run(line.world, japan("2026-11-01", "9:00"))
    assert Line.objects.get(pk=line.pk).ended_at == japan("2026-11-01", "9:00")
    made.refresh_from_db()
    assert (made.state, made.completed_at) == ("completed", japan("2026-11-01", "9:00"))


def test_at_one_instant_the_lower_floor_goes_first() -> None:
    """The line ends, then its cancellation is complete, then the member reads of it."""
    line = line_at("2026-10-15")
    accepted_by_phone(line, "2026-10-15")
    run(line.world, japan("2026-11-01"))
    ledger = JobRun.objects.filter(world=line.world).order_by("pk")
    assert {row.instant for row in ledger} == {japan("2026-11-01")}
    assert [(row.job, row.counts) for row in ledger] == [
        ("contracts.jobs.lines.end_lines", {"done": 1, "failed": 0}),
        ("cancellation.jobs.complete", {"done": 1, "failed": 0}),
    ]
    happened = Happening.objects.filter(at=japan("2026-11-01")).order_by("pk")
    kinds = [row.kind for row in happened]
    assert kinds == ["line_ended", "mioid_closing", "mioid_last_day", "mail"]


def test_running_to_a_past_instant_takes_nothing_back(world: World) -> None:
    run(world, japan("2026-12-01"))
    run(world, japan("2026-11-01"))
    assert World.objects.get().ran_through == japan("2026-12-01")


def test_a_test_leaves_no_job_behind(chores: Chores) -> None:
    before = set(registry)
    mine = Chores()
    mine.job("passing", Phase.BILL)
    assert set(registry) != before
    mine.forget()
    assert set(registry) == before
