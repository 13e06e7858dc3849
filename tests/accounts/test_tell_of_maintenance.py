"""Members hear of extra maintenance by mail (M-28, D-56)."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts import queries
from accounts.models import Member, ToldWindow
from accounts.services import maintenance
from mioportal.plumbing import windows
from mioportal.plumbing.models import ExtraWindow, Happening, Outbox, ParkedItem, World
from tests.accounts.lives import BY
from tests.factories import (
    ExtraWindowFactory,
    MemberFactory,
    NoticeFactory,
    WorldFactory,
    hold,
    jst,
    live_through,
)
from tests.journeys.faults import at_every_statement
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

# A window on a Tuesday forenoon, and when it is told.
STARTS, ENDS, TOLD = jst(2026, 10, 20, 9), jst(2026, 10, 20, 12), jst(2026, 10, 19, 10)


@pytest.fixture
def member() -> Member:
    return MemberFactory(world__held_at=jst(2026, 10, 15, 10))


def planned(**given: object) -> ExtraWindow:
    return ExtraWindowFactory(**{"starts_at": STARTS, "ends_at": ENDS} | given)


def told(member: Member) -> list[tuple[datetime, str]]:
    """When a member was mailed, and of what: planned, changed or called off."""
    rows = Outbox.objects.filter(user=member.user, mail_code="M-28").order_by("at", "pk")
    words = {"変更": "changed", "取りやめ": "called off"}
    return [
        (row.at, next((told for word, told in words.items() if word in row.subject), "planned"))
        for row in rows
    ]


def test_a_window_is_told_at_ten_the_day_before_once_to_everybody(member: Member) -> None:
    neighbour, other = MemberFactory(world=member.world), MemberFactory()
    hold(other, jst(2026, 10, 19, 11))
    window = planned(world=member.world)
    live_through(member, TOLD - timedelta(minutes=1))
    assert told(member) == []
    live_through(member, jst(2026, 10, 25, 10))
    assert told(member) == told(neighbour) == [(TOLD, "planned")]
    assert told(other) == []
    body = Outbox.objects.get(user=member.user).body
    for said in (
        "サービスのご解約",
        "2026年10月20日（火）9:00",
        "2026年10月20日（火）12:00",
        window.reason,
        "練習用サイト",
        "会員の皆さま",
    ):
        assert said in body
    happened = Happening.objects.filter(world=member.world, kind="mail_to_all")
    assert "2人に送りました" in happened.get().title


def test_the_mail_can_be_read_on_the_site(member: Member) -> None:
    planned()
    live_through(member, TOLD)
    visitor = Visitor.signed_in_as(member)
    visitor.open("/messages/")
    page = visitor.press("【練習用】臨時メンテナンスのお知らせ（サービスのご解約）")
    assert "次のとおり、臨時のメンテナンスを行います。" in page.words


def test_a_window_for_all_is_told_in_each_world_by_its_own_clock(member: Member) -> None:
    elsewhere = MemberFactory(world__held_at=jst(2026, 10, 1, 10))
    planned(world=None)
    live_through(member, TOLD)
    live_through(elsewhere, TOLD - timedelta(days=2))
    assert told(member) == [(TOLD, "planned")]
    assert told(elsewhere) == []
    live_through(elsewhere, jst(2026, 11, 1, 10))
    assert told(elsewhere) == [(TOLD, "planned")]


@pytest.mark.parametrize(
    ("now", "told_at", "leaves_at"),
    [
        pytest.param(jst(2026, 10, 19, 15, 3), jst(2026, 10, 19, 15, 10), None, id="afternoon"),
        pytest.param(jst(2026, 10, 20, 9, 30), jst(2026, 10, 20, 9, 40), None, id="it is open"),
        pytest.param(
            jst(2026, 10, 19, 22), jst(2026, 10, 20), jst(2026, 10, 20, 5), id="late in the evening"
        ),
    ],
)
def test_what_is_planned_too_late_for_that_is_told_as_soon_as_may_be(
    member: Member, now: datetime, told_at: datetime, leaves_at: datetime | None
) -> None:
    hold(member, now)
    planned()
    live_through(member, now + timedelta(hours=3))
    assert told(member) == [(told_at, "planned")]
    assert Outbox.objects.get().send_after == (leaves_at or told_at)


def test_what_is_over_is_not_told(member: Member) -> None:
    hold(member, ENDS)
    planned()
    live_through(member, jst(2026, 11, 1, 10))
    assert told(member) == []


def test_a_change_of_what_was_told_is_told_and_so_is_the_next(member: Member) -> None:
    window = planned()
    live_through(member, TOLD)
    window.ends_at = jst(2026, 10, 20, 15)
    windows.save_extra(window=window, at=TOLD, by=BY)
    live_through(member, jst(2026, 10, 19, 11))
    assert told(member)[1:] == [(jst(2026, 10, 19, 10, 10), "changed")]
    body = Outbox.objects.latest("pk").body
    assert "2026年10月20日（火）15:00" in body
    assert "変更前: サービスのご解約 2026年10月20日（火）9:00〜2026年10月20日（火）12:00" in body
    window.starts_at = jst(2026, 10, 20, 11)
    windows.save_extra(window=window, at=TOLD, by=BY)
    live_through(member, jst(2026, 10, 25, 10))
    assert [kind for _at, kind in told(member)] == ["planned", "changed", "changed"]


def test_another_reason_alone_is_not_told(member: Member) -> None:
    window = planned()
    live_through(member, TOLD)
    window.reason = "別の理由"
    windows.save_extra(window=window, at=TOLD, by=BY)
    live_through(member, jst(2026, 10, 25, 10))
    assert len(told(member)) == 1


def test_what_was_told_and_is_called_off_is_told_too(member: Member) -> None:
    window = planned()
    live_through(member, TOLD)
    windows.drop_extra(window=window, at=TOLD, by=BY)
    live_through(member, jst(2026, 10, 25, 10))
    assert told(member)[1:] == [(jst(2026, 10, 19, 10, 10), "called off")]
    assert "2026年10月20日（火）9:00" in Outbox.objects.latest("pk").body


def test_a_window_given_to_another_world_is_called_off_in_this_one(member: Member) -> None:
    window = planned()
    live_through(member, TOLD)
    window.world = WorldFactory()
    windows.save_extra(window=window, at=TOLD, by=BY)
    live_through(member, jst(2026, 10, 25, 10))
    assert [kind for _at, kind in told(member)] == ["planned", "called off"]


def test_what_was_not_told_yet_is_changed_and_called_off_in_silence(member: Member) -> None:
    later, dropped = planned(), planned(function=ExtraWindow.Function.CONTRACTS)
    later.starts_at = jst(2026, 10, 20, 10)
    windows.save_extra(window=later, at=jst(2026, 10, 16, 10), by=BY)
    windows.drop_extra(window=dropped, at=jst(2026, 10, 16, 10), by=BY)
    live_through(member, jst(2026, 10, 25, 10))
    assert told(member) == [(TOLD, "planned")]
    assert "2026年10月20日（火）10:00" in Outbox.objects.get().body


def test_a_change_after_its_end_is_not_told(member: Member) -> None:
    window = planned()
    live_through(member, jst(2026, 10, 20, 12))
    windows.drop_extra(window=window, at=jst(2026, 10, 20, 12), by=BY)
    live_through(member, jst(2026, 10, 25, 10))
    assert [kind for _at, kind in told(member)] == ["planned"]


def test_only_those_who_were_told_of_it_hear_of_a_change(member: Member) -> None:
    window = planned(world=member.world)
    live_through(member, TOLD)
    newcomer = MemberFactory(world=member.world)
    windows.drop_extra(window=window, at=TOLD, by=BY)
    live_through(member, jst(2026, 10, 25, 10))
    assert len(told(member)) == 2
    assert told(newcomer) == []


def test_whose_mioid_has_ended_is_told_nothing(member: Member) -> None:
    gone = MemberFactory(world=member.world, invalid_since=jst(2026, 9, 1))
    planned()
    live_through(member, TOLD)
    assert told(gone) == []


def test_the_weekly_window_is_not_mailed(member: Member) -> None:
    live_through(member, jst(2026, 11, 15, 10))
    assert not Outbox.objects.exists()


def left_of(member: Member, stops: list[datetime]) -> list[tuple[object, ...]]:
    """What a world has been told after it was moved by way of these instants."""
    for stop in stops:
        live_through(member, stop)
    rows = Outbox.objects.filter(world=member.world).order_by("at", "pk")
    return list(rows.values_list("at", "send_after", "subject", "body"))


def test_one_jump_tells_what_its_steps_tell() -> None:
    begin, end = jst(2026, 10, 15, 10), jst(2026, 10, 25, 10)
    planned()
    planned(starts_at=jst(2026, 10, 22, 0), ends_at=jst(2026, 10, 22, 5))
    NoticeFactory(by_mail=True, shown_from=date(2026, 10, 18))
    jumped, walked = MemberFactory(), MemberFactory()
    for member in (jumped, walked):
        hold(member, begin)
    hours = int((end - begin) / timedelta(hours=7))
    steps = [begin + timedelta(hours=7 * number) for number in range(1, hours + 1)]
    assert left_of(jumped, [end]) == left_of(walked, [*steps, end])
    assert Outbox.objects.filter(world=jumped.world).count() == 3


def test_ten_times_the_members_cost_no_more_questions() -> None:
    def questions(world: World, window: ExtraWindow) -> int:
        (one,) = queries.announcements(world, jst(2026, 10, 19, 9))
        with CaptureQueriesContext(connection) as asked:
            maintenance.announce(announcement=one, world=world, at=TOLD)
        assert ToldWindow.objects.filter(window=window).exists()
        return len(asked)

    few, many = (MemberFactory.create_batch(n, world=WorldFactory()) for n in (3, 30))
    asked = [questions(each[0].world, planned(world=each[0].world)) for each in (few, many)]
    assert asked[0] == asked[1] <= 10


def test_a_fault_at_any_statement_tells_all_or_nobody(member: Member) -> None:
    MemberFactory(world=member.world)
    planned()
    (one,) = queries.announcements(member.world, jst(2026, 10, 19, 9))

    def announce() -> None:
        maintenance.announce(announcement=one, world=member.world, at=TOLD)

    def nobody(number: int) -> None:
        assert not Outbox.objects.exists(), number
        assert not ToldWindow.objects.exists(), number

    assert at_every_statement(announce, nobody) > 4
    announce()
    assert Outbox.objects.count() == 2
    assert not ParkedItem.objects.exists()
