"""On the telephone the desk books a plan, adds an option and takes a tick back: read out first."""

from datetime import date

import pytest

from contracts.models import OptionPeriod, PlanChange
from mioportal.plumbing.models import AuditRow, Outbox
from tests.cancellation.wizard import accepted
from tests.desk.people import Desk
from tests.factories import LineFactory, OptionPeriodFactory, a_group_of, hold, jst
from tests.journeys.ledger import changed, everything

pytestmark = pytest.mark.django_db

LINES, OPTIONS = "/admin/contracts/line/", "/admin/contracts/optionperiod/"


@pytest.fixture
def desk() -> Desk:
    return Desk("support")


def test_a_plan_is_chosen_read_out_and_booked_once(desk: Desk) -> None:
    line = LineFactory()
    other = LineFactory(member=line.member)
    a_group_of(line, other)
    before = everything()
    page = desk.act(LINES, "book_plan", [line])
    assert "10ギガプラン：月額1,500円（+510円）" in page.text
    page = desk.act(LINES, "book_plan", [line], asked="yes")
    assert "プランを選んでください" in page.text
    asked = desk.act(LINES, "book_plan", [line], asked="yes", chosen="giga_10gb")
    for part in ("2026年11月1日（日）", "2026年10月30日（金）23:59まで", other.code):
        assert part in asked.text
    assert {name for name in changed(before) if name != "django_session"} == set()
    page = desk.confirm(LINES, asked)
    booked = PlanChange.objects.get()
    assert (booked.line, booked.to_plan) == (line, "giga_10gb")
    assert f"受付番号 {booked.receipt_number}" in page.text
    row = AuditRow.objects.get(verb="book_plan_change")
    assert (row.actor, row.role, row.subject) == ("support", "STAFF", booked.receipt_number)
    # A second click finds it booked, and tells nobody twice.
    assert booked.receipt_number in desk.confirm(LINES, asked).text
    assert Outbox.objects.filter(mail_code="M-35").count() == 1
    assert "いまは予約できません" in desk.act(LINES, "book_plan", [line]).text


def test_a_plan_that_is_not_as_read_out_is_read_out_again(desk: Desk) -> None:
    line = LineFactory()
    asked = desk.act(LINES, "book_plan", [line], chosen="giga_10gb")
    hold(line.member, jst(2026, 11, 2, 10))
    page = desk.confirm(LINES, asked)
    assert "まだ受け付けていません" in page.text and "2026年12月1日（火）" in page.text
    assert not PlanChange.objects.exists()
    accepted(line)
    page = desk.confirm(LINES, page)
    assert line.code in page.text and not PlanChange.objects.exists()
    assert "いまは予約できません" in desk.act(LINES, "book_plan", [line]).text


@pytest.mark.parametrize("action", ["book_plan", "add_option"])
def test_one_line_at_a_time_and_nothing_that_is_not_offered(desk: Desk, action: str) -> None:
    line = LineFactory()
    page = desk.act(LINES, action, [line, LineFactory()])
    assert "回線を一つだけ選んでください" in page.text
    page = desk.act(LINES, action, [line], chosen="nonsense", confirmed="yes", shown="x")
    assert "内容を確かめる" in page.html
    assert not PlanChange.objects.exists() and not OptionPeriod.objects.exists()


def test_an_option_is_chosen_read_out_and_added_once(desk: Desk) -> None:
    line = OptionPeriodFactory(option_code="call_5").line
    before = everything()
    page = desk.act(LINES, "add_option", [line])
    assert "通話定額5分+と入れ替わり" in page.text
    assert "オプションを選んでください" in desk.act(LINES, "add_option", [line], asked="yes").text
    asked = desk.act(LINES, "add_option", [line], asked="yes", chosen="call_10")
    for part in ("終わるオプション", "2026年10月15日（木）", "2026年11月", "700円"):
        assert part in asked.text
    assert {name for name in changed(before) if name != "django_session"} == set()
    page = desk.confirm(LINES, asked)
    added = OptionPeriod.objects.get(option_code="call_10")
    assert added.added_number and added.added_number in page.text
    row = AuditRow.objects.get(verb="add_option")
    assert (row.actor, row.role, row.subject) == ("support", "STAFF", added.code)
    assert added.added_number in desk.confirm(LINES, asked).text
    assert OptionPeriod.objects.filter(option_code="call_10").count() == 1


def test_an_option_that_is_not_as_read_out_is_read_out_again(desk: Desk) -> None:
    line = LineFactory()
    asked = desk.act(LINES, "add_option", [line], chosen="tabuho")
    hold(line.member, jst(2026, 11, 1, 0, 1))
    page = desk.confirm(LINES, asked)
    assert "まだ受け付けていません" in page.text and "2026年11月1日（日）" in page.text
    accepted(line)
    desk.confirm(LINES, page)
    assert not OptionPeriod.objects.exists()
    assert "追加できるオプションはありません" in desk.act(LINES, "add_option", [line]).text


def test_a_tick_is_taken_back_after_the_price_is_read_out(desk: Desk) -> None:
    period, never = OptionPeriodFactory(option_code="i_filter"), OptionPeriodFactory()
    late = OptionPeriodFactory(option_code="i_filter")
    desk.confirm(OPTIONS, desk.act(OPTIONS, "tick", [period, late]))
    hold(late.line.member, jst(2026, 11, 1, 0, 1))
    before = everything()
    asked = desk.act(OPTIONS, "untick", [period, never, late])
    for part in ("2026年10月15日（木）", "2026年11月から毎月：0円", "もう取り消せません"):
        assert part in asked.text
    assert "取り消す申し出がありません" in asked.text
    assert {name for name in changed(before) if name != "django_session"} == set()
    page = desk.confirm(OPTIONS, asked)
    period.refresh_from_db()
    assert (period.ends_on, period.ticked_at) == (None, None)
    assert "申し出を取り消しました" in page.text
    row = AuditRow.objects.get(verb="untick_option")
    assert (row.actor, row.role, row.subject) == ("support", "STAFF", period.code)
    late.refresh_from_db()
    assert late.ends_on == date(2026, 10, 15)
    desk.confirm(OPTIONS, asked)
    assert AuditRow.objects.filter(verb="untick_option").count() == 1
