"""Staff plan maintenance in admin: extra windows, and evenings that differ from the rule."""

import pytest
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError
from freezegun import freeze_time

from accounts import services as accounts
from accounts.models import Member, User
from mioportal.demo.staff import STAFF
from mioportal.plumbing import windows
from mioportal.plumbing.actor import Actor, Role
from mioportal.plumbing.models import AuditRow, ExtraWindow, WeeklyChange, World
from tests.factories import ExtraWindowFactory, StaffFactory, WeeklyChangeFactory, WorldFactory
from tests.journeys.ledger import changed, everything
from tests.journeys.reading import Page
from tests.plumbing.chores import japan
from tests.plumbing.people import browser, member_at

pytestmark = pytest.mark.django_db

WEEKLY = "/admin/plumbing/weeklychange/"
EXTRA = "/admin/plumbing/extrawindow/"


@pytest.fixture
def supervisor() -> User:
    """The member of staff who plans maintenance, with exactly the demonstration's rights."""
    role = next(role for role in STAFF if role.login == "supervisor")
    return accounts.make_staff(
        login=role.login, name="", secret=make_password("x"), permissions=role.permissions
    )


def status_at(day: str, time: str) -> int:
    """What a member page answers at an hour."""
    return browser(member_at(day, time)).get("/lines/").status_code


def plan_evening(staff: User, evening: str, *, held: bool, world: World | None = None) -> Page:
    """Fill in the form for an evening, of everybody's or of one world's."""
    sent = {"evening": evening, "note": "設備の更新", "world": str(world.pk) if world else ""}
    sent |= {"held": "on"} if held else {}
    return Page(browser(staff).post(WEEKLY + "add/", sent))


def plan_extra(staff: User, **sent: str) -> Page:
    """Fill in the form for an extra window, of 15 October 2026 unless told."""
    typed = {
        "function": "cancellation",
        "starts_at_0": "2026-10-15",
        "starts_at_1": "11:00",
        "ends_at_0": "2026-10-15",
        "ends_at_1": "13:00",
        "reason": "設備の点検",
        "world": "",
    }
    return Page(browser(staff).post(EXTRA + "add/", typed | sent))


def test_a_skipped_tuesday_is_open_and_the_next_is_not(supervisor: User) -> None:
    assert status_at("2026-10-20", "23:30") == 503
    assert plan_evening(supervisor, "2026-10-20", held=False).status == 302
    assert status_at("2026-10-20", "23:30") == status_at("2026-10-21", "4:00") == 200
    assert status_at("2026-10-27", "23:30") == 503


def test_another_evening_is_closed_from_eleven_to_five(supervisor: User) -> None:
    assert plan_evening(supervisor, "2026-10-22", held=True).status == 302
    assert status_at("2026-10-22", "22:59:59") == 200
    assert status_at("2026-10-22", "23:00") == status_at("2026-10-23", "4:59:59") == 503
    assert status_at("2026-10-23", "5:00") == 200
    assert status_at("2026-10-20", "23:30") == 503


def test_an_evening_is_decided_once(supervisor: User) -> None:
    plan_evening(supervisor, "2026-10-20", held=False)
    again = plan_evening(supervisor, "2026-10-20", held=True)
    assert again.status == 200 and "errorlist" in again.html
    assert not WeeklyChange.objects.get().held


@pytest.mark.parametrize("of_one_world", [False, True], ids=["for all", "for one world"])
def test_an_evening_decided_before_is_refused_in_words(
    supervisor: User, of_one_world: bool
) -> None:
    world = WorldFactory() if of_one_world else None
    plan_evening(supervisor, "2026-10-20", held=False, world=world)
    again = plan_evening(supervisor, "2026-10-20", held=True, world=world)
    assert "この夜の変更は、すでに登録されています" in again.text
    for elsewhere in ({None, world, WorldFactory()} - {world}):
        assert plan_evening(supervisor, "2026-10-20", held=True, world=elsewhere).status == 302


@pytest.mark.parametrize("of_one_world", [False, True], ids=["for all", "for one world"])
def test_the_database_itself_holds_one_decision_an_evening(of_one_world: bool) -> None:
    world = WorldFactory() if of_one_world else None
    WeeklyChangeFactory(world=world)
    with pytest.raises(IntegrityError):
        WeeklyChangeFactory(world=world, held=True)


def status_in(member: Member) -> int:
    """What a member page answers in a member's world."""
    return browser(member).get("/lines/").status_code


def test_a_tuesday_skipped_for_one_world_is_open_there_alone(supervisor: User) -> None:
    mine, other = member_at("2026-10-20", "23:30"), member_at("2026-10-20", "23:30")
    assert plan_evening(supervisor, "2026-10-20", held=False, world=mine.world).status == 302
    assert (status_in(mine), status_in(other)) == (200, 503)


@pytest.mark.parametrize("held", [True, False])
def test_what_is_decided_for_one_world_goes_before_what_is_for_all(
    supervisor: User, held: bool
) -> None:
    mine, other = member_at("2026-10-22", "23:30"), member_at("2026-10-22", "23:30")
    plan_evening(supervisor, "2026-10-22", held=held, world=mine.world)
    plan_evening(supervisor, "2026-10-22", held=not held)
    statuses = {True: 503, False: 200}
    assert (status_in(mine), status_in(other)) == (statuses[held], statuses[not held])


def test_taking_a_change_back_restores_the_rule(supervisor: User) -> None:
    row = WeeklyChangeFactory(evening="2026-10-20", held=False)
    browser(supervisor).post(f"{WEEKLY}{row.pk}/delete/", {"post": "yes"})
    assert status_at("2026-10-20", "23:30") == 503


def test_an_extra_window_is_planned_and_closes_its_function(supervisor: User) -> None:
    assert plan_extra(supervisor).status == 302
    closed = browser(member_at("2026-10-15", "12:00"))
    assert closed.get("/cancel/").status_code == 503
    assert closed.get("/lines/").status_code == 200


def test_its_hours_are_typed_in_japan_time(supervisor: User) -> None:
    plan_extra(supervisor)
    made = ExtraWindow.objects.get()
    assert made.starts_at == japan("2026-10-15", "11:00")
    assert made.ends_at == japan("2026-10-15", "13:00")


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param({"ends_at_1": "10:59"}, id="ends before it starts"),
        pytest.param({"ends_at_1": "11:00"}, id="ends as it starts"),
        pytest.param({"reason": ""}, id="no reason for members to read"),
        pytest.param({"function": "everything"}, id="an unknown function"),
        pytest.param({"starts_at_0": "2026-02-30"}, id="no such day"),
    ],
)
def test_an_impossible_window_is_refused_in_words(
    supervisor: User, typed: dict[str, str]
) -> None:
    refused = plan_extra(supervisor, **typed)
    assert refused.status == 200
    assert "errorlist" in refused.html
    assert ExtraWindow.objects.count() == 0


def test_calling_a_window_off_opens_the_function(supervisor: User) -> None:
    row = ExtraWindowFactory(
        starts_at=japan("2026-10-15", "11:00"), ends_at=japan("2026-10-15", "13:00")
    )
    browser(supervisor).post(
        EXTRA, {"action": "delete_selected", "_selected_action": [str(row.pk)], "post": "yes"}
    )
    assert browser(member_at("2026-10-15", "12:00")).get("/cancel/").status_code == 200


def test_every_step_of_planning_leaves_a_trace(supervisor: User) -> None:
    desk = browser(supervisor)
    with freeze_time(japan("2026-10-01", "9:00")):
        plan_extra(supervisor)
        window = ExtraWindow.objects.get()
        desk.post(
            EXTRA, {"action": "delete_selected", "_selected_action": [window.pk], "post": "yes"}
        )
        plan_evening(supervisor, "2026-10-20", held=False)
        change = WeeklyChange.objects.get()
        desk.post(f"{WEEKLY}{change.pk}/change/", {"evening": "2026-10-20", "held": "on"})
        desk.post(
            WEEKLY, {"action": "delete_selected", "_selected_action": [change.pk], "post": "yes"}
        )
    rows = AuditRow.objects.order_by("pk")
    assert [(row.verb, row.subject) for row in rows] == [
        ("plan_extra_window", "cancellation"),
        ("drop_extra_window", "cancellation"),
        ("change_weekly_window", "2026-10-20"),
        ("change_weekly_window", "2026-10-20"),
        ("restore_weekly_window", "2026-10-20"),
    ]
    assert {(row.role, row.actor) for row in rows} == {("STAFF", "supervisor")}
    assert {row.real_at for row in rows} == {japan("2026-10-01", "9:00")}


def test_a_window_of_one_world_is_traced_in_that_worlds_time(supervisor: User) -> None:
    world = WorldFactory(name="MA0000001", held_at=japan("2028-02-29", "10:00"))
    plan_extra(supervisor, world=str(world.pk))
    row = AuditRow.objects.get()
    assert (row.world_name, row.world_at) == ("MA0000001", japan("2028-02-29", "10:00"))


def test_an_evening_of_one_world_is_traced_in_that_worlds_time(supervisor: User) -> None:
    world = WorldFactory(name="MA0000001", held_at=japan("2028-02-29", "10:00"))
    plan_evening(supervisor, "2028-03-07", held=False, world=world)
    row = AuditRow.objects.get()
    assert (row.world_name, row.world_at) == ("MA0000001", japan("2028-02-29", "10:00"))


@pytest.mark.parametrize("role", ["support", "reviewer", "billing"])
def test_other_staff_may_not_plan_anything(role: str) -> None:
    found = next(staff for staff in STAFF if staff.login == role)
    staff = accounts.make_staff(
        login=role, name="", secret=make_password("x"), permissions=found.permissions
    )
    ExtraWindowFactory()
    before = everything()
    assert plan_extra(staff).status == 403
    assert plan_evening(staff, "2026-10-20", held=False).status == 403
    assert browser(staff).get(EXTRA).status_code == 403
    assert changed(before).keys() <= {"django_session", "accounts_user"}


@pytest.mark.parametrize("kind", ["an extra window", "an evening"])
def test_what_cannot_be_traced_is_not_planned(kind: str) -> None:
    nobody = Actor(role=Role.STAFF, label=None)
    with pytest.raises(IntegrityError):
        if kind == "an evening":
            windows.save_weekly_change(
                change=WeeklyChangeFactory.build(), at=japan("2026-10-15"), by=nobody
            )
        else:
            windows.save_extra(
                window=ExtraWindowFactory.build(), at=japan("2026-10-15"), by=nobody
            )
    assert ExtraWindow.objects.count() == WeeklyChange.objects.count() == 0


def test_staff_see_every_worlds_clock() -> None:
    WorldFactory(name="MA0000001", held_at=japan("2028-02-29", "10:00"))
    page = browser(StaffFactory()).get("/admin/plumbing/world/").content.decode()
    assert "MA0000001" in page
    assert "2028年2月29日10:00" in page.replace(" ", "")
