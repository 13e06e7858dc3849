"""The outbox: what was said is never lost, never doubled, and slows nobody."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from freezegun import freeze_time
from pytest_django import Settings

from accounts.models import Member
from mioportal.plumbing import delivery, outbox
from mioportal.plumbing.models import AuditRow, Happening, Outbox
from tests.factories import MemberFactory, StaffFactory
from tests.plumbing.chores import japan
from tests.plumbing.mail_servers import Unreachable
from tests.plumbing.people import browser

pytestmark = pytest.mark.django_db

DOWN = "tests.plumbing.mail_servers.Unreachable"
PICKY = "tests.plumbing.mail_servers.Picky"
POWER_CUT = "tests.plumbing.mail_servers.PullsThePlug"
IN_MEMORY = "django.core.mail.backends.locmem.EmailBackend"


def queued(member: Member | None = None, key: str = "one", subject: str = "件名") -> Outbox:
    """A mail in the outbox."""
    member = member or MemberFactory()
    return outbox.put(
        world=member.world,
        user=member.user,
        mail=outbox.Mail(code="M-99", subject=subject, body="本文"),
        key=key,
        at=member.world.held_at,
    )


def test_a_mail_is_rolled_back_with_what_it_tells_about() -> None:
    member = MemberFactory()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        queued(member)
        raise ZeroDivisionError
    assert Outbox.objects.count() == Happening.objects.count() == 0
    assert delivery.deliver() == 0


def test_the_same_thing_is_not_said_twice() -> None:
    member = MemberFactory()
    queued(member)
    with pytest.raises(IntegrityError), transaction.atomic():
        queued(member)
    queued(member, key="another occasion")
    assert Outbox.objects.count() == Happening.objects.count() == 2


def test_a_mail_can_be_read_on_the_site_before_it_is_sent() -> None:
    row = queued(subject="まだ送られていません")
    client = browser(row.user)
    assert "まだ送られていません" in client.get("/messages/").content.decode()
    assert "本文" in client.get(f"/messages/{row.code}/").content.decode()
    assert mail.outbox == []


def test_a_mail_goes_out_once_and_says_so() -> None:
    row = queued()
    with freeze_time(japan("2031-05-05", "5:05")):
        assert (delivery.deliver(), delivery.deliver()) == (1, 0)
    row.refresh_from_db()
    assert (row.state, row.tries, row.sent_at) == ("SENT", 1, japan("2031-05-05", "5:05"))
    sent = mail.outbox[0]
    assert row.user is not None
    assert (sent.to, sent.subject, sent.body) == ([row.user.email], "件名", "本文")
    assert sent.extra_headers["Message-ID"] == f"<{row.code}@portal.example.jp>"


def test_mails_go_out_in_the_order_they_were_written() -> None:
    member = MemberFactory()
    for number in range(3):
        queued(member, key=str(number), subject=f"{number}通目")
    delivery.deliver()
    assert [sent.subject for sent in mail.outbox] == ["0通目", "1通目", "2通目"]


def test_a_refused_mail_is_tried_again_at_growing_intervals(settings: Settings) -> None:
    settings.EMAIL_BACKEND = DOWN
    with freeze_time(japan("2026-10-15", "10:00")) as machine:
        row = queued()
        pauses: list[timedelta] = []
        for _ in range(outbox.GIVES_UP_AFTER - 1):
            assert delivery.deliver() == 0
            row.refresh_from_db()
            assert row.state == "QUEUED"
            pauses.append(row.next_try_at - japan("2026-10-15", "10:00") - sum_of(pauses))
            machine.move_to(row.next_try_at - timedelta(seconds=1))
            tried = row.tries
            delivery.deliver()
            row.refresh_from_db()
            assert row.tries == tried
            machine.tick(timedelta(seconds=1))
    assert [pause.total_seconds() / 60 for pause in pauses] == [1, 2, 4, 8, 16, 32, 64]
    assert row.last_error == "ConnectionRefusedError: [Errno 111] Connection refused"


def sum_of(pauses: list[timedelta]) -> timedelta:
    """All pauses together."""
    return sum(pauses, timedelta())


def given_up(row: Outbox, settings: Settings) -> Outbox:
    """The same mail, after the server refused it as often as we try."""
    settings.EMAIL_BACKEND = DOWN
    with freeze_time(japan("2026-12-01")) as machine:
        for _ in range(outbox.GIVES_UP_AFTER + 3):
            delivery.deliver()
            machine.tick(timedelta(days=1))
    settings.EMAIL_BACKEND = IN_MEMORY
    row.refresh_from_db()
    return row


def test_a_mail_is_parked_when_it_was_refused_too_often(settings: Settings) -> None:
    Unreachable.knocks.clear()
    row = given_up(queued(), settings)
    assert (row.state, row.tries) == ("PARKED", outbox.GIVES_UP_AFTER)
    assert len(Unreachable.knocks) == outbox.GIVES_UP_AFTER
    assert "件名" in browser(row.user).get("/messages/").content.decode()


def send_again(**permissions: bool) -> str:
    """Staff tick every mail and choose 「もう一度送る」. Gives the page they get."""
    ticked = [str(pk) for pk in Outbox.objects.values_list("pk", flat=True)]
    response = browser(StaffFactory(login="Aoki", **permissions)).post(
        "/admin/plumbing/outbox/",
        {"action": "send_again", "_selected_action": ticked},
        follow=True,
    )
    return response.content.decode()


def test_staff_put_a_parked_mail_back_and_it_goes_out(settings: Settings) -> None:
    row = given_up(queued(), settings)
    assert "1通を送信待ちに戻しました" in send_again()
    assert delivery.deliver() == 1
    row.refresh_from_db()
    assert (row.state, row.tries) == ("SENT", 1)


def test_putting_a_mail_back_leaves_a_trace_in_its_own_worlds_time(
    settings: Settings,
) -> None:
    row = given_up(queued(), settings)
    with freeze_time(japan("2031-05-05", "5:05")):
        send_again()
    trace = AuditRow.objects.get(verb="queue_mail_again")
    assert (trace.role, trace.actor, trace.subject) == ("STAFF", "Aoki", row.code)
    assert trace.world_at == row.world.held_at
    assert trace.real_at == japan("2031-05-05", "5:05")


def test_a_mail_that_was_not_parked_is_not_sent_again() -> None:
    queued()
    delivery.deliver()
    assert "0通を送信待ちに戻しました" in send_again()
    assert delivery.deliver() == 0
    assert len(mail.outbox) == 1
    assert not AuditRow.objects.filter(verb="queue_mail_again").exists()


def test_staff_without_the_right_put_nothing_back(settings: Settings) -> None:
    row = given_up(queued(), settings)
    send_again(is_superuser=False)
    row.refresh_from_db()
    assert row.state == "PARKED"


def test_a_server_that_comes_back_gets_everything_once(settings: Settings) -> None:
    with freeze_time(japan("2026-10-15", "10:00")) as machine:
        member = MemberFactory()
        for number in range(5):
            queued(member, key=str(number), subject=f"{number}通目")
        settings.EMAIL_BACKEND = DOWN
        for _ in range(4):
            delivery.deliver()
            machine.tick(timedelta(seconds=10))
        settings.EMAIL_BACKEND = IN_MEMORY
        machine.tick(timedelta(hours=5))
        assert delivery.deliver() == 5
    assert sorted(sent.subject for sent in mail.outbox) == [f"{n}通目" for n in range(5)]


def test_a_server_that_is_down_is_not_asked_for_every_mail(settings: Settings) -> None:
    """Every knock may take ten seconds, and the jobs of all worlds wait for the round to end."""
    settings.EMAIL_BACKEND = DOWN
    Unreachable.knocks.clear()
    member = MemberFactory()
    for number in range(20):
        queued(member, key=str(number))
    delivery.deliver()
    assert len(Unreachable.knocks) == delivery.FAILURES_END_A_ROUND
    assert Outbox.objects.filter(tries=0).count() == 20 - delivery.FAILURES_END_A_ROUND


def test_one_refused_address_does_not_hold_up_the_others(settings: Settings) -> None:
    settings.EMAIL_BACKEND = PICKY
    nobody = MemberFactory(user__email="nobody@example.jp")
    for number in range(2):
        queued(nobody, key=f"{number}")
        queued(key=f"fine {number}")
    assert delivery.deliver() == 2
    assert {sent.to[0] for sent in mail.outbox}.isdisjoint({"nobody@example.jp"})


def test_only_failures_in_a_row_end_a_round(settings: Settings) -> None:
    settings.EMAIL_BACKEND = PICKY
    nobody = MemberFactory(user__email="nobody@example.jp")
    for group in range(3):
        for number in range(delivery.FAILURES_END_A_ROUND - 1):
            queued(nobody, key=f"{group} {number}")
        queued(key=f"fine {group}")
    assert delivery.deliver() == 3


def test_a_mail_that_no_server_could_take_is_parked_and_the_rest_goes_on() -> None:
    with freeze_time(japan("2026-10-15", "10:00")) as machine:
        poisoned = queued(subject="二行の\n件名", key="poisoned")
        queued(key="fine")
        assert delivery.deliver() == 1
        for _ in range(outbox.GIVES_UP_AFTER):
            machine.tick(timedelta(days=1))
            assert delivery.deliver() == 0
    poisoned.refresh_from_db()
    assert poisoned.state == "PARKED"
    assert poisoned.last_error.startswith("BadHeaderError")


def test_a_mail_interrupted_by_a_power_cut_is_sent_later(settings: Settings) -> None:
    settings.EMAIL_BACKEND = POWER_CUT
    with freeze_time(japan("2026-10-15", "10:00")) as machine:
        row = queued()
        with pytest.raises(SystemExit):
            delivery.deliver()
        settings.EMAIL_BACKEND = IN_MEMORY
        assert delivery.deliver() == 0
        machine.tick(outbox.FIRST_PAUSE)
        assert delivery.deliver() == 1
    row.refresh_from_db()
    assert row.state == "SENT"


def test_the_second_of_two_senders_sends_nothing() -> None:
    row = queued()
    same = Outbox.objects.get(pk=row.pk)
    assert (outbox.send(row), outbox.send(same)) == (True, False)
    assert len(mail.outbox) == 1
