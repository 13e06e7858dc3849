"""The fee for a card that did not come back: never by itself, never twice (C-055, C-059, C-061)."""

from datetime import date
from decimal import Decimal

import pytest

from billing import services
from billing.models import Bill, PostedCharge, Refund
from contracts import services as contracts
from contracts.models import Line, Sim
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import AuditRow, Outbox
from mioportal.rules.sim_return import FeeReason, WaiverReason
from tests.cancellation.wizard import accepted
from tests.desk.people import Desk
from tests.factories import LineFactory, jst, live_through
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

BY = system("test")
FEES = "/admin/billing/simfee/"


def kept(at: tuple[int, ...] = (2027, 2, 1, 10)) -> Sim:
    """A card of a line that ended on 31 October 2026 and was never sent back."""
    line: Line = LineFactory()
    accepted(line)
    live_through(line.member, jst(*at))
    return Sim.objects.select_related("line__member__user", "world").get(line=line)


def test_before_three_months_have_fully_passed_nobody_can_charge_it() -> None:
    sim = kept((2027, 1, 31, 23, 59))
    assert sim.case_opened_at is None
    with pytest.raises(contracts.NotChargeable) as refused:
        services.charge_damage(sim=sim, at=jst(2027, 1, 31, 23, 59), by=BY)
    assert FeeReason.TOO_EARLY in refused.value.verdict.reasons
    assert not PostedCharge.objects.exists()


def test_on_the_first_day_it_is_put_before_staff_and_nothing_is_charged() -> None:
    sim = kept()
    assert sim.case_opened_at == jst(2027, 2, 1, 0)
    assert not PostedCharge.objects.exists()
    sim.line.member.standing.refresh_from_db()
    assert sim.line.member.standing.open_sim_case
    live_through(sim.line.member, jst(2027, 6, 1, 10))
    assert not PostedCharge.objects.exists()


def test_approved_it_is_on_one_bill_and_told_once() -> None:
    sim = kept()
    desk = Desk("billing")
    page = desk.act(FEES, "approve", [sim])
    assert f"{sim.iccid}の損害金（2,200円）を請求します" in page.text
    page = desk.act(FEES, "approve", [sim])
    assert f"{sim.iccid}は請求していません。すでに請求しています" in page.text
    charge = PostedCharge.objects.get()
    assert (charge.amount_yen, charge.month) == (Decimal(2200), date(2027, 2, 1))
    mail = Outbox.objects.get(mail_code="M-21")
    assert "2,200円" in mail.body
    assert "2027年2月ご利用分" in mail.body
    standing = sim.line.member.standing
    standing.refresh_from_db()
    assert (standing.open_sim_case, standing.sim_case_closed_on) == (False, date(2027, 2, 1))
    live_through(sim.line.member, jst(2027, 3, 31, 10))
    bill = Bill.objects.of(sim.line.member).get(month=date(2027, 2, 1))
    assert bill.total_yen == 2200
    words = Visitor.signed_in_as(sim.line.member).open("/bills/2027-02/").words
    assert "SIM損害金" in words


def test_a_card_that_came_back_meanwhile_is_not_charged_and_its_case_closes() -> None:
    sim = kept()
    contracts.receive_sim(sim=sim, at=jst(2027, 2, 3, 10), by=BY)
    with pytest.raises(contracts.NotChargeable) as refused:
        services.charge_damage(sim=sim, at=jst(2027, 2, 3, 11), by=BY)
    assert FeeReason.RECEIVED in refused.value.verdict.reasons
    sim.line.member.standing.refresh_from_db()
    assert not sim.line.member.standing.open_sim_case
    assert not Outbox.objects.filter(mail_code="M-21").exists()


def test_a_card_that_was_let_go_is_not_charged() -> None:
    sim = kept()
    desk = Desk("supervisor")
    page = desk.act("/admin/contracts/sim/", "waive", [sim])
    page = desk.post(
        "/admin/contracts/sim/",
        {
            "action": "waive",
            "confirmed": "yes",
            "_selected_action": [sim.pk],
            "why": WaiverReason.ABROAD.value,
        },
    )
    assert f"{sim.iccid}の損害金を免除しました" in page.text
    page = desk.act(FEES, "approve", [sim])
    assert "損害金が免除されています" in page.text
    assert not PostedCharge.objects.exists()
    sim.line.member.standing.refresh_from_db()
    assert not sim.line.member.standing.open_sim_case


def test_charged_in_error_it_is_taken_off_the_bill_that_is_still_open() -> None:
    sim = kept()
    services.charge_damage(sim=sim, at=jst(2027, 2, 1, 10), by=BY)
    page = Desk("billing").act(FEES, "give_back", [sim])
    assert f"{sim.iccid}の損害金を取りやめました" in page.text
    assert not PostedCharge.objects.exists()
    sim.refresh_from_db()
    assert (sim.state, sim.waived_for) == (Sim.State.WAIVED, WaiverReason.CHARGED_IN_ERROR)
    assert AuditRow.objects.filter(verb="take_back_charge").count() == 1


def test_charged_in_error_and_paid_it_is_given_back_once() -> None:
    sim = kept()
    services.charge_damage(sim=sim, at=jst(2027, 2, 1, 10), by=BY)
    live_through(sim.line.member, jst(2027, 3, 15, 10))
    desk = Desk("billing")
    page = desk.act(FEES, "give_back", [sim])
    assert f"{sim.iccid}の損害金は、請求のお支払いが済んでから返金できます" in page.text
    sim.refresh_from_db()
    assert sim.state == Sim.State.CHARGED
    bill = Bill.objects.of(sim.line.member).get(month=date(2027, 2, 1))
    Bill.objects.filter(pk=bill.pk).update(state=Bill.State.PAID)
    desk.act(FEES, "give_back", [sim])
    page = desk.act(FEES, "give_back", [sim])
    assert f"{sim.iccid}には、損害金を請求していません" in page.text
    assert Refund.objects.get().yen == 2200
