"""What a world's clock shows, and that it is read once."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from freezegun import freeze_time

from mioportal.plumbing import clock, realtime, worlds
from mioportal.plumbing.models import World
from mioportal.rules.dates import JST
from tests.factories import LineFactory, LiveWorldFactory, MemberFactory, WorldFactory
from tests.plumbing.chores import japan

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("machine", ["2026-10-20 14:30", "2031-01-01 00:00"])
def test_a_held_world_shows_its_hour_whatever_the_machine_says(machine: str) -> None:
    world = WorldFactory(held_at=japan("2028-02-29", "23:59:59"))
    with freeze_time(machine):
        assert clock.moment_of(world) == japan("2028-02-29", "23:59:59")


def test_a_running_world_stays_the_same_distance_ahead() -> None:
    world = WorldFactory(
        held_at=None, ahead_by=timedelta(days=40), ran_through=japan("2026-10-15")
    )
    with freeze_time(japan("2026-10-15", "9:00")) as machine:
        assert clock.moment_of(world) == japan("2026-11-24", "9:00")
        machine.tick(timedelta(hours=15, seconds=1))
        assert clock.moment_of(world) == japan("2026-11-25", "0:00:01")


def test_a_demonstration_may_lie_behind_the_machine() -> None:
    world = WorldFactory(held_at=japan("2026-10-15", "10:00"))
    with freeze_time(japan("2026-10-15", "22:00")) as machine:
        worlds.let_run(world=world)
        machine.tick(timedelta(minutes=1))
        assert clock.moment_of(world) == japan("2026-10-15", "10:01")


def test_the_live_world_is_the_machines_time_in_japan() -> None:
    world = LiveWorldFactory()
    with freeze_time("2026-10-15 15:00"):
        assert clock.moment_of(world) == japan("2026-10-16")
        assert clock.moment_of(world).tzinfo == JST


def test_nobody_gets_the_time_without_taking_a_moment() -> None:
    with pytest.raises(clock.NoMoment):
        clock.now()
    with pytest.raises(clock.NoMoment):
        clock.today()


def test_visitors_live_in_real_time() -> None:
    with freeze_time("2026-10-15 14:59:59"), clock.taken(None):
        assert clock.now() == japan("2026-10-15", "23:59:59")
        assert str(clock.today()) == "2026-10-15"


def test_today_is_the_day_in_japan_from_fifteen_hundred_universal_time_on() -> None:
    with freeze_time("2026-10-31 15:00"), clock.taken(None):
        assert str(clock.today()) == "2026-11-01"


def test_a_taken_moment_does_not_tick() -> None:
    world = WorldFactory(held_at=None, ran_through=japan("2026-10-31"))
    with freeze_time(japan("2026-10-31", "23:59:59")) as machine, clock.taken(world) as taken:
        readings = set()
        for _ in range(5):
            readings.add(clock.now())
            machine.tick(timedelta(seconds=1))
        assert readings == {taken} == {japan("2026-10-31", "23:59:59")}
        assert realtime.now() >= japan("2026-11-01")
        assert str(clock.today()) == "2026-10-31"


def test_a_moment_taken_within_another_gives_the_outer_one_back() -> None:
    outer = WorldFactory(held_at=japan("2026-10-15"))
    inner = WorldFactory(held_at=japan("2030-01-01"))
    with clock.taken(outer):
        with clock.taken(inner):
            assert clock.now() == japan("2030-01-01")
        assert clock.now() == japan("2026-10-15")
        with pytest.raises(ZeroDivisionError), clock.taken(inner):
            raise ZeroDivisionError
        assert clock.now() == japan("2026-10-15")
    with pytest.raises(clock.NoMoment):
        clock.now()


def test_a_page_does_not_straddle_midnight() -> None:
    """Every reading of the machine's clock is 20 seconds after the one before."""
    line = LineFactory(
        member__world__held_at=None,
        member__world__ran_through=japan("2026-10-31"),
        leaving_by="cancellation",
        ends_on="2026-10-31",
    )
    visitor = Client()
    visitor.force_login(line.member.user)
    days = set()
    for start in range(0, 240, 20):
        begun = japan("2026-10-31", "23:56:10") + timedelta(seconds=start)
        with freeze_time(begun, auto_tick_seconds=20):
            page = visitor.get("/services/").context
        still_served = [row.code for row in page["lines"]] == [line.code]
        assert (page["time_bar"].now < japan("2026-11-01")) == still_served
        days.add(page["time_bar"].min_date.day)
    assert days == {31, 1}


def test_a_request_leaves_no_moment_behind() -> None:
    visitor = Client()
    visitor.force_login(MemberFactory().user)
    visitor.get("/")
    with pytest.raises(clock.NoMoment):
        clock.now()


def test_letting_a_running_world_run_again_changes_nothing() -> None:
    world = WorldFactory(held_at=japan("2026-10-15", "10:00"))
    with freeze_time(japan("2026-12-01", "8:00")) as machine:
        worlds.let_run(world=world)
        machine.tick(timedelta(hours=2))
        worlds.let_run(world=World.objects.get())
        assert clock.moment_of(World.objects.get()) == japan("2026-10-15", "12:00")


def test_two_first_sign_ins_let_the_world_run_once() -> None:
    world = WorldFactory(held_at=japan("2026-10-15", "10:00"))
    first, second = World.objects.get(pk=world.pk), World.objects.get(pk=world.pk)
    with freeze_time(japan("2026-12-01", "8:00")) as machine:
        worlds.let_run(world=first)
        machine.tick(timedelta(minutes=5))
        worlds.let_run(world=second)
        assert clock.moment_of(second) == japan("2026-10-15", "10:05")


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"held_at": japan("2026-10-15")}, id="held"),
        pytest.param({"ahead_by": timedelta(seconds=1)}, id="ahead"),
        pytest.param({"ahead_by": timedelta(days=-1)}, id="behind"),
        pytest.param({"moving_until": japan("2026-10-15")}, id="on the move"),
    ],
)
def test_the_database_keeps_the_live_world_in_real_time(change: dict[str, object]) -> None:
    live = LiveWorldFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        World.objects.filter(pk=live.pk).update(**change)


def test_there_is_one_live_world() -> None:
    assert worlds.live() == worlds.live()
    with pytest.raises(IntegrityError), transaction.atomic():
        LiveWorldFactory(name="another")
    assert World.objects.filter(kind=World.Kind.LIVE).count() == 1


def test_a_demonstration_world_starts_where_it_is_held() -> None:
    world = worlds.make_demo(name="new", held_at=japan("2026-10-15", "10:00"))
    assert world.is_demo
    assert clock.moment_of(world) == world.ran_through == japan("2026-10-15", "10:00")
