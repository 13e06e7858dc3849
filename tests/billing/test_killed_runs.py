"""A run that is killed with -9 at any moment is taken up: every bill once, to the same yen."""

import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

import pytest

from billing import services
from billing.models import Bill, BillItem, BillRun, RunChunk
from billing.services import run as running
from mioportal.demo import fleet
from mioportal.plumbing import clock
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import Happening, Outbox, ParkedItem, World
from tests.billing.killing import run_and_tell, shared_database

pytestmark = pytest.mark.django_db(transaction=True)

DAY, MONTH = date(2026, 11, 5), date(2026, 10, 1)
MOST_TRIES = 20
# Moments for each number of workers.
FEW, MANY = 1, 25

Told = dict[str, tuple[object, ...]]


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """Many members for a run of many ranges, in a database that other processes can open."""
    monkeypatch.setattr(running, "CHUNK", 4)
    made, _lines = fleet.make(name="killed", members=40, seed=11, today=DAY)
    with shared_database(tmp_path):
        yield made


def bills() -> Told:
    """Every bill with its items, by the member it is for."""
    items: dict[int, list[object]] = {}
    named = ("bill", "line", "kind", "code", "percent", "quantity", "amount_yen")
    for bill, *rest in BillItem.objects.values_list(*named):
        items.setdefault(bill, []).append(rest)
    rows = Bill.objects.values_list("member__user__login", "pk", "total_yen", "tax_yen")
    found = [
        (login, (total, tax, sorted(items.pop(pk), key=str))) for login, pk, total, tax in rows
    ]
    assert not items, "items of no bill"
    assert len(dict(found)) == len(found), "somebody has two bills"
    return dict(found)


def undisturbed(world: World) -> Told:
    """What a run comes to that nobody disturbs."""
    at = clock.moment_of(world)
    services.bill_month(world=world, month=MONTH, at=at, by=system("test"), is_silent=True)
    told = bills()
    forget()
    return told


def forget() -> None:
    """As if nothing of it had been run."""
    for model in (BillItem, Bill, RunChunk, BillRun, Outbox, Happening):
        model.objects.all().delete()


@pytest.mark.parametrize("workers", [1, 2], ids=["one worker", "two workers"])
def test_killed_at_any_moment_it_is_taken_up_where_it_was(
    world: World, workers: int, request: pytest.FixtureRequest
) -> None:
    expected = undisturbed(world)
    begun = time.monotonic()
    assert run_and_tell("2026-10", world.name, workers)
    whole = time.monotonic() - begun
    assert bills() == expected
    rng = Random(workers)
    for _moment in range(MANY if request.config.getoption("--full") else FEW):
        forget()
        run_and_tell("2026-10", world.name, workers, kill_after=rng.uniform(0.1, 0.95) * whole)
        tries = 0
        while not run_and_tell("2026-10", world.name, workers):
            tries += 1
            assert tries < MOST_TRIES, "it never comes to its end"
        assert bills() == expected
        assert BillRun.objects.get().finished_at is not None
        told = list(Outbox.objects.filter(mail_code="M-22").values_list("user__login", flat=True))
        assert sorted(told) == sorted(expected)
        assert not ParkedItem.objects.exists()
