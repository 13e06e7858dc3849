"""Every midnight the day that is over is counted: from what expires first, and what comes new."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from contracts import services
from contracts.models import DataGrant, DataUse, Line
from contracts.services import NewLine
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import JobRun, ParkedItem
from tests.cancellation.wizard import accepted
from tests.contracts.carriers import Steady
from tests.factories import (
    DataGrantFactory,
    LineFactory,
    MemberFactory,
    PlanPeriodFactory,
    a_purchase,
    hold,
    jst,
    live_through,
)
from tests.journeys.faults import at_every_statement
from tests.journeys.ledger import changed, everything

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("steady")]

OCT = date(2026, 10, 1)


def metered(through: date = date(2026, 10, 14), **more: object) -> Line:
    """A line in use, counted through a day, in a world held on the morning after that day."""
    line = LineFactory(metered_through=through, **more)
    hold(line.member, jst(through.year, through.month, through.day, 10) + timedelta(days=1))
    return line


def parcels(line: Line) -> list[tuple[str, int, date]]:
    """What a line holds: where from, how much is left, until when."""
    rows = DataGrant.objects.filter(line=line).order_by("granted_on", "pk")
    return [(row.kind, row.left_mb, row.expires_on) for row in rows]


def used(line: Line) -> dict[date, tuple[int, int]]:
    """What a line used by day: fast and slow."""
    return {row.day: (row.fast_mb, row.slow_mb) for row in line.data_use.all()}


def test_a_day_is_known_at_the_midnight_after_it_and_not_before() -> None:
    line = metered()
    DataGrantFactory(line=line)
    live_through(line.member, jst(2026, 10, 15, 23, 59, 59))
    assert used(line) == {}
    live_through(line.member, jst(2026, 10, 16))
    assert used(line) == {date(2026, 10, 15): (100, 0)}
    assert parcels(line) == [("plan", 4900, date(2026, 11, 30))]
    line.refresh_from_db()
    assert line.metered_through == date(2026, 10, 15)


def test_what_expires_first_goes_first_and_the_rest_is_slow(steady: type[Steady]) -> None:
    line = metered()
    DataGrantFactory(line=line, granted_on=date(2026, 9, 1), expires_on=date(2026, 10, 31),
                     megabytes=5000, left_mb=300)  # fmt: skip
    DataGrantFactory(line=line, left_mb=200)
    a_purchase(line, at=jst(2026, 10, 15, 10))
    steady.per_day[line.code] = 1000
    live_through(line.member, jst(2026, 10, 16))
    assert parcels(line) == [
        ("plan", 0, date(2026, 10, 31)),
        ("plan", 200, date(2026, 11, 30)),
        ("bought", 300, date(2026, 10, 31)),
    ]
    live_through(line.member, jst(2026, 10, 17))
    assert used(line) == {date(2026, 10, 15): (1000, 0), date(2026, 10, 16): (500, 500)}
    assert [left for _kind, left, _until in parcels(line)] == [0, 0, 0]


def test_what_is_bought_after_midnight_is_not_used_for_the_day_before() -> None:
    """Whoever buys before the midnight's job has run finds the same as whoever buys after it."""
    line = metered()
    hold(line.member, jst(2026, 10, 15))
    a_purchase(line, at=jst(2026, 10, 16, 0, 0, 1))
    services.count_use(
        world=line.world, through=date(2026, 10, 15), at=jst(2026, 10, 16, 0, 0, 2)
    )
    assert used(line) == {date(2026, 10, 15): (0, 100)}
    assert parcels(line) == [("bought", 1000, date(2026, 10, 31))]


def test_a_line_switched_to_slow_spares_its_data() -> None:
    line = metered(fast_data=False)
    DataGrantFactory(line=line)
    live_through(line.member, jst(2026, 10, 16))
    assert used(line) == {date(2026, 10, 15): (0, 100)}
    assert parcels(line) == [("plan", 5000, date(2026, 11, 30))]


@pytest.mark.parametrize(
    ("first", "last", "comes", "goes"),
    [
        pytest.param(date(2026, 10, 1), date(2026, 10, 31), date(2026, 11, 1), date(2026, 11, 30),
                     id="an ordinary month"),
        pytest.param(date(2026, 12, 1), date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 31),
                     id="new year"),
        pytest.param(date(2028, 2, 1), date(2028, 2, 29), date(2028, 3, 1), date(2028, 3, 31),
                     id="29 February"),
    ],
)  # fmt: skip
def test_new_data_comes_on_the_first_and_what_was_carried_over_goes_a_month_later(
    first: date, last: date, comes: date, goes: date
) -> None:
    line = metered(last - timedelta(days=2))
    DataGrantFactory(line=line, granted_on=first, expires_on=goes, left_mb=1000)
    live_through(line.member, jst(last.year, last.month, last.day, 23, 59, 59))
    assert [left for _kind, left, _until in parcels(line)] == [900]
    live_through(line.member, jst(comes.year, comes.month, 1))
    assert [left for _kind, left, _until in parcels(line)] == [800, 5000]
    assert DataGrant.objects.latest("pk").granted_on == comes
    # The last day of the old data takes from it still, the day after from the new.
    live_through(line.member, jst(comes.year, comes.month, 1, 10) + timedelta(days=40))
    assert [left for _kind, left, _until in parcels(line)][0] == 0


def test_a_plan_changed_on_the_first_gives_the_new_plans_data() -> None:
    line = metered(date(2026, 10, 29))
    line.plan_periods.update(ends_on=date(2026, 10, 31))
    PlanPeriodFactory(line=line, plan_code="giga_20gb", starts_on=date(2026, 11, 1))
    live_through(line.member, jst(2026, 11, 1))
    assert parcels(line) == [("plan", 20_000, date(2026, 12, 31))]


def new_line(started_on: date, at: datetime) -> Line:
    member = MemberFactory()
    hold(member, at)
    new = NewLine(
        code="hdu70000001",
        plan_code="giga_5gb",
        contracted_on=date(2026, 10, 15),
        started_on=started_on,
        iccid="8981100000700000001",
    )
    return services.open_line(member=member, new=new, at=at, by=system("test"))


def test_a_new_line_has_its_part_of_the_month_at_once() -> None:
    line = new_line(date(2026, 10, 15), jst(2026, 10, 15, 10))
    # 17 of 31 days.
    assert parcels(line) == [("plan", 2741, date(2026, 11, 30))]
    live_through(line.member, jst(2026, 10, 16))
    assert used(line) == {date(2026, 10, 15): (100, 0)}


def test_a_line_that_starts_later_gets_it_on_its_first_day() -> None:
    line = new_line(date(2026, 10, 20), jst(2026, 10, 15, 10))
    live_through(line.member, jst(2026, 10, 19, 23, 59, 59))
    assert (parcels(line), used(line)) == ([], {})
    live_through(line.member, jst(2026, 10, 20))
    assert parcels(line) == [("plan", 1935, date(2026, 11, 30))]
    live_through(line.member, jst(2026, 10, 21))
    assert used(line) == {date(2026, 10, 20): (100, 0)}


def test_metering_that_has_begun_does_not_begin_again() -> None:
    line = new_line(date(2026, 10, 15), jst(2026, 10, 15, 10))
    before = everything()
    services.start_metering(line=line, at=jst(2026, 10, 15, 11))
    assert changed(before) == {}


def test_an_ended_line_is_counted_through_its_last_day_and_gets_nothing_more() -> None:
    line = metered()
    other = LineFactory(member=line.member)
    accepted(line)
    DataGrantFactory(line=line)
    live_through(line.member, jst(2026, 12, 5))
    line.refresh_from_db()
    assert (line.ends_on, line.metered_through) == (date(2026, 10, 31), date(2026, 10, 31))
    assert min(used(line)) == date(2026, 10, 15)
    assert max(used(line)) == date(2026, 10, 31)
    assert len(parcels(line)) == 1
    other.refresh_from_db()
    assert other.metered_through is None


def test_where_nothing_is_metered_nothing_is_due() -> None:
    line = LineFactory()
    live_through(line.member, jst(2026, 12, 1))
    assert not JobRun.objects.filter(job="contracts.jobs.data.count_use").exists()
    assert DataUse.objects.count() == 0


def test_a_second_count_finds_nothing_to_do() -> None:
    line = metered()
    DataGrantFactory(line=line)
    through, at = date(2026, 10, 15), jst(2026, 10, 16)
    assert services.count_use(world=line.world, through=through, at=at) == 1
    before = everything()
    assert services.count_use(world=line.world, through=through, at=at) == 0
    assert changed(before) == {}


def test_a_count_that_breaks_off_leaves_nothing_behind(steady: type[Steady]) -> None:
    line = metered(date(2026, 10, 29))
    DataGrantFactory(line=line, left_mb=90)
    steady.per_day[line.code] = 80
    before = everything()

    def unchanged(_number: int) -> None:
        assert changed(before) == {}

    tried = at_every_statement(
        lambda: services.count_use(
            world=line.world, through=date(2026, 10, 31), at=jst(2026, 11, 1)
        ),
        unchanged,
    )
    assert tried > 5
    assert used(line) == {date(2026, 10, 30): (80, 0), date(2026, 10, 31): (10, 70)}


def test_a_carrier_that_says_nothing_is_asked_again_and_the_days_are_made_up(
    settings: Settings,
) -> None:
    line = metered()
    DataGrantFactory(line=line)
    settings.CARRIER = "tests.contracts.carriers.Silent"
    live_through(line.member, jst(2026, 10, 17, 10))
    assert used(line) == {}
    assert ParkedItem.objects.get().tries == 2
    settings.CARRIER = "tests.contracts.carriers.Steady"
    live_through(line.member, jst(2026, 10, 18, 10))
    assert used(line) == {date(2026, 10, day): (100, 0) for day in (15, 16, 17)}
    assert ParkedItem.objects.count() == 0


def test_given_up_on_it_waits_for_staff_and_the_worlds_time_goes_on(settings: Settings) -> None:
    line = metered()
    settings.CARRIER = "tests.contracts.carriers.Silent"
    live_through(line.member, jst(2026, 11, 15, 10))
    assert ParkedItem.objects.get().tries == 3
    line.world.refresh_from_db()
    assert line.world.ran_through == jst(2026, 11, 15, 10)


def test_ten_lines_are_counted_with_as_many_questions_as_one() -> None:
    def asked(lines: int) -> int:
        line = metered()
        more = LineFactory.create_batch(
            lines - 1, member=line.member, metered_through=date(2026, 10, 14)
        )
        for each in (line, *more):
            DataGrantFactory(line=each)
        with CaptureQueriesContext(connection) as questions:
            services.count_use(
                world=line.world, through=date(2026, 10, 15), at=jst(2026, 10, 16)
            )
        return len(questions)

    assert asked(10) == asked(1) <= 10
