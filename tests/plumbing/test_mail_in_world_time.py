"""A mail goes out when its hour has come in its member's world."""

from datetime import datetime

import pytest
from django.core import mail
from freezegun import freeze_time

from accounts.models import Member
from mioportal.plumbing import delivery, outbox
from mioportal.plumbing.models import Outbox, World
from tests.plumbing.chores import japan
from tests.plumbing.people import accepted_by_phone, line_at, member_at

pytestmark = pytest.mark.django_db


def test_a_mail_of_the_night_waits_until_five() -> None:
    line = line_at("2026-10-15", "23:45")
    accepted_by_phone(line, "2026-10-15", "23:45")
    row = Outbox.objects.get()
    assert (row.at, row.send_after) == (
        japan("2026-10-15", "23:45"),
        japan("2026-10-16", "5:00"),
    )
    for hour, sent in (("4:59:59", 0), ("5:00", 1)):
        World.objects.update(held_at=japan("2026-10-16", hour))
        assert delivery.deliver() == sent


@pytest.mark.parametrize(
    ("day", "time", "waits_until"),
    [
        pytest.param("2026-10-15", "23:29:59", ("2026-10-15", "23:29:59"), id="before the night"),
        pytest.param("2026-10-15", "23:30", ("2026-10-16", "5:00"), id="as the night begins"),
        pytest.param("2026-10-16", "0:00", ("2026-10-16", "5:00"), id="at midnight"),
        pytest.param("2026-10-16", "4:59:59", ("2026-10-16", "5:00"), id="as the night ends"),
        pytest.param("2026-10-16", "5:00", ("2026-10-16", "5:00"), id="after the night"),
        pytest.param("2026-12-31", "23:59:59", ("2027-01-01", "5:00"), id="on new year's eve"),
    ],
)
def test_only_the_night_holds_a_mail_back(
    day: str, time: str, waits_until: tuple[str, str]
) -> None:
    accepted_by_phone(line_at(day, time), day, time)
    assert Outbox.objects.get().send_after == japan(*waits_until)


def queued(member: Member, send_after: datetime | None = None) -> None:
    """A mail in the outbox, with the mioID as its subject."""
    outbox.put(
        world=member.world,
        user=member.user,
        mail=outbox.Mail(code="M-99", subject=member.mio_id, body="本文"),
        key=member.mio_id,
        at=member.world.held_at,
        send_after=send_after,
    )


def test_the_hour_of_a_mail_is_its_own_worlds() -> None:
    early, late = member_at("2026-10-15", "3:00"), member_at("2030-01-01", "12:00")
    for member in (early, late):
        queued(member, send_after=japan("2026-10-15", "5:00"))
    with freeze_time(japan("2026-11-30")):
        Outbox.objects.update(next_try_at=japan("2026-11-30"))
        assert delivery.deliver() == 1
    assert [sent.subject for sent in mail.outbox] == [late.mio_id]


def test_mails_that_wait_for_the_morning_do_not_hold_up_the_others() -> None:
    asleep, awake = member_at("2026-10-15", "23:45"), member_at("2026-10-15", "12:00")
    queued(asleep, send_after=japan("2026-10-16", "5:00"))
    waiting = Outbox.objects.values().get()
    Outbox.objects.bulk_create(
        Outbox(**(waiting | {"id": None, "code": f"W{n}", "key": f"waiting {n}"}))
        for n in range(delivery.BATCH)
    )
    queued(awake)
    assert delivery.deliver() == 1
    assert mail.outbox[0].to == [awake.user.email]
