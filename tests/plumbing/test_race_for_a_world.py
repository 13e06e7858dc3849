"""Many hands, one result: runners, movers and senders that come at the same moment."""

import pytest
from django.core import mail

from mioportal.plumbing import clock, delivery, moves, outbox, runner, worlds
from mioportal.plumbing.actor import system
from mioportal.plumbing.jobs import Phase
from mioportal.plumbing.models import AuditRow, JobRun, Move, Outbox, World
from tests.factories import MemberFactory, WorldFactory
from tests.plumbing.chores import Chores, japan
from tests.plumbing.people import accepted_by_phone, line_at
from tests.plumbing.races import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]

HANDS, ROUNDS = 6, 5


def test_many_runners_do_the_work_of_a_world_once(chores: Chores) -> None:
    chores.job("chore", Phase.CHARGE)
    for _ in range(ROUNDS):
        world = WorldFactory(held_at=japan("2026-10-15", "10:00"))
        for day in range(16, 26):
            chores.wait(world, "chore", japan(f"2026-10-{day}"))
        runs = at_once(
            HANDS,
            lambda world=world: runner.catch_up(  # type: ignore[misc]
                World.objects.get(pk=world.pk), japan("2026-11-01")
            ),
        )
        assert sorted(map(len, runs)) == [0] * (HANDS - 1) + [10]
        assert len(chores.done(world)) == 10
        assert JobRun.objects.filter(world=world).count() == 10


def test_a_world_is_leased_to_one_of_many() -> None:
    def lease() -> bool:
        try:
            worlds.take_lease(world=World.objects.get())
        except worlds.WorldBusy:
            return False
        return True

    WorldFactory()
    for _ in range(ROUNDS):
        assert sum(at_once(HANDS, lease)) == 1
        World.objects.update(claim="", claimed_until=None)


def test_many_presses_of_one_button_are_moves_in_turn_or_not_at_all() -> None:
    """Each lands once or is told to come back; what is due happens once."""
    line = line_at("2026-10-15")
    accepted_by_phone(line, "2026-10-15")

    def press() -> bool:
        world = World.objects.get()
        try:
            moves.move_ahead(
                world=world, to=moves.next_month(clock.moment_of(world)), by=system("test")
            )
        except (worlds.WorldBusy, moves.NotForward):
            return False
        return True

    landed = sum(at_once(HANDS, press))
    assert 1 <= landed == Move.objects.count()
    assert AuditRow.objects.filter(verb="end_line").count() == 1
    assert Outbox.objects.filter(mail_code="M-12").count() == 1
    # The midnight on which the line is over, however many months the presses came to.
    assert JobRun.objects.filter(instant=japan("2026-11-01")).count() == 2
    world = World.objects.get()
    assert world.claim == "" and not worlds.is_moving(world)


def test_many_senders_send_every_mail_once() -> None:
    member = MemberFactory()
    for number in range(10):
        outbox.put(
            world=member.world,
            user=member.user,
            mail=outbox.Mail(code="M-99", subject=f"{number}通目", body="本文"),
            key=str(number),
            at=member.world.held_at,
        )
    at_once(HANDS, delivery.deliver)
    delivery.deliver()
    assert sorted(sent.subject for sent in mail.outbox) == [f"{n}通目" for n in range(10)]
    assert set(Outbox.objects.values_list("state", "tries")) == {("SENT", 1)}


def test_there_is_one_live_world_however_many_ask_for_the_first() -> None:
    found = at_once(HANDS, worlds.live)
    assert len({world.pk for world in found}) == World.objects.count() == 1
