"""What a move of the clock brings: a dated list, a trace, and a world that goes on."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.test import Client
from freezegun import freeze_time

from accounts.models import Member
from mioportal.outside.processor.numbers import Later
from mioportal.plumbing import clock, moves, runner, worlds
from mioportal.plumbing.actor import Actor, Role, system
from mioportal.plumbing.jobs import Phase
from mioportal.plumbing.models import AuditRow, Happening, Move, World
from tests.factories import PASSWORD, LineFactory, MemberFactory, a_card_that
from tests.journeys.ledger import changed, everything
from tests.journeys.reading import Page
from tests.plumbing.chores import Chores, japan
from tests.plumbing.people import accepted_by_phone, browser, clock_of, member_at

pytestmark = pytest.mark.django_db


def two_lines_leaving() -> Member:
    """Both lines end with October; one mail about each is out already."""
    member = member_at("2026-10-15")
    for line in LineFactory.create_batch(2, member=member):
        accepted_by_phone(line, "2026-10-15")
    return member


def test_a_move_answers_with_what_happened_in_order() -> None:
    member = two_lines_leaving()
    response = browser(member).post("/clock/", {"to": "month"}, follow=True)
    happened = response.context["happenings"]
    assert [row.at for row in happened] == sorted(row.at for row in happened)
    on_the_first = [row for row in happened if row.at == japan("2026-11-01")]
    assert sorted(row.kind for row in on_the_first) == [
        "line_ended",
        "line_ended",
        "mail",
        "mail",
        "mioid_closing",
        "mioid_last_day",
    ]
    page = Page(response)
    places = [page.words.index(row.title) for row in happened if row.kind == "line_ended"]
    assert places == sorted(places)
    assert "2026年11月1日（日）0:00" in page.words
    assert {row.link for row in happened if row.link} <= {href for _, href in page.links}


def test_a_long_move_lists_month_after_month() -> None:
    member = member_at("2026-10-15")
    a_card_that(Later.PAYS, member=member)
    for ends_on in ("2026-12-31", "2026-10-31", "2026-11-30"):
        LineFactory(member=member, leaving_by="cancellation", ends_on=ends_on)
    response = browser(member).post("/clock/", {"date": "2027-01-02"}, follow=True)
    told = [
        (row.at, row.kind)
        for row in response.context["happenings"]
        if not row.link.startswith("/bills/") and row.subject != "M-22"
    ]
    assert told == [
        (japan("2026-11-01"), "line_ended"),
        # What to look at again a month after a line's end (M-37).
        (japan("2026-11-30", "10:00"), "mail"),
        (japan("2026-12-01"), "line_ended"),
        (japan("2026-12-30", "10:00"), "mail"),
        (japan("2027-01-01"), "line_ended"),
        (japan("2027-01-01"), "mioid_closing"),
        (japan("2027-01-01"), "mioid_last_day"),
    ]


def test_a_move_onto_midnight_lists_what_midnight_brought() -> None:
    client = browser(two_lines_leaving())
    before = client.post("/clock/", {"date": "2026-10-31", "time": "23:59"}, follow=True)
    assert before.context["happenings"] == []
    onto = client.post("/clock/", {"date": "2026-11-01", "time": "0:00"}, follow=True)
    assert len(onto.context["happenings"]) == 6


def test_a_move_seconds_after_midnight_lists_what_midnight_brought() -> None:
    """The job runner had not come round yet, so it is this move that ran it."""
    member = two_lines_leaving()
    World.objects.filter(pk=member.world_id).update(
        held_at=None, ahead_by=timedelta(0), ran_through=japan("2026-10-31", "23:59:55")
    )
    with freeze_time(japan("2026-11-01", "0:00:05")):
        response = browser(member).post("/clock/", {"to": "day"}, follow=True)
    happened = response.context["happenings"]
    assert len(happened) == 6
    assert {row.at for row in happened} == {japan("2026-11-01")}


def test_what_the_member_did_just_before_the_move_is_not_on_the_list() -> None:
    member = two_lines_leaving()
    line = LineFactory(member=member)
    World.objects.filter(pk=member.world_id).update(
        held_at=None, ahead_by=timedelta(0), ran_through=japan("2026-10-20", "9:50")
    )
    accepted_by_phone(line, "2026-10-20", "9:55")
    with freeze_time(japan("2026-10-20", "9:56")):
        response = browser(member).post("/clock/", {"to": "day"}, follow=True)
    assert response.context["happenings"] == []


def test_what_the_runner_finishes_for_a_broken_move_is_on_its_list(chores: Chores) -> None:
    member = member_at("2026-10-15")
    broken = [True]

    def upset(*_: object) -> None:
        if broken.pop() if broken else False:
            raise RuntimeError("the power went")

    chores.job("late", Phase.NOTIFY, upset=upset)
    chores.wait(member.world, "late", japan("2026-10-16"))
    with pytest.raises(RuntimeError):
        moves.move_ahead(
            world=member.world, to=japan("2026-10-20", "10:00"), by=system("test")
        )
    world = World.objects.get()
    runner.catch_up(world, clock.moment_of(world))
    told = [row.kind for row in moves.log_of(Move.objects.get())]
    assert told == ["done"]


def test_the_list_holds_nothing_from_before_the_move() -> None:
    member = two_lines_leaving()
    client = browser(member)
    client.post("/clock/", {"date": "2026-11-02"})
    response = client.post("/clock/", {"to": "day"}, follow=True)
    assert response.context["happenings"] == []
    assert "期日を迎えたお手続きやお知らせはありませんでした" in response.content.decode()


def test_the_list_can_be_read_again_later() -> None:
    client = browser(two_lines_leaving())
    address = client.post("/clock/", {"to": "month"})["Location"]
    listed = list(client.get(address).context["happenings"])
    client.post("/clock/", {"to": "month"})
    assert list(client.get(address).context["happenings"]) == listed != []


def test_another_members_list_does_not_exist() -> None:
    address = browser(two_lines_leaving()).post("/clock/", {"to": "month"})["Location"]
    assert browser(member_at("2026-10-15")).get(address).status_code == 404
    with freeze_time(japan("2026-12-01", "10:00")):
        assert browser(MemberFactory(world=worlds.live())).get(address).status_code == 404


def test_a_move_leaves_a_trace_with_both_clocks() -> None:
    member = member_at("2026-10-15")
    with freeze_time(japan("2031-05-05", "5:05")):
        browser(member).post("/clock/", {"to": "day"}, REMOTE_ADDR="192.0.2.7")
    row = AuditRow.objects.get(verb="move_ahead")
    assert (row.world_at, row.real_at) == (
        japan("2026-10-16", "10:00"),
        japan("2031-05-05", "5:05"),
    )
    assert (row.role, row.actor, row.source) == ("MEMBER", member.mio_id, "192.0.2.7")
    assert row.detail == {
        "from": "2026-10-15T10:00:00+09:00",
        "to": "2026-10-16T10:00:00+09:00",
    }


def test_a_running_world_runs_on_from_where_it_landed() -> None:
    member = MemberFactory(world__held_at=None, world__ran_through=japan("2026-10-15"))
    with freeze_time(japan("2026-10-15", "8:00")) as machine:
        client = browser(member)
        client.post("/clock/", {"date": "2026-12-24", "time": "18:30"})
        machine.tick(timedelta(minutes=90))
        assert clock_of(member) == "2026-12-24 20:00"
        client.post("/clock/", {"to": "day"})
        assert clock_of(member) == "2026-12-25 10:00"


def test_a_held_world_stays_held_until_its_member_signs_in() -> None:
    member = member_at("2026-10-15")
    with freeze_time(japan("2026-10-15", "8:00")) as machine:
        moves.move_ahead(
            world=member.world, to=japan("2026-12-24", "18:30"), by=system("the desk")
        )
        machine.tick(timedelta(days=3))
        assert clock_of(member) == "2026-12-24 18:30"
        typed = {"login": member.mio_id, "password": PASSWORD}
        assert Client().post("/login/", typed).status_code == 302
        machine.tick(timedelta(minutes=1))
        assert clock_of(member) == "2026-12-24 18:31"


@pytest.mark.parametrize(
    ("typed", "back"),
    [
        pytest.param("/lines/", "/lines/", id="a page of ours"),
        pytest.param("https://example.com/", "/", id="another site"),
        pytest.param("//example.com/", "/", id="another site without its scheme"),
        pytest.param("/\\example.com/", "/", id="another site with a backslash"),
        pytest.param("javascript:alert(1)", "/", id="a script"),
        pytest.param("lines/", "/", id="a page beside the bar's own"),
        pytest.param("", "/", id="nothing"),
    ],
)
def test_the_way_back_stays_on_the_site(typed: str, back: str) -> None:
    client = browser(member_at("2026-10-15"))
    landed = client.post("/clock/", {"to": "day", "next": typed}, follow=True)
    refused = client.post("/clock/", {"date": "2026-10-01", "next": typed})
    assert landed.context["back_url"] == refused.context["back_url"] == back


def test_a_move_while_another_has_the_world_waits_and_changes_nothing() -> None:
    member = member_at("2026-10-15")
    client = browser(member)
    worlds.take_lease(world=member.world)
    before = everything()
    response = client.post("/clock/", {"to": "day"})
    assert response.status_code == 503
    assert response["Retry-After"]
    assert changed(before) == {}


def test_a_move_that_cannot_be_written_down_does_not_happen() -> None:
    world = member_at("2026-10-15").world
    nobody = Actor(role=Role.MEMBER, label=None)
    before = everything()
    with pytest.raises(IntegrityError):
        moves.move_ahead(world=world, to=japan("2026-10-16"), by=nobody)
    assert changed(before) == {}


def test_a_move_that_breaks_off_is_finished_by_the_job_runner(chores: Chores) -> None:
    member = member_at("2026-10-15")
    broken = [True]

    def upset(*_: object) -> None:
        if broken.pop() if broken else False:
            raise RuntimeError("the power went")

    chores.job("early", Phase.CHARGE)
    chores.job("late", Phase.NOTIFY, upset=upset)
    chores.wait(member.world, "early", japan("2026-10-16"))
    chores.wait(member.world, "late", japan("2026-10-16"))
    with pytest.raises(RuntimeError):
        moves.move_ahead(
            world=member.world, to=japan("2026-10-20", "10:00"), by=system("test")
        )
    assert clock_of(member) == "2026-10-20 10:00"
    assert chores.done(member.world) == ["early"]
    world = World.objects.get()
    assert world.claim == "" and not worlds.is_moving(world)
    runner.catch_up(world, clock.moment_of(world))
    assert chores.done(member.world) == ["early", "late"]
    assert chores.done_at(member.world)[-1] == japan("2026-10-16", "10:00")


def test_moving_one_clock_moves_nobody_else() -> None:
    mine, theirs = member_at("2026-10-15"), two_lines_leaving()
    browser(mine).post("/clock/", {"date": "2027-10-15"})
    assert clock_of(theirs) == "2026-10-15 10:00"
    assert not Happening.objects.filter(world=theirs.world, kind="line_ended").exists()
