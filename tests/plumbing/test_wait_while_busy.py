"""A world on the move, or a database in other hands: come back in a moment, nothing was done."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.cached_db import SessionStore as CachedStore
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from freezegun import freeze_time

from accounts.models import Member
from cancellation.models import Cancellation
from contracts.models import Line
from mioportal.plumbing import clock, worlds
from mioportal.plumbing.middleware import Sessions, is_in_other_hands
from mioportal.plumbing.models import World
from tests.cancellation.wizard import CONFIRM, at_review
from tests.factories import StaffFactory
from tests.journeys.ledger import changed, everything
from tests.journeys.reading import Page
from tests.plumbing.chores import japan
from tests.plumbing.people import browser, clock_of, line_at, member_at

pytestmark = pytest.mark.django_db

NOON = japan("2026-11-20", "12:00")


def on_the_move(member: Member, to: str) -> str:
    """Leave the member's world in the middle of a move; gives the claim that holds it."""
    world = World.objects.get(pk=member.world_id)
    claim = worlds.take_lease(world=world)
    worlds.set_clock(world=world, claim=claim, to=japan(to, "10:00"))
    return claim


def test_a_write_during_a_move_is_asked_to_come_back_and_changes_nothing() -> None:
    line = line_at("2026-10-15")
    visitor = at_review(line)
    with freeze_time(NOON):
        on_the_move(line.member, "2026-12-24")
        before = everything()
        page = visitor.press(CONFIRM)
        assert page.status == 503
        assert page.response["Retry-After"] == "3"
        assert "送信した内容は、まだ反映されていません" in page.words
        assert changed(before) == {}


@pytest.mark.parametrize("path", ["/", "/services/", "/lines/", "/cancel/", "/messages/"])
def test_reading_goes_on_during_a_move(path: str) -> None:
    member = member_at("2026-10-15")
    with freeze_time(NOON):
        on_the_move(member, "2026-12-24")
        assert browser(member).get(path).status_code == 200
        assert browser(member).head(path).status_code == 200


@pytest.mark.parametrize("path", ["/clock/", "/logout/", "/cancel/lines/hdu00000001/"])
def test_no_post_gets_through_during_a_move(path: str) -> None:
    member = member_at("2026-10-15")
    with freeze_time(NOON):
        on_the_move(member, "2026-12-24")
        client = browser(member)
        before = everything()
        assert client.post(path, {"to": "day"}).status_code == 503
        assert changed(before) == {}


def test_writing_goes_on_when_the_move_is_over() -> None:
    line = line_at("2026-10-15")
    with freeze_time(NOON):
        claim = on_the_move(line.member, "2026-10-16")
        worlds.give_back(world=World.objects.get(), claim=claim)
        assert browser(line.member).post(f"/cancel/lines/{line.code}/").status_code == 302


def test_a_move_that_died_blocks_nobody_for_longer_than_its_lease() -> None:
    line = line_at("2026-10-15")
    with freeze_time(NOON) as machine:
        on_the_move(line.member, "2026-10-16")
        machine.tick(worlds.LEASE)
        client = browser(line.member)
        assert client.post(f"/cancel/lines/{line.code}/").status_code == 302


def test_another_members_writes_are_not_held_up() -> None:
    moving, other = member_at("2026-10-15"), line_at("2026-10-15")
    with freeze_time(NOON):
        on_the_move(moving, "2026-12-24")
        assert browser(other.member).post(f"/cancel/lines/{other.code}/").status_code == 302


def test_staff_can_still_look_at_a_world_on_the_move() -> None:
    member = member_at("2026-10-15")
    with freeze_time(NOON):
        on_the_move(member, "2026-12-24")
        assert browser(StaffFactory()).get("/admin/plumbing/world/").status_code == 200


def test_a_runner_at_work_is_no_move_and_holds_up_nobody() -> None:
    line = line_at("2026-10-15")
    worlds.take_lease(world=line.world)
    assert browser(line.member).post(f"/cancel/lines/{line.code}/").status_code == 302


def test_a_long_move_keeps_its_members_writes_waiting_as_long_as_it_works() -> None:
    member = member_at("2026-10-15")
    world = World.objects.get()
    with freeze_time(NOON) as machine:
        claim = on_the_move(member, "2026-12-24")
        for day in (1, 2, 3):
            machine.tick(worlds.LEASE - timedelta(seconds=1))
            worlds.renew_lease(
                world=world, claim=claim, ran_through=japan(f"2026-11-0{day}"), ran_phase=0
            )
            assert worlds.is_moving(World.objects.get())
        machine.tick(worlds.LEASE)
        assert not worlds.is_moving(World.objects.get())


def test_the_busy_page_still_shows_the_clock() -> None:
    member = member_at("2026-10-15")
    with freeze_time(NOON):
        on_the_move(member, "2026-12-24")
        page = Page(browser(member).post("/logout/"))
    assert "2026年12月24日（木）10:00" in page.text
    with pytest.raises(clock.NoMoment):
        clock.now()


@contextmanager
def database_in_other_hands() -> Iterator[None]:
    """Somebody else is writing and does not finish."""
    other = sqlite3.connect(
        connection.get_connection_params()["database"], uri=True, isolation_level=None
    )
    try:
        other.execute("BEGIN IMMEDIATE")
        yield
    finally:
        other.rollback()
        other.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL makes writers wait")
def test_a_locked_database_is_asked_for_again_not_an_error() -> None:
    line = line_at("2026-10-15")
    visitor = at_review(line)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 50")
    with database_in_other_hands():
        page = visitor.press(CONFIRM)
        assert page.status == 503
        assert page.response["Retry-After"] == "3"
    assert Cancellation.objects.count() == 0
    assert Line.objects.get().ends_on is None
    visitor.open(visitor.page.path)
    assert visitor.press(CONFIRM).status == 200
    assert Cancellation.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL makes writers wait")
@pytest.mark.parametrize("known", [False, True], ids=["a new session", "a session kept before"])
def test_a_session_that_a_locked_database_cannot_take_is_no_error(
    known: bool, rf: RequestFactory
) -> None:
    cookies = {}
    if known:
        kept = SessionStore()
        kept.save()
        cookies[settings.SESSION_COOKIE_NAME] = kept.session_key

    def view(request: HttpRequest) -> HttpResponse:
        request.session["said"] = "something"
        return HttpResponse("done")

    def surroundings(request: HttpRequest) -> HttpResponse:
        request.user = AnonymousUser()
        return view(request)

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 50")
    for method, words in (
        ("get", "送信した内容は、まだ反映されていません"),
        ("post", "送信した内容は、すでに反映されていることがあります"),
    ):
        request = getattr(rf, method)("/")
        request.COOKIES |= cookies
        request.resolver_match = None
        with database_in_other_hands():
            answer: Any = Sessions(surroundings)(request)
        assert (answer.status_code, answer["Retry-After"]) == (503, "3")
        assert words in answer.content.decode()
        with pytest.raises(clock.NoMoment):
            clock.now()
    again = rf.get("/")
    again.COOKIES |= cookies
    answer = Sessions(surroundings)(again)
    assert answer.status_code == 200


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL makes writers wait")
def test_every_page_of_the_site_saves_its_session_so() -> None:
    """After a move the way back is kept in the session, when the view is through."""
    member = member_at("2026-10-15")
    client = browser(member)
    kept = client.session

    def locked(*_: object, **__: object) -> None:
        with database_in_other_hands():
            SessionStore.save(kept)

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 50")
    with patch.object(CachedStore, "save", locked):
        page = Page(client.post("/clock/", {"to": "day"}))
    assert page.status == 503
    assert "すでに反映されていることがあります" in page.words
    assert clock_of(member) == "2026-10-16 10:00"


def test_a_session_signed_out_elsewhere_meanwhile_is_told_as_before(rf: RequestFactory) -> None:
    def view(request: HttpRequest) -> HttpResponse:
        request.session["said"] = "something"
        request.session.save()
        SessionStore(request.session.session_key).delete()
        return HttpResponse("done")

    with pytest.raises(SessionInterrupted):
        Sessions(view)(rf.get("/"))


@pytest.mark.parametrize(
    ("words", "busy"),
    [
        pytest.param("database is locked", True, id="SQLite"),
        pytest.param("database table is locked: accounts_user", True, id="a table of SQLite"),
        pytest.param("canceling statement due to lock timeout", True, id="PostgreSQL"),
        pytest.param("deadlock detected", True, id="two who wait for each other"),
        pytest.param("no such table: accounts_user", False, id="another fault"),
    ],
)
def test_only_a_lock_is_called_busy(words: str, busy: bool) -> None:
    assert is_in_other_hands(OperationalError(words)) is busy
    assert not is_in_other_hands(ValueError(words))


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_row_that_somebody_holds_too_long_is_asked_for_again_not_an_error() -> None:
    line = line_at("2026-10-15")
    visitor = at_review(line)
    other = connection.copy()
    try:
        other.set_autocommit(False)
        with other.cursor() as theirs, connection.cursor() as ours:
            theirs.execute("SELECT 1 FROM contracts_line WHERE id = %s FOR UPDATE", [line.pk])
            ours.execute("SET lock_timeout = '50ms'")
            page = visitor.press(CONFIRM)
            ours.execute("SET lock_timeout = 0")
        assert (page.status, page.response["Retry-After"]) == (503, "3")
    finally:
        other.rollback()
        other.close()
    assert Cancellation.objects.count() == 0
    visitor.open(visitor.page.path)
    assert visitor.press(CONFIRM).status == 200
    assert Cancellation.objects.count() == 1
