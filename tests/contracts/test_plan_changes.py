"""プラン変更: booked for the first, taken back, dropped when the line leaves, told (F-CON-08)."""

from datetime import date, datetime

import pytest

from contracts import queries, services
from contracts.models import Line, PlanChange
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import AuditRow, Outbox
from mioportal.rules import fees
from mioportal.rules.dates import day_in_japan
from mioportal.rules.plan_change import PlanChangeReason
from tests.factories import MID_MONTH, LineFactory, a_group_of, hold, jst, live_through
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

BY = system("test")
State = PlanChange.State


TODAY = date(2026, 10, 15)


def read(line: Line, day: date = TODAY) -> Line:
    found = queries.line_of(line.member, line.code, day)
    assert found is not None
    return found


def book(line: Line, plan: str = "giga_10gb", at: datetime = MID_MONTH) -> PlanChange:
    day = day_in_japan(at)
    shown = queries.plan_offer(read(line, day), plan, day).shown
    return services.book_plan_change(line=line, plan_code=plan, shown=shown, at=at, by=BY)


def plan_on(line: Line, day: date) -> str:
    return queries.plan_on(read(line, day), day)


def mails(line: Line) -> list[str]:
    rows = Outbox.objects.filter(user=line.member.user, mail_code="M-35").order_by("pk")
    return [row.subject.removeprefix("【練習用】") for row in rows]


@pytest.mark.parametrize(
    ("at", "first_day"),
    [
        pytest.param(jst(2026, 10, 1), date(2026, 11, 1), id="the first moment of a month"),
        pytest.param(jst(2026, 10, 30, 23, 59, 59), date(2026, 11, 1), id="the last moment"),
        pytest.param(jst(2026, 12, 30, 12), date(2027, 1, 1), id="into a new year"),
        pytest.param(jst(2028, 2, 28, 12), date(2028, 3, 1), id="the day before 29 February"),
    ],
)
def test_a_plan_is_booked_for_the_first_of_the_next_month(at: datetime, first_day: date) -> None:
    line = LineFactory()
    assert book(line, at=at).takes_effect_on == first_day
    last = date.fromordinal(first_day.toordinal() - 1)
    assert (plan_on(line, last), plan_on(line, first_day)) == ("giga_5gb", "giga_10gb")


@pytest.mark.parametrize(
    "at",
    [
        pytest.param(jst(2026, 10, 31), id="midnight in Japan, the 30th elsewhere"),
        pytest.param(jst(2026, 10, 31, 23, 59, 59), id="the last second of October"),
        pytest.param(jst(2028, 2, 29, 9), id="29 February"),
    ],
)
def test_nothing_is_booked_or_taken_back_on_the_last_day_of_a_month(at: datetime) -> None:
    line, late = LineFactory(), LineFactory()
    booked = book(line, at=jst(at.year, at.month, 5))
    with pytest.raises(services.PlanRefused) as refused:
        book(late, at=at)
    assert refused.value.reasons == (PlanChangeReason.LAST_DAY,)
    with pytest.raises(services.TooLateToWithdraw):
        services.withdraw_plan_change(change=booked, at=at, by=BY)
    assert PlanChange.objects.get() == booked
    assert plan_on(line, booked.takes_effect_on) == "giga_10gb"


def test_the_same_plan_booked_twice_is_one_booking_and_one_mail() -> None:
    line = LineFactory()
    assert book(line) == book(line)
    assert mails(line) == ["プラン変更の予約を受け付けました"]
    assert AuditRow.objects.filter(verb="book_plan_change").count() == 1
    with pytest.raises(services.PlanRefused) as refused:
        book(line, "giga_20gb")
    assert refused.value.reasons == (PlanChangeReason.ALREADY_BOOKED,)


def test_what_is_not_as_it_was_shown_is_not_booked() -> None:
    line = LineFactory()
    shown = queries.plan_offer(read(line), "giga_10gb", date(2026, 9, 15)).shown
    with pytest.raises(services.NotAsShown):
        services.book_plan_change(
            line=line, plan_code="giga_10gb", shown=shown, at=MID_MONTH, by=BY
        )
    assert not PlanChange.objects.exists()


def test_a_booking_taken_back_leaves_the_plan_and_frees_the_way_for_another() -> None:
    line = LineFactory()
    change = book(line)
    assert services.withdraw_plan_change(change=change, at=MID_MONTH, by=BY)
    assert not services.withdraw_plan_change(change=change, at=MID_MONTH, by=BY)
    assert plan_on(line, date(2026, 11, 1)) == "giga_5gb"
    assert line.plan_periods.get().ends_on is None
    assert book(line, "giga_20gb").state == State.BOOKED
    assert mails(line)[1] == "プラン変更の予約を取り消しました"


def test_it_takes_effect_by_itself_and_is_told_once() -> None:
    line = LineFactory()
    change = book(line)
    hold(line.member, MID_MONTH)
    live_through(line.member, jst(2026, 10, 31, 23, 59))
    assert queries.state_of(change, date(2026, 10, 31)) == State.BOOKED
    live_through(line.member, jst(2026, 11, 1, 9))
    change.refresh_from_db()
    assert change.state == State.APPLIED
    assert mails(line) == ["プラン変更の予約を受け付けました", "プランが変わりました"]
    assert not services.apply_plan_change(change=change, at=jst(2026, 11, 2), by=BY)


def test_a_month_that_was_over_keeps_its_plan_whatever_is_booked_later() -> None:
    line = LineFactory()
    book(line)
    book(line, "giga_2gb", jst(2026, 11, 1))
    found = read(line, date(2026, 12, 1))
    days = [date(2026, 10, 31), date(2026, 11, 1), date(2026, 11, 30), date(2026, 12, 1)]
    got = [queries.plan_on(found, day) for day in days]
    assert got == ["giga_5gb", "giga_10gb", "giga_10gb", "giga_2gb"]


def test_an_old_plan_becomes_a_new_one_for_nothing_and_keeps_its_day_of_contract() -> None:
    line = LineFactory(
        contracted_on=date(2019, 9, 30),
        started_on=date(2026, 10, 3),
        plan__plan_code="minimum_start",
    )
    assert "0円" in Outbox.objects.get(user=book(line, "giga_5gb").line.member.user).body
    held = read(line, date(2026, 11, 1))
    assert queries.plan_code(held) == "giga_5gb"
    day, fee = date(2026, 11, 30), fees.voice_release_fee
    assert fee(held.contracted_on, held.started_on, day, is_voice=True) == 1100
    with pytest.raises(services.PlanRefused) as refused:
        book(line, "minimum_start", jst(2026, 11, 2))
    assert PlanChangeReason.TO_LEGACY in refused.value.reasons


def test_the_plan_of_the_primary_line_changes_for_the_whole_group() -> None:
    primary = LineFactory()
    second, other = LineFactory(member=primary.member), LineFactory(member=primary.member)
    a_group_of(primary, second)
    with pytest.raises(services.PlanRefused) as refused:
        book(second)
    assert refused.value.reasons == (PlanChangeReason.SECONDARY,)
    change = book(primary)
    day = date(2026, 11, 1)
    assert [plan_on(each, day) for each in (primary, second, other)] == [
        "giga_10gb", "giga_10gb", "giga_5gb"
    ]  # fmt: skip
    services.withdraw_plan_change(change=change, at=MID_MONTH, by=BY)
    assert plan_on(second, day) == "giga_5gb"


def test_a_line_that_leaves_drops_its_booking_and_its_plan_ends_with_it() -> None:
    line = LineFactory()
    change = book(line)
    services.start_leaving(
        line=line, way=Line.Leaving.CANCELLATION, ends_on=date(2026, 10, 31), at=MID_MONTH, by=BY
    )
    change.refresh_from_db()
    assert (change.state, change.ended_at) == (State.DROPPED, MID_MONTH)
    period = line.plan_periods.get()
    assert (period.plan_code, period.ends_on) == ("giga_5gb", date(2026, 10, 31))
    assert mails(line)[-1] == "プラン変更の予約は取りやめになりました"
    assert not services.withdraw_plan_change(change=change, at=MID_MONTH, by=BY)
    assert AuditRow.objects.filter(verb="drop_plan_change").count() == 1
    with pytest.raises(services.PlanRefused) as refused:
        book(line)
    assert refused.value.reasons == (PlanChangeReason.LEAVING,)


def test_a_secondary_line_that_leaves_leaves_the_booking_of_the_group_alone() -> None:
    primary = LineFactory()
    second = LineFactory(member=primary.member)
    a_group_of(primary, second)
    change = book(primary)
    services.start_leaving(
        line=second, way=Line.Leaving.CANCELLATION, ends_on=date(2026, 10, 31), at=MID_MONTH, by=BY
    )
    change.refresh_from_db()
    assert change.state == State.BOOKED
    assert second.plan_periods.get().plan_code == "giga_5gb"
    assert plan_on(primary, date(2026, 11, 1)) == "giga_10gb"


def test_a_member_chooses_checks_books_and_takes_back() -> None:
    line = LineFactory()
    visitor = Visitor.signed_in_as(line.member)
    visitor.open(f"/lines/{line.code}/")
    page = visitor.follow("プランを変更する")
    assert page.tells("いまのプラン", "5ギガプラン", "10ギガプラン", "1,500円", "+510円")
    page = visitor.follow("10ギガプラン")
    assert page.tells("まだ予約は確定していません", "2026年11月1日（日）", "1,500円", "+510円")
    assert page.tells("2026年10月30日（金）23:59まで取り消せます")
    check = page.path
    page = visitor.press("プラン変更を予約する")
    change = PlanChange.objects.get()
    receipt = f"/plan-changes/{change.receipt_number}/"
    assert page.path == receipt
    assert page.tells("プラン変更を予約しました", change.receipt_number, "990円", "1,500円")
    # Back, reload and a second tab show the same receipt.
    assert visitor.open(check).path == receipt
    assert visitor.open(f"/lines/{line.code}/").tells("予約中のプラン", "10ギガプラン")
    assert visitor.open("/lines/").tells("2026年11月1日（日）から10ギガプラン")
    other = visitor.open(f"/lines/{line.code}/plan/giga_20gb/")
    assert other.tells("この変更は予約できません")
    visitor.open(receipt)
    visitor.follow("予約を取り消す")
    page = visitor.press("予約を取り消す")
    assert page.path == receipt
    assert page.tells("プラン変更の受付内容", "取り消し")
    assert visitor.open(f"/lines/{line.code}/plan/").tells("これまでのプラン変更")


def test_on_the_last_day_the_pages_say_so_and_offer_nothing() -> None:
    line = LineFactory()
    booked = book(line)
    hold(line.member, jst(2026, 10, 31, 12))
    visitor = Visitor.signed_in_as(line.member)
    page = visitor.open(f"/lines/{line.code}/plan/")
    assert page.tells("プラン変更を予約しています", "もう取り消せません")
    assert not page.has_link("予約を取り消す")
    page = visitor.open(f"/plan-changes/{booked.receipt_number}/withdraw/")
    assert page.tells("プラン変更の予約は取り消せません", "2026年11月1日（日）から10ギガプラン")
    assert not page.has_button("予約を取り消す")
    late = LineFactory(member=line.member)
    page = visitor.open(f"/lines/{late.code}/plan/")
    assert page.tells("いまは変更を予約できません")
    assert not page.has_link("10ギガプラン")


def test_a_price_that_changed_since_the_page_was_opened_is_shown_again() -> None:
    line = LineFactory()
    visitor = Visitor.signed_in_as(line.member)
    visitor.open(f"/lines/{line.code}/plan/giga_10gb/")
    page = visitor.press("プラン変更を予約する", shown="giga_10gb:2026-10-01:1:2")
    assert page.tells("内容が変わりました", "まだ予約していません")
    assert not PlanChange.objects.exists()
    assert visitor.press("プラン変更を予約する").tells("プラン変更を予約しました")


def test_a_plan_that_is_none_is_not_found() -> None:
    line = LineFactory()
    assert Visitor.signed_in_as(line.member).open(f"/lines/{line.code}/plan/x/").status == 404
