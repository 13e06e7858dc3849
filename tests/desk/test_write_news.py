"""Staff write IIJ Pickup News; what somebody has been sent stands (M-04, F-ACC-14)."""

from datetime import date
from typing import Any

import pytest
from freezegun import freeze_time

from accounts import services
from accounts.models import PickupNews
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import AuditRow
from tests.desk.people import Desk
from tests.factories import (
    MID_MONTH,
    MemberFactory,
    NewsMailedFactory,
    PickupNewsFactory,
    WorldFactory,
    jst,
    live_through,
)
from tests.journeys.ledger import changed, everything
from tests.journeys.reading import Page

pytestmark = pytest.mark.django_db

LIST = "/admin/accounts/pickupnews/"
ISSUE = {"title": "秋の案内", "body": "一行目\r\n二行目", "mail_on": "2026-10-16", "world": ""}


@pytest.fixture
def desk() -> Desk:
    return Desk("supervisor")


def write(desk: Desk, **told: Any) -> Page:
    return desk.post(f"{LIST}add/", ISSUE | told)


@freeze_time("2026-10-15T01:00:00Z")
def test_an_issue_is_written_and_is_on_the_trail(desk: Desk) -> None:
    assert write(desk, title=" 秋の\r\n案内 ").status == 200
    issue = PickupNews.objects.get()
    assert (issue.title, issue.mail_on, issue.world) == ("秋の 案内", date(2026, 10, 16), None)
    row = AuditRow.objects.get(verb="save_pickup_news")
    assert (row.actor, row.subject) == ("supervisor", issue.code)
    assert row.detail == {"title": "秋の 案内", "mail_on": "2026-10-16"}


@freeze_time("2026-10-15T01:00:00Z")
@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"mail_on": "2026-10-15"}, "明日かそれより後の日"),
        ({"mail_on": "2026-10-14"}, "明日かそれより後の日"),
        ({"mail_on": "2026-02-30"}, "日付"),
        ({"title": ""}, "必須"),
        ({"body": "あ" * 4001}, "4000"),
    ],
    ids=["today", "yesterday", "no such day", "no title", "too long"],
)
def test_what_is_wrong_is_said_and_nothing_is_written(
    desk: Desk, told: dict[str, str], said: str
) -> None:
    assert said in write(desk, **told).text
    assert not PickupNews.objects.exists()


@freeze_time("2026-10-15T01:00:00Z")
def test_the_day_is_to_come_in_the_world_it_is_for(desk: Desk) -> None:
    ahead = WorldFactory(held_at=jst(2026, 12, 1, 10))
    assert "明日かそれより後の日" in write(desk, world=ahead.pk, mail_on="2026-12-01").text
    write(desk, world=ahead.pk, mail_on="2026-12-02")
    assert PickupNews.objects.get().world == ahead


@freeze_time("2026-10-15T01:00:00Z")
def test_until_it_is_mailed_an_issue_is_changed_and_taken_back(desk: Desk) -> None:
    issue = PickupNewsFactory()
    page = desk.post(f"{LIST}{issue.pk}/change/", ISSUE)
    issue.refresh_from_db()
    assert (page.status, issue.title) == (200, "秋の案内")
    desk.post(f"{LIST}{issue.pk}/delete/", {"post": "yes"})
    assert not PickupNews.objects.exists()
    verbs = AuditRow.objects.order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["save_pickup_news", "drop_pickup_news"]


def test_what_somebody_has_been_sent_can_only_be_read(desk: Desk) -> None:
    member = MemberFactory(pickup_news_since=date(2026, 10, 1))
    issue = PickupNewsFactory()
    live_through(member, jst(2026, 10, 20, 10))
    path = f"{LIST}{issue.pk}/"
    page = desk.open(f"{path}change/")
    assert issue.title in page.text
    assert 'name="_save"' not in page.html and "deletelink" not in page.html
    desk.open(LIST)
    before = everything()
    for door, sent in (
        (f"{path}change/", ISSUE),
        (f"{path}delete/", {"post": "yes"}),
        (LIST, {"action": "delete_selected", "_selected_action": issue.pk, "post": "yes"}),
    ):
        assert desk.post(door, sent).status in (200, 403)
    assert {"django_session"} >= set(changed(before))


def test_the_services_themselves_refuse_what_was_mailed_meanwhile() -> None:
    issue = NewsMailedFactory().issue
    for service in (services.save_issue, services.drop_issue):
        with pytest.raises(services.AlreadyMailed):
            service(issue=issue, at=MID_MONTH, by=system("test"))
