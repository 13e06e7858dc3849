"""`manage.py run_jobs`: one round through every running world, then the mail."""

import logging
import os
import signal
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command
from freezegun import freeze_time
from pytest_django import Settings

from accounts.models import Member
from contracts.models import Line
from mioportal.plumbing import outbox, worlds
from mioportal.plumbing.jobs import Phase
from mioportal.plumbing.models import JobRun, Outbox, World
from tests.factories import LineFactory, MemberFactory, WorldFactory
from tests.plumbing.chores import Chores, japan
from tests.plumbing.people import accepted_by_phone, line_at

pytestmark = pytest.mark.django_db


def one_round() -> str:
    """What the command says after one round."""
    said = StringIO()
    call_command("run_jobs", "--once", stdout=said)
    return said.getvalue().strip()


def running_since(day: str, time: str) -> World:
    """A world without a lead, whose jobs have run up to an hour."""
    return WorldFactory(held_at=None, ran_through=japan(day, time))


def test_a_running_world_is_run_up_to_its_own_present() -> None:
    line = LineFactory(
        member__world__held_at=None,
        member__world__ahead_by=timedelta(days=16),
        member__world__ran_through=japan("2026-10-31", "23:00"),
        leaving_by="cancellation",
        ends_on="2026-10-31",
    )
    with freeze_time(japan("2026-10-15", "23:59:50")) as machine:
        assert one_round() == "0 jobs run, 0 mails sent"
        machine.tick(timedelta(seconds=10))
        assert one_round() == "1 jobs run, 0 mails sent"
        assert one_round() == "0 jobs run, 0 mails sent"
    assert Line.objects.get(pk=line.pk).ended_at == japan("2026-11-01")


def test_the_live_world_runs_by_the_machines_clock() -> None:
    with freeze_time(japan("2026-10-15", "10:00")) as machine:
        line = LineFactory(member__world=worlds.live())
        accepted_by_phone(line, "2026-10-15")
        assert one_round() == "0 jobs run, 1 mails sent"
        machine.move_to(japan("2026-10-31", "23:59:59"))
        assert one_round() == "0 jobs run, 0 mails sent"
        machine.move_to(japan("2026-11-01"))
        assert one_round() == "2 jobs run, 0 mails sent"
        machine.move_to(japan("2026-11-01", "5:00"))
        assert one_round() == "0 jobs run, 1 mails sent"


def test_a_held_world_is_not_touched() -> None:
    line = line_at("2026-10-31", "23:59")
    accepted_by_phone(line, "2026-10-31", "23:59")
    before = World.objects.filter(pk=line.world_id).values().get()
    with freeze_time(japan("2027-10-15")):
        one_round()
    assert World.objects.filter(pk=line.world_id).values().get() == before
    assert JobRun.objects.count() == 0
    assert Line.objects.get(pk=line.pk).ended_at is None


def test_a_world_that_fails_does_not_keep_the_others_from_running(
    chores: Chores, caplog: pytest.LogCaptureFixture
) -> None:
    first, broken, last = (running_since("2026-10-15", "10:00") for _ in range(3))

    def upset(world: World, at: object) -> None:
        if world == broken:
            raise RuntimeError("this world is broken")

    chores.job("chore", Phase.NOTIFY, upset=upset)
    for world in (first, broken, last):
        chores.wait(world, "chore", japan("2026-10-16", "10:00"))
    with freeze_time(japan("2026-10-16", "10:00")), caplog.at_level(logging.ERROR):
        mail_waiting()
        assert one_round() == "2 jobs run, 1 mails sent"
    assert [len(chores.done(world)) for world in (first, broken, last)] == [1, 0, 1]
    assert broken.name in caplog.text
    assert "this world is broken" in caplog.text


def test_a_world_in_other_hands_is_left_for_the_next_round(chores: Chores) -> None:
    mine, theirs = (running_since("2026-10-15", "10:00") for _ in range(2))
    chores.job("chore", Phase.NOTIFY)
    for world in (mine, theirs):
        chores.wait(world, "chore", japan("2026-10-16", "10:00"))
    with freeze_time(japan("2026-10-16", "10:00")) as machine:
        worlds.take_lease(world=theirs)
        assert one_round() == "1 jobs run, 0 mails sent"
        machine.tick(worlds.LEASE + timedelta(seconds=1))
        assert one_round() == "1 jobs run, 0 mails sent"


def test_a_world_that_was_moved_meanwhile_is_not_run_backwards(chores: Chores) -> None:
    world = running_since("2026-10-15", "10:00")
    chores.job("chore", Phase.NOTIFY)
    with freeze_time(japan("2026-10-15", "11:00")):
        one_round()
        World.objects.update(
            ahead_by=timedelta(days=30), ran_through=japan("2026-11-14", "11:00")
        )
        chores.wait(world, "chore", japan("2026-10-20"))
        one_round()
    assert chores.done(world) == []


def test_a_world_whose_mail_is_refused_does_not_keep_the_others_from_being_written_to(
    settings: Settings,
) -> None:
    settings.EMAIL_BACKEND = "tests.plumbing.mail_servers.Picky"
    mail_waiting(MemberFactory(user__email="nobody@example.jp"))
    mail_waiting()
    assert one_round() == "0 jobs run, 1 mails sent"
    assert Outbox.objects.filter(state="QUEUED").get().last_error


def test_a_delivery_that_breaks_off_does_not_stop_the_rounds(
    chores: Chores, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not a refused mail but a fault of ours: a row of one world that cannot even be marked."""
    broken, other = MemberFactory(), MemberFactory()
    send, world = outbox.send, running_since("2026-10-15", "10:00")

    def upset(row: Outbox) -> bool:
        if row.user_id == broken.user_id and faults:
            raise RuntimeError(faults.pop())
        return send(row)

    faults = ["the outbox is broken"]
    monkeypatch.setattr(outbox, "send", upset)
    chores.job("chore", Phase.NOTIFY)
    chores.wait(world, "chore", japan("2026-10-16", "10:00"))
    with freeze_time(japan("2026-10-16", "10:00")), caplog.at_level(logging.ERROR):
        mail_waiting(broken)
        mail_waiting(other)
        assert one_round() == "1 jobs run, 0 mails sent"
        assert one_round() == "0 jobs run, 2 mails sent"
    assert "broken off: mail" in caplog.text
    assert "the outbox is broken" in caplog.text


def mail_waiting(member: Member | None = None) -> None:
    """A mail that may go out."""
    member = member or MemberFactory()
    outbox.put(
        world=member.world,
        user=member.user,
        mail=outbox.Mail(code="M-99", subject="件名", body="本文"),
        key=f"one {member.pk}",
        at=member.world.held_at,
    )


@pytest.fixture
def signals() -> Iterator[None]:
    """Give the test run its own handlers back, and never wait for long."""
    numbers = (signal.SIGTERM, signal.SIGINT, signal.SIGALRM)
    kept = {number: signal.getsignal(number) for number in numbers}
    signal.alarm(60)
    yield
    signal.alarm(0)
    for number, handler in kept.items():
        signal.signal(number, handler)


# The command closes its connections between rounds, which a surrounding transaction forbids.
@pytest.mark.django_db(transaction=True)
def test_asked_to_stop_it_finishes_its_round_first(chores: Chores, signals: None) -> None:
    def asked_to_stop(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGTERM)

    first, second = (running_since("2026-10-15", "10:00") for _ in range(2))
    chores.job("chore", Phase.NOTIFY, upset=asked_to_stop)
    for world in (first, second):
        chores.wait(world, "chore", japan("2026-10-16", "10:00"))
    with freeze_time(japan("2026-10-16", "10:00")):
        mail_waiting()
        call_command("run_jobs", every=0)
    assert chores.done(first) == chores.done(second) == ["chore"]
    assert len(mail.outbox) == 1


def test_a_round_sends_the_mail_of_held_worlds_too() -> None:
    mail_waiting()
    assert one_round() == "0 jobs run, 1 mails sent"
    assert [sent.subject for sent in mail.outbox] == ["件名"]
