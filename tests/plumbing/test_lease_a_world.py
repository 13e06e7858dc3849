"""One runner at a time: a world is leased, and whoever lost the lease does nothing more."""

from datetime import datetime, timedelta

import pytest
from freezegun import freeze_time

from mioportal.plumbing import clock, runner, worlds
from mioportal.plumbing.jobs import Phase
from mioportal.plumbing.models import World
from tests.factories import WorldFactory
from tests.plumbing.chores import Chores, japan, run

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    """A world at ten in the morning of 15 October 2026."""
    return WorldFactory(held_at=japan("2026-10-15", "10:00"))


def test_a_lost_lease_stops_the_runner_and_takes_its_step_back(
    world: World, chores: Chores
) -> None:
    def robbed(world: World, at: datetime) -> None:
        World.objects.filter(pk=world.pk).update(claim="somebody else")

    chores.job("robbed", Phase.CHARGE, upset=robbed)
    chores.job("after", Phase.BILL)
    for name in ("robbed", "after"):
        chores.wait(world, name, japan("2026-10-16"))
    with pytest.raises(worlds.WorldBusy):
        run(world, japan("2026-10-20"))
    assert chores.done(world) == ["robbed"]
    assert World.objects.get().claim == "somebody else"


def test_a_runner_that_slept_past_its_lease_does_nothing_more(
    world: World, chores: Chores
) -> None:
    chores.job("chore", Phase.CHARGE)
    chores.wait(world, "chore", japan("2026-10-16"))
    with freeze_time(japan("2026-10-15", "8:00")) as machine:
        stale = worlds.take_lease(world=world)
        machine.tick(worlds.LEASE + timedelta(seconds=1))
        fresh = worlds.take_lease(world=World.objects.get())
        with pytest.raises(worlds.WorldBusy):
            runner.run_through(world, japan("2026-10-20"), claim=stale)
        assert chores.done(world) == []
        worlds.give_back(world=world, claim=stale)
        assert World.objects.get().claim == fresh


def test_a_lease_lasts_as_long_as_it_says_and_is_renewed_by_every_step(
    world: World, chores: Chores
) -> None:
    chores.job("slow", Phase.CHARGE)
    with freeze_time(japan("2026-10-15", "8:00")) as machine:
        claim = worlds.take_lease(world=world)
        machine.tick(worlds.LEASE - timedelta(seconds=1))
        with pytest.raises(worlds.WorldBusy):
            worlds.take_lease(world=World.objects.get())
        runner.run_through(world, japan("2026-10-16"), claim=claim)
        machine.tick(timedelta(seconds=2))
        with pytest.raises(worlds.WorldBusy):
            worlds.take_lease(world=World.objects.get())


def test_the_second_of_two_runners_gets_nothing(world: World, chores: Chores) -> None:
    chores.job("chore", Phase.CHARGE)
    chores.wait(world, "chore", japan("2026-10-16"))
    claim = worlds.take_lease(world=World.objects.get())
    assert runner.catch_up(world, japan("2026-10-20")) == []
    assert len(runner.run_through(World.objects.get(), japan("2026-10-20"), claim=claim)) == 1


def test_an_idle_world_is_left_alone_and_marked_every_ten_minutes(world: World) -> None:
    assert runner.catch_up(world, japan("2026-10-15", "10:09:59")) == []
    assert World.objects.get().ran_through == japan("2026-10-15", "10:00")
    assert runner.catch_up(world, japan("2026-10-15", "10:10")) == []
    assert World.objects.get().ran_through == japan("2026-10-15", "10:10")


def test_catching_up_does_what_is_due_and_gives_the_world_back(
    world: World, chores: Chores
) -> None:
    chores.job("chore", Phase.NOTIFY)
    chores.wait(world, "chore", japan("2026-10-16"))
    assert len(runner.catch_up(world, japan("2026-10-16", "10:00"))) == 1
    assert World.objects.get().claim == ""
    assert clock.moment_of(World.objects.get()) == japan("2026-10-15", "10:00")
