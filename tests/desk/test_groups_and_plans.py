"""The desk takes back what is ahead, and makes another line the primary one (F-SHR-05)."""

from datetime import date

import pytest

from contracts.models import PlanChange, Seat
from mioportal.plumbing.models import AuditRow
from tests.desk.people import Desk
from tests.factories import (
    DeskRequestFactory,
    LineFactory,
    PlanChangeFactory,
    a_group_of,
    hold,
    jst,
)

pytestmark = pytest.mark.django_db

PLANS, GROUPS = "/admin/contracts/planchange/", "/admin/contracts/sharegroup/"
REQUESTS = "/admin/contracts/deskrequest/"


def test_a_booked_plan_is_taken_back_on_the_telephone_and_what_is_too_late_says_why() -> None:
    row, late = PlanChangeFactory(), PlanChangeFactory()
    hold(late.line.member, jst(2026, 10, 31, 10))
    desk = Desk("support")
    asked = desk.act(PLANS, "withdraw", [row, late])
    row.refresh_from_db()
    assert row.state == PlanChange.State.BOOKED
    assert "そのまま続くプラン" in asked.text and "取り消す変更" in asked.text
    page = desk.confirm(PLANS, asked)
    assert f"{row.receipt_number}の予約を取り消しました" in page.text
    assert f"{late.receipt_number}は取り消せません" in page.text
    assert "予約中ではありません" in desk.act(PLANS, "withdraw", [row]).text
    assert "予約中ではありません" in desk.confirm(PLANS, asked).text
    row.refresh_from_db()
    assert row.state == PlanChange.State.WITHDRAWN
    assert row.line.plan_periods.get().ends_on is None
    made = AuditRow.objects.get(verb="withdraw_plan_change")
    assert (made.actor, made.role) == ("support", "STAFF")


def test_a_group_that_is_to_begin_is_called_off_once() -> None:
    first = LineFactory()
    group = a_group_of(first, LineFactory(member=first.member), on=date(2026, 11, 1))
    desk = Desk("support")
    page = desk.open(f"{GROUPS}{group.pk}/change/")
    assert first.code in page.text
    page = desk.act(GROUPS, "call_off", [group])
    assert f"{group.code}の予定を1件取り消しました" in page.text
    assert not Seat.objects.exists()
    assert "取り消せる予定がありません" in desk.act(GROUPS, "call_off", [group]).text


def test_another_primary_line_is_made_by_completing_the_request() -> None:
    asked, lines = [], []
    for is_in_the_group in (True, False):
        first = LineFactory()
        second, third = (LineFactory(member=first.member) for _ in range(2))
        group = a_group_of(first, second)
        line = second if is_in_the_group else third
        lines.append(line)
        asked.append(
            DeskRequestFactory(
                kind="PRIMARY_CHANGE", member=first.member, subject=group.code, line=line
            )
        )
    page = Desk("support").act(REQUESTS, "complete", asked)
    assert f"{asked[0].receipt_number}を完了しました" in page.text
    assert f"{asked[1].receipt_number}は完了できません" in page.text
    assert "変わる日に副回線ではありません" in page.text
    seat = Seat.objects.get(line=lines[0], ends_on=None)
    assert (seat.place, seat.starts_on) == (Seat.Where.PRIMARY, date(2026, 10, 16))
