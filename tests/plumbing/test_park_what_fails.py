"""An item that cannot be done is parked and tried again when staff say so; the rest goes on."""

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError
from freezegun import freeze_time

from mioportal.plumbing.jobs import Phase
from mioportal.plumbing.models import AuditRow, JobRun, ParkedItem, World
from tests.factories import StaffFactory, WorldFactory
from tests.plumbing.chores import Chores, japan, run
from tests.plumbing.people import browser

pytestmark = pytest.mark.django_db


class Refused(Exception):
    """As services define their own."""


class Poison:
    """Items named here fail, each with its error; the others are fine."""

    def __init__(self, **errors: Exception) -> None:
        self.errors: dict[str, Exception] = dict(errors)
        self.tried: list[str] = []

    def __call__(self, subject: str) -> None:
        self.tried.append(subject)
        if subject in self.errors:
            raise self.errors[subject]


@pytest.fixture
def world(chores: Chores) -> World:
    """A world at ten in the morning of 15 October 2026, with three items due at midnight."""
    world = WorldFactory(held_at=japan("2026-10-15", "10:00"))
    for subject in ("one", "two", "three"):
        chores.wait(world, "chore", japan("2026-10-16"), subject)
    return world


@pytest.mark.parametrize(
    "error",
    [
        pytest.param(ValueError("bad"), id="a wrong value"),
        pytest.param(KeyError("missing"), id="a missing key"),
        pytest.param(ZeroDivisionError(), id="a division by zero"),
        pytest.param(IntegrityError("twice"), id="a refusal of the database"),
        pytest.param(AttributeError("None has no ends_on"), id="something that is not there"),
        pytest.param(ObjectDoesNotExist("gone"), id="a row that is gone"),
        pytest.param(Refused("not now"), id="a refusal of a service"),
        pytest.param(RuntimeError("what?"), id="anything else"),
    ],
)
def test_whatever_goes_wrong_with_one_item_the_rest_goes_on(
    world: World, chores: Chores, error: Exception
) -> None:
    chores.each_job("chore", Phase.CHARGE, Poison(two=error))
    run(world, japan("2026-10-16"))
    assert JobRun.objects.get().counts == {"done": 2, "failed": 1}
    row = ParkedItem.objects.get()
    assert (row.key, row.tries, row.first_at) == ("two", 1, japan("2026-10-16"))
    assert row.error.startswith(type(error).__name__)


def test_nothing_that_a_failed_item_wrote_stays(world: World, chores: Chores) -> None:
    chores.each_job("chore", Phase.CHARGE, Poison(two=ValueError()))
    run(world, japan("2026-10-16"))
    assert chores.done(world) == ["chore", "chore"]


def test_an_item_is_given_up_after_three_tries(world: World, chores: Chores) -> None:
    poison = Poison(two=ValueError())
    chores.each_job("chore", Phase.CHARGE, poison)
    run(world, japan("2026-10-20"))
    assert poison.tried == ["one", "two", "three", "two", "two"]
    assert ParkedItem.objects.get().tries == ParkedItem.GIVES_UP_AFTER == 3
    assert [run.instant for run in JobRun.objects.order_by("pk")] == [
        japan("2026-10-16"),
        japan("2026-10-16", "9:00"),
        japan("2026-10-16", "9:10"),
    ]


def test_work_that_comes_later_is_not_held_up_by_what_is_parked(
    world: World, chores: Chores
) -> None:
    chores.each_job("chore", Phase.CHARGE, Poison(two=ValueError()))
    run(world, japan("2026-10-20"))
    chores.wait(world, "chore", japan("2026-10-21"), "four")
    run(world, japan("2026-10-21"))
    assert chores.done_at(world)[-1] == japan("2026-10-21")


def test_an_item_that_worked_the_second_time_is_not_listed_as_stopped(
    world: World, chores: Chores
) -> None:
    poison = Poison(two=ValueError())
    chores.each_job("chore", Phase.CHARGE, poison)
    run(world, japan("2026-10-16"))
    poison.errors.clear()
    run(world, japan("2026-10-16", "9:00"))
    assert chores.done(world) == ["chore"] * 3
    assert ParkedItem.objects.count() == 0


def try_again(who: str = "admin", **permissions: bool) -> str:
    """Staff tick every parked item and choose 「もう一度処理する」. Gives the page they get."""
    staff = StaffFactory(login=who, **permissions)
    ticked = [str(pk) for pk in ParkedItem.objects.values_list("pk", flat=True)]
    response = browser(staff).post(
        "/admin/plumbing/parkeditem/",
        {"action": "try_again", "_selected_action": ticked},
        follow=True,
    )
    return response.content.decode()


def test_staff_put_an_item_back_and_it_is_tried_again(world: World, chores: Chores) -> None:
    poison = Poison(two=ValueError())
    chores.each_job("chore", Phase.CHARGE, poison)
    run(world, japan("2026-10-20"))
    poison.errors.clear()
    run(world, japan("2026-10-21"))
    assert len(chores.done(world)) == 2

    assert "1件を、次の処理の対象に戻しました" in try_again()
    run(world, japan("2026-10-22"))
    assert len(chores.done(world)) == 3
    assert chores.done_at(world)[-1] == japan("2026-10-21", "9:00")
    assert ParkedItem.objects.count() == 0


def test_an_item_put_back_has_three_new_tries(world: World, chores: Chores) -> None:
    poison = Poison(two=ValueError())
    chores.each_job("chore", Phase.CHARGE, poison)
    run(world, japan("2026-10-20"))
    try_again()
    run(world, japan("2026-10-25"))
    assert poison.tried.count("two") == 6
    assert ParkedItem.objects.get().tries == 3


def test_putting_an_item_back_leaves_a_trace_in_its_own_worlds_time(
    world: World, chores: Chores
) -> None:
    name = chores.each_job("chore", Phase.CHARGE, Poison(two=ValueError("bad")))
    run(world, japan("2026-10-20"))
    with freeze_time(japan("2031-05-05", "5:05")):
        try_again("Aoki")
    row = AuditRow.objects.get(verb="unpark")
    assert (row.world_at, row.real_at) == (
        japan("2026-10-15", "10:00"),
        japan("2031-05-05", "5:05"),
    )
    assert (row.role, row.actor, row.subject) == ("STAFF", "Aoki", "two")
    assert row.detail == {"job": name, "error": "ValueError: bad"}


def test_staff_without_the_right_cannot_put_anything_back(world: World, chores: Chores) -> None:
    chores.each_job("chore", Phase.CHARGE, Poison(two=ValueError()))
    run(world, japan("2026-10-20"))
    try_again(is_superuser=False)
    assert ParkedItem.objects.count() == 1


def test_the_same_name_in_another_world_is_another_item(world: World, chores: Chores) -> None:
    other = WorldFactory(held_at=japan("2026-10-15", "10:00"))
    chores.wait(other, "chore", japan("2026-10-16"), "two")
    poison = Poison(two=ValueError())
    chores.each_job("chore", Phase.CHARGE, poison)
    run(world, japan("2026-10-20"))
    poison.errors.clear()
    run(other, japan("2026-10-20"))
    assert chores.done(other) == ["chore"]
