"""Staff and a moving clock: what they would change in that world has to wait, all of it."""

from collections.abc import Callable
from typing import Any

import pytest

from accounts.models import Member
from contracts.models import Sim
from mioportal.plumbing import worlds
from mioportal.plumbing.models import ExtraWindow, Outbox, ParkedItem, WeeklyChange, World
from tests.desk.people import Desk
from tests.factories import (
    ExtraWindowFactory,
    LineFactory,
    MessageFactory,
    WeeklyChangeFactory,
    jst,
)
from tests.journeys.ledger import changed, everything
from tests.journeys.reading import Page

pytestmark = pytest.mark.django_db


def on_the_move(world: World) -> str:
    """Leave a world in the middle of a move; gives the claim that holds it."""
    claim = worlds.take_lease(world=world)
    worlds.set_clock(world=world, claim=claim, to=jst(2026, 12, 24, 10))
    return claim


def member() -> Any:
    return LineFactory(
        member__identity=Member.Identity.RETURNED, member__standing__owed_yen=1490
    ).member


def card() -> Any:
    line = LineFactory()
    line.sims.update(state=Sim.State.AWAITED)
    return line.sims.get()


def mail() -> Any:
    return MessageFactory(state=Outbox.State.PARKED)


def parked() -> Any:
    world = LineFactory().world
    return ParkedItem.objects.create(
        world=world, job="x", key="y", tries=3, error="z", first_at=jst(2026, 10, 1, 9)
    )


def extra() -> Any:
    return ExtraWindowFactory(world=LineFactory().world)


def weekly() -> Any:
    return WeeklyChangeFactory(world=LineFactory().world)


ACTIONS: list[tuple[str, str, Callable[[], Any]]] = [
    ("accounts/member", "complete_identity", member),
    ("accounts/member", "settle_debt", member),
    ("contracts/sim", "receive", card),
    ("cancellation/phonedeskline", "accept", LineFactory),
    ("plumbing/outbox", "send_again", mail),
    ("plumbing/parkeditem", "try_again", parked),
    ("plumbing/extrawindow", "delete_selected", extra),
    ("plumbing/weeklychange", "delete_selected", weekly),
]


def done(desk: Desk, place: str, action: str, rows: list[Any]) -> Page:
    """Do an action to the end: a page that asks first is confirmed."""
    path = f"/admin/{place}/"
    sent = {"confirmed": "yes", "post": "yes"}
    if action == "accept":
        page = desk.act(path, action, rows)
        return page if page.status == 503 else desk.confirm(path, page)
    return desk.act(path, action, rows, **sent)


def assert_busy(page: Page) -> None:
    assert page.status == 503
    assert page.response["Retry-After"] == "3"
    assert "送信した内容は、まだ反映されていません" in page.words


@pytest.mark.parametrize(("place", "action", "make"), ACTIONS, ids=[a for _, a, _ in ACTIONS])
def test_an_action_on_any_member_of_a_moving_world_waits_for_all_of_them(
    place: str, action: str, make: Callable[[], Any]
) -> None:
    desk = Desk("supervisor")
    _first, moving = rows = [make(), make()]
    world = World.objects.get(pk=moving.world_id)
    claim = on_the_move(world)
    before = everything()
    assert_busy(done(desk, place, action, rows))
    assert changed(before) == {}
    worlds.give_back(world=world, claim=claim)
    before = everything()
    assert done(desk, place, action, rows).status == 200
    assert changed(before).keys() - {"django_session"}


def test_a_move_that_begins_before_the_confirmation_holds_that_up_too() -> None:
    desk, line = Desk("support"), LineFactory()
    asked = desk.act("/admin/cancellation/phonedeskline/", "accept", [line])
    on_the_move(line.world)
    before = everything()
    assert_busy(desk.confirm("/admin/cancellation/phonedeskline/", asked))
    assert changed(before) == {}


def test_another_members_world_on_the_move_holds_up_nobody() -> None:
    line = LineFactory()
    on_the_move(LineFactory().world)
    assert done(Desk("support"), "cancellation/phonedeskline", "accept", [line]).status == 200
    line.refresh_from_db()
    assert line.leaving_by == "cancellation"


WINDOW = {
    "function": "cancellation",
    "starts_at_0": "2026-10-15",
    "starts_at_1": "11:00",
    "ends_at_0": "2026-10-15",
    "ends_at_1": "13:00",
    "reason": "設備の点検",
}
EVENING = {"evening": "2026-10-20", "note": "設備の更新"}


@pytest.mark.parametrize(
    ("place", "sent", "make"),
    [("extrawindow", WINDOW, extra), ("weeklychange", EVENING, weekly)],
    ids=["an extra window", "an evening"],
)
def test_maintenance_of_a_moving_world_waits(
    place: str, sent: dict[str, str], make: Callable[[], Any]
) -> None:
    desk, row = Desk("supervisor"), make()
    world = World.objects.get(pk=row.world_id)
    on_the_move(world)
    before = everything()
    path = f"/admin/plumbing/{place}/"
    assert_busy(desk.post(path + "add/", sent | {"world": str(world.pk)}))
    assert_busy(desk.post(f"{path}{row.pk}/change/", sent | {"world": ""}))
    assert_busy(desk.post(f"{path}{row.pk}/delete/", {"post": "yes"}))
    assert changed(before) == {}
    assert desk.post(path + "add/", sent | {"world": ""}).status == 200
    assert ExtraWindow.objects.count() + WeeklyChange.objects.count() == 2
