"""Taking a cancellation back: asked for on its day, decided by the desk (C-031, C-085, M-13)."""

from datetime import date, datetime
from typing import Any

import pytest

from cancellation import services
from cancellation.models import Cancellation, Withdrawal
from cancellation.services import Found
from contracts.models import Line, Sim
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import AuditRow, Outbox
from mioportal.rules.cancellation import WithdrawGround, WithdrawReason
from tests.cancellation.taken_back import LAST_EVENING, again, left, page_of, same_day
from tests.cancellation.wizard import accepted, by
from tests.desk.people import Desk
from tests.factories import LineFactory, OptionPeriodFactory, hold, jst, live_through
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

BY = system("desk")
WITHDRAWALS, CANCELLATIONS = (
    "/admin/cancellation/withdrawal/",
    "/admin/cancellation/cancellation/",
)


def held(line: Line) -> dict[str, Any]:
    """What a line holds, by its periods."""
    line.refresh_from_db()
    return {
        "line": (line.leaving_by, line.ends_on, line.held_through),
        "plan": list(line.plan_periods.values_list("plan_code", "starts_on", "ends_on")),
        "options": list(line.option_periods.values_list("option_code", "starts_on", "ends_on")),
        "cards": list(line.sims.values_list("state", "fee_risk_from", "return_opened_at")),
    }


def test_on_its_day_the_receipt_leads_to_the_request_and_the_line_waits_for_the_desk() -> None:
    made = left()
    visitor = Visitor.signed_in_as(made.line.member)
    visitor.open(f"/cancel/receipts/{made.receipt_number}/")
    visitor.follow("今日のうちなら、解約の取り下げを申し出られます")
    visitor.press("解約の取り下げを申し出る")
    assert visitor.page.path == page_of(made)
    assert "2026年11月2日（月）23:59" in visitor.page.words
    asked = Withdrawal.objects.get()
    assert (asked.state, asked.asked_at) == (Withdrawal.State.ASKED, LAST_EVENING)
    live_through(made.line.member, jst(2026, 11, 2, 10))
    line = again(made).line
    assert (line.status(date(2026, 11, 2)), line.ended_at) == (Line.Status.LEAVING, None)
    assert again(made).state == Cancellation.State.ACCEPTED
    words = visitor.open("/").words
    assert "解約の取り下げ" in words and "返却が必要なSIMカード" not in words
    assert not Outbox.objects.filter(mail_code="M-12").exists()


def test_taken_back_everything_is_as_it_was_and_goes_on() -> None:
    line: Line = OptionPeriodFactory().line
    hold(line.member, LAST_EVENING)
    before = held(line)
    made = accepted(line, LAST_EVENING)
    services.ask_withdrawal(cancellation=made, at=LAST_EVENING, by=by(line))
    live_through(line.member, jst(2026, 11, 2, 10))
    row = Withdrawal.objects.get()
    desk = Desk("support")
    page = desk.act(WITHDRAWALS, "take_back", [row])
    assert "ご本人" not in page.text
    page = desk.post(
        WITHDRAWALS,
        {
            "action": "take_back",
            "confirmed": "yes",
            "_selected_action": [row.pk],
            "ground": "same_day",
            "evidence": "会員サイトの申し出と、ご本人のお電話",
        },
    )
    assert f"{made}を取り下げました" in page.text
    assert held(line) == before
    row.refresh_from_db()
    assert (row.state, again(made).state) == (
        Withdrawal.State.DONE,
        Cancellation.State.WITHDRAWN,
    )
    mail = Outbox.objects.get(mail_code="M-13")
    assert "これまでどおり" in mail.body
    live_through(line.member, jst(2026, 12, 6, 10))
    line.refresh_from_db()
    assert line.ended_at is None
    assert not Outbox.objects.filter(mail_code="M-12").exists()
    words = Visitor.signed_in_as(line.member).open("/bills/2026-11/").words
    assert "990円" in words


@pytest.mark.parametrize(
    ("asked", "allowed"),
    [
        pytest.param(jst(2026, 10, 15, 23, 59, 59), True, id="in the last second of its day"),
        pytest.param(jst(2026, 10, 16), False, id="a second later"),
    ],
)
def test_the_day_of_the_application_ends_at_midnight_in_japan(
    asked: datetime, allowed: bool
) -> None:
    made = left(jst(2026, 10, 15, 12))
    if allowed:
        services.ask_withdrawal(cancellation=made, at=asked, by=BY)
        return
    with pytest.raises(services.NotWithdrawn) as refused:
        services.ask_withdrawal(cancellation=made, at=asked, by=BY)
    assert refused.value.verdict.reasons == (WithdrawReason.ASKED_LATER,)
    hold(made.line.member, asked)
    words = Visitor.signed_in_as(made.line.member).open(page_of(made)).words
    assert "取り消しの申し出が、申し込みの日を過ぎています" in words


def test_refused_the_line_ends_as_of_its_last_day_and_the_wait_costs_nothing() -> None:
    made = left()
    row = services.ask_withdrawal(cancellation=made, at=LAST_EVENING, by=BY)
    live_through(made.line.member, jst(2026, 11, 2, 10))
    desk = Desk("support")
    sent = {"action": "refuse", "confirmed": "yes", "_selected_action": [row.pk]}
    page = desk.post(WITHDRAWALS, sent | {"evidence": ""})
    assert "理由を入力してください" in page.text
    desk.post(WITHDRAWALS, sent | {"evidence": "ご本人と確かめられませんでした。"})
    assert "確かめられませんでした" in Outbox.objects.get(mail_code="M-13").body
    live_through(made.line.member, jst(2026, 12, 6, 10))
    line = again(made).line
    assert (line.ends_on, line.ended_at is not None) == (date(2026, 10, 31), True)
    assert again(made).state == Cancellation.State.COMPLETED
    visitor = Visitor.signed_in_as(line.member)
    assert visitor.open("/bills/2026-11/").status == 404
    assert "確かめられませんでした" in visitor.open(page_of(made)).words


def test_undecided_the_line_ends_when_the_desk_had_its_day() -> None:
    made = left()
    row = services.ask_withdrawal(cancellation=made, at=LAST_EVENING, by=BY)
    live_through(made.line.member, jst(2026, 11, 2, 23, 59, 59))
    assert again(made).line.ended_at is None
    live_through(made.line.member, jst(2026, 11, 3))
    row.refresh_from_db()
    assert again(made).line.ended_at == jst(2026, 11, 3)
    assert (again(made).state, row.state) == ("completed", Withdrawal.State.LAPSED)
    assert Outbox.objects.filter(mail_code="M-12").count() == 1


def test_staff_take_back_what_was_told_on_the_telephone_and_say_what_proves_it() -> None:
    made = left(jst(2026, 10, 15, 12))
    hold(made.line.member, jst(2026, 10, 16, 10))
    desk = Desk("support")
    sent = {
        "action": "take_back",
        "confirmed": "yes",
        "_selected_action": [made.pk],
        "ground": "same_day",
        "evidence": "",
        "told_at": "2026-10-15T23:59:59",
    }
    assert "確かめたことを入力してください" in desk.post(CANCELLATIONS, sent).text
    late = sent | {"evidence": "通話記録", "told_at": "2026-10-16T00:00:00"}
    assert "申し込みの日を過ぎています" in desk.post(CANCELLATIONS, late).text
    assert again(made).state == Cancellation.State.ACCEPTED
    page = desk.post(CANCELLATIONS, sent | {"evidence": "通話記録"})
    assert f"{made}を取り下げました" in page.text
    page = desk.post(CANCELLATIONS, sent | {"evidence": "通話記録"})
    assert f"{made}を取り下げました" not in page.text
    assert AuditRow.objects.get(verb="withdraw_cancellation").detail["evidence"] == "通話記録"
    assert Outbox.objects.filter(mail_code="M-13").count() == 1


def test_a_proven_error_is_taken_back_later_too_but_never_after_the_end() -> None:
    made = left(jst(2026, 10, 15, 12))
    found = Found(
        asked_at=jst(2026, 10, 20, 9), ground=WithdrawGround.PROVEN_ERROR, evidence="障害 #12"
    )
    with pytest.raises(services.NotWithdrawn) as refused:
        services.withdraw(cancellation=made, found=found, at=jst(2026, 11, 1), by=BY)
    assert refused.value.verdict.reasons == (WithdrawReason.IN_EFFECT,)
    services.withdraw(cancellation=made, found=found, at=jst(2026, 10, 31, 23, 59, 59), by=BY)
    assert again(made).state == Cancellation.State.WITHDRAWN


def test_a_line_that_was_taken_back_can_be_cancelled_again() -> None:
    made = left(jst(2026, 10, 15, 12))
    at = jst(2026, 10, 15, 13)
    services.withdraw(cancellation=made, found=same_day(at), at=at, by=BY)
    line = again(made).line
    other = accepted(line, jst(2026, 10, 20, 10))
    assert other.receipt_number != made.receipt_number
    assert line.sims.get().state == Sim.State.AWAITED


def test_a_card_that_was_sent_already_is_not_asked_for() -> None:
    made = left(jst(2026, 10, 15, 12))
    made.line.sims.update(state=Sim.State.POSTED, posted_on=date(2026, 10, 15))
    at = jst(2026, 10, 15, 13)
    services.withdraw(cancellation=made, found=same_day(at), at=at, by=BY)
    sim = made.line.sims.get()
    assert (sim.state, sim.fee_risk_from) == (Sim.State.POSTED, None)
    assert "再発行" in Outbox.objects.get(mail_code="M-13").body


def test_an_option_that_was_to_end_before_its_line_still_does() -> None:
    line: Line = LineFactory()
    OptionPeriodFactory(line=line, option_code="call_5", ends_on=date(2026, 10, 31))
    OptionPeriodFactory(line=line, option_code="call_10")
    hold(line.member, jst(2026, 10, 15, 12))
    before = held(line)
    made = accepted(line, jst(2026, 10, 15, 12))
    at = jst(2026, 10, 15, 13)
    services.withdraw(cancellation=made, found=same_day(at), at=at, by=BY)
    assert held(line) == before
