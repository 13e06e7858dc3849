"""Two worlds whose months are billed at the same moment: each member once, in their own world."""

from datetime import date

import pytest

from billing import services
from billing.models import Bill, BillItem, BillRun, RunChunk
from billing.services import run as running
from mioportal.demo import fleet
from mioportal.plumbing import clock
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import World
from tests.plumbing.races import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]

DAY, MONTH = date(2026, 11, 5), date(2026, 10, 1)
Told = list[tuple[object, ...]]


def bill(world: World) -> None:
    """The whole run of a world, by one of the hands."""
    at = clock.moment_of(world)
    services.bill_month(world=world, month=MONTH, at=at, by=system("test"), is_silent=True)


def told() -> tuple[Told, Told]:
    """Every bill, and every item by whose bill it is on."""
    bills = Bill.objects.values_list("world__name", "member__user__login", "total_yen", "tax_yen")
    items = BillItem.objects.values_list(
        "bill__member__user__login", "line__code", "kind", "code", "amount_yen"
    )
    return sorted(bills, key=str), sorted(items, key=str)


def test_each_comes_to_what_it_would_have_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "CHUNK", 4)
    worlds = [
        fleet.make(name=name, members=30, seed=seed, today=DAY)[0]
        for seed, name in enumerate(("one", "other"), 1)
    ]
    for world in worlds:
        bill(world)
    alone = told()
    for model in (BillItem, Bill, RunChunk, BillRun):
        model.objects.all().delete()
    turns = iter(range(4))
    at_once(4, lambda: bill(worlds[next(turns) % 2]))
    assert told() == alone
    assert {name for name, *_rest in alone[0]} == {"one", "other"}
