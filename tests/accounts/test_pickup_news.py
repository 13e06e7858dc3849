"""IIJ Pickup News: who asks for it is mailed each issue once, at 10:00 of its day (M-04)."""

import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.jobs.news import mail_news
from accounts.models import Member, NewsMailed
from accounts.services import news
from mioportal.plumbing.delivery import deliver
from mioportal.plumbing.models import AuditRow, Outbox, ParkedItem, World
from mioportal.plumbing.realtime import now
from tests.factories import (
    LiveWorldFactory,
    MemberFactory,
    MessageFactory,
    PickupNewsFactory,
    WorldFactory,
    hold,
    jst,
    live_through,
)
from tests.journeys.ledger import changed, everything
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

PAGE = "/profile/news/"
ISSUE_DAY = date(2026, 10, 20)
WAY_OUT = re.compile(r"https?://[^\s/]+(/profile/news/stop/[\w-]+/)")


def reader(**given: Any) -> Member:
    return MemberFactory(**{"pickup_news_since": date(2026, 10, 1)} | given)


def mailed(member: Member) -> list[datetime]:
    rows = Outbox.objects.filter(user=member.user, mail_code="M-04").order_by("pk")
    return [row.at for row in rows]


def test_a_member_chooses_it_and_goes_back_on_it() -> None:
    visitor = Visitor.signed_in_as(member := MemberFactory())
    page = visitor.open(PAGE)
    assert "受け取らない" in page.words and "止められないメール" in page.words
    for button, said, since in (
        ("受け取りを始める", "IIJ Pickup Newsを受け取ります", date(2026, 10, 15)),
        ("受け取りをやめる", "IIJ Pickup Newsの受け取りをやめました", None),
    ):
        again = visitor.page
        for _time in range(2):
            visitor.page = again
            assert said in visitor.press(button).words
        member.refresh_from_db()
        assert member.pickup_news_since == since
    verbs = AuditRow.objects.order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["start_pickup_news", "stop_pickup_news"]


def test_a_post_that_says_neither_changes_nothing() -> None:
    visitor = Visitor.signed_in_as(MemberFactory())
    visitor.open(PAGE)
    before = everything()
    for wanted in ("", "maybe", "YES", None):
        visitor.open(PAGE)
        assert visitor.press("受け取りを始める", wanted=wanted).status == 200
    assert changed(before) == {}


@pytest.mark.parametrize(
    ("member", "gets"),
    [
        pytest.param({}, True, id="an individual"),
        pytest.param({"kind": "CORPORATE", "company": "桜"}, True, id="a company"),
        pytest.param({"pickup_news_since": ISSUE_DAY}, True, id="since that very day"),
        pytest.param({"pickup_news_since": date(2026, 10, 21)}, False, id="since the day after"),
        pytest.param({"pickup_news_since": None}, False, id="not wanted"),
        pytest.param({"invalid_since": jst(2026, 10, 1, 0)}, False, id="an invalid mioID"),
        pytest.param(
            {"standing__last_service_ended_on": date(2026, 9, 30)}, True, id="a closing mioID"
        ),
    ],
)
def test_an_issue_goes_to_who_asked_for_it_by_its_day(member: dict[str, Any], gets: bool) -> None:
    PickupNewsFactory()
    someone = reader(**member)
    live_through(someone, jst(2026, 10, 20, 9, 59))
    assert mailed(someone) == []
    live_through(someone, jst(2026, 10, 22, 10))
    assert mailed(someone) == ([jst(2026, 10, 20, 10)] if gets else [])


def test_its_mail_has_the_issue_and_is_readable_on_the_site() -> None:
    issue = PickupNewsFactory(title="秋の案内", body="本文の一行目\n二行目")
    someone = reader()
    live_through(someone, jst(2026, 10, 20, 10))
    row = Outbox.objects.get(user=someone.user)
    assert row.subject == "【練習用】秋の案内"
    for told in ("本文の一行目\n二行目", "2026年10月20日（火）", "「メールの受け取り」で止め"):
        assert told in row.body
    assert NewsMailed.objects.get(issue=issue).member == someone
    page = Visitor.signed_in_as(someone).open(f"/messages/{row.code}/")
    assert page.status == 200


def test_an_issue_of_one_world_goes_to_nobody_elses() -> None:
    mine, other = reader(), reader()
    PickupNewsFactory(world=mine.world)
    for member in (mine, other):
        live_through(member, jst(2026, 10, 21, 10))
    assert (len(mailed(mine)), len(mailed(other))) == (1, 0)


def test_each_member_is_mailed_by_the_clock_of_their_own_world() -> None:
    PickupNewsFactory()
    early, late = reader(), reader()
    live_through(early, jst(2026, 10, 25, 10))
    assert (len(mailed(early)), len(mailed(late))) == (1, 0)
    live_through(late, jst(2026, 10, 20, 10))
    assert mailed(early) == mailed(late) == [jst(2026, 10, 20, 10)]


@pytest.mark.parametrize(
    ("held_at", "gets"),
    [(jst(2026, 10, 26, 12), True), (jst(2026, 10, 28, 12), False)],
    ids=["six days late", "eight days late"],
)
def test_an_issue_written_too_late_is_sent_for_a_week(held_at: datetime, gets: bool) -> None:
    someone = reader()
    hold(someone, held_at)
    PickupNewsFactory()
    live_through(someone, held_at + timedelta(days=2))
    assert len(mailed(someone)) == int(gets)


@pytest.mark.full
def test_one_jump_mails_what_the_sum_of_its_steps_mails() -> None:
    for day in (date(2026, 10, 16), date(2026, 10, 31), date(2027, 1, 1), date(2028, 2, 29)):
        PickupNewsFactory(mail_on=day)
    whole, steps = reader(), reader()
    end = jst(2028, 3, 2, 12)
    live_through(whole, end)
    at = jst(2026, 10, 15, 10)
    while at < end:
        at = min(at + timedelta(days=3, hours=7), end)
        live_through(steps, at)
    assert mailed(whole) == mailed(steps)
    assert [f"{at:%Y-%m-%d %H:%M}" for at in mailed(whole)] == [
        "2026-10-16 01:00",
        "2026-10-31 01:00",
        "2027-01-01 01:00",
        "2028-02-29 01:00",
    ]


def test_run_twice_it_mails_once() -> None:
    PickupNewsFactory()
    someone = reader()
    for _time in range(2):
        mail_news(someone.world, jst(2026, 10, 20, 10))
    assert len(mailed(someone)) == 1


def test_one_member_that_cannot_be_mailed_keeps_nobody_else_from_it() -> None:
    world = WorldFactory()
    broken, someone = reader(world=world), reader(world=world)
    issue = PickupNewsFactory()
    Outbox.objects.create(
        key=f"M-04:{issue.code}:{broken.mio_id}",
        world=world,
        user=broken.user,
        mail_code="M-04",
        to_address=broken.user.email,
        subject="x",
        body="x",
        at=jst(2026, 10, 1, 9),
        send_after=jst(2026, 10, 1, 9),
        next_try_at=jst(2026, 10, 1, 9),
    )
    live_through(someone, jst(2026, 10, 27, 11))
    assert mailed(someone) == [jst(2026, 10, 20, 10)]
    parked = ParkedItem.objects.get()
    assert (parked.key, parked.tries) == (f"{issue.code}:{broken.mio_id}", 3)


def test_the_job_asks_the_database_no_more_for_many_readers_than_it_must() -> None:
    world = LiveWorldFactory()
    PickupNewsFactory()
    asked = []
    for _round in range(2):
        NewsMailed.objects.all().delete()
        Outbox.objects.filter(mail_code="M-04").delete()
        for _member in range(3):
            reader(world=world)
        with CaptureQueriesContext(connection) as queries:
            mail_news(world, jst(2026, 10, 20, 10))
        asked.append(len(queries))
    # Three more members: a savepoint, a row, a mail and a line of the log for each.
    assert asked[1] - asked[0] <= 3 * 10


def way_out(member: Member) -> str:
    """The link at the foot of the last issue that went to a member."""
    deliver()
    found = WAY_OUT.search(str(mail.outbox[-1].body))
    assert found and mail.outbox[-1].to == [member.user.email]
    return found[1]


def test_every_issue_has_a_way_out_that_needs_no_signing_in() -> None:
    PickupNewsFactory()
    someone = reader()
    live_through(someone, jst(2026, 10, 20, 10))
    path = way_out(someone)
    assert path not in Outbox.objects.get().body
    visitor = Visitor()
    before = everything()
    page = visitor.open(path)
    assert someone.mio_id not in page.text and someone.user.email not in page.text
    assert changed(before) == {}
    for _time in range(2):
        visitor.page = page
        assert "IIJ Pickup Newsは届きません" in visitor.press("受け取りをやめる").words
    someone.refresh_from_db()
    assert someone.pickup_news_since is None
    row = AuditRow.objects.get(verb="stop_pickup_news")
    assert (row.actor, row.subject) == (someone.mio_id, someone.mio_id)
    PickupNewsFactory(mail_on=date(2026, 10, 30))
    live_through(someone, jst(2026, 11, 1, 10))
    assert len(mailed(someone)) == 1


def test_while_the_members_clock_is_moved_the_way_out_waits() -> None:
    PickupNewsFactory()
    someone = reader()
    live_through(someone, jst(2026, 10, 20, 10))
    visitor = Visitor()
    visitor.open(way_out(someone))
    World.objects.filter(pk=someone.world_id).update(moving_until=now() + timedelta(minutes=1))
    before = everything()
    assert visitor.press("受け取りをやめる").status == 503
    assert changed(before) == {}


@pytest.mark.parametrize("spoilt", ["x", "{code}", "{code}-", "{code}-0123456789abcdef", "{other}"])
def test_a_way_out_that_was_not_mailed_leads_nowhere(spoilt: str) -> None:
    PickupNewsFactory()
    someone = reader()
    live_through(someone, jst(2026, 10, 20, 10))
    code = Outbox.objects.get().code
    real = way_out(someone).split("/")[-2]
    token = spoilt.format(code=code, other="ZZZZZZZZZZZZ" + real[12:])
    page = Visitor().open(f"/profile/news/stop/{token}/")
    assert (page.status, "このURLは使えません" in page.words) == (404, True)


def test_the_way_out_of_another_mail_is_none() -> None:
    """Signed as it may be: only a mail of the news ends the news."""
    message = MessageFactory()
    assert news.member_with(news.token_of(message.code)) is None
