"""Many hands at one member's bills, at the same moment: each yen is paid once."""

from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest

from accounts import services as accounts
from accounts.models import Standing
from billing import services
from billing.models import Bill, CardCharge, Dunning, PostedCharge, Slip
from contracts import services as contracts
from contracts.models import Device
from mioportal.outside.models import CardCharge as Ledger
from mioportal.plumbing.actor import system
from mioportal.plumbing.gateways import SlipRefused
from mioportal.plumbing.models import AuditRow, Outbox
from mioportal.rules.charges import ChargeKind
from tests.factories import (
    MID_MONTH,
    BillFactory,
    DeviceFactory,
    LineFactory,
    a_card_that,
    a_debt,
    jst,
)
from tests.plumbing.races import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]

HANDS, ROUNDS = 6, 4
BY = system("test")
NIGHT = jst(2026, 9, 25)


def fresh(bill: Bill) -> Bill:
    return Bill.objects.select_related("member__user", "world").get(pk=bill.pk)


def test_a_bill_that_many_charge_at_once_is_charged_once() -> None:
    for _round in range(ROUNDS):
        card = a_card_that()
        bill = BillFactory(member=card.member)
        states = at_once(HANDS, lambda: services.charge_bill(bill=fresh(bill), at=NIGHT, by=BY))  # noqa: B023
        assert set(states) == {Bill.State.PAID}
        assert CardCharge.objects.filter(bill=bill).count() == 1
        assert Ledger.objects.filter(key__startswith=bill.number).count() == 1


def test_a_card_the_desk_and_a_till_at_once_clear_a_debt_once() -> None:
    for _round in range(ROUNDS):
        slip = a_debt()
        member = slip.member
        a_card_that(member=member)
        turns = iter(range(HANDS))

        def hand(slip: Slip = slip, turns: object = turns) -> None:
            turn = next(turns)  # type: ignore[call-overload]
            with suppress(SlipRefused, services.AlreadyConfirmed, accounts.NothingOwed):
                if turn % 3 == 0:
                    services.charge_debts(slip.member, MID_MONTH, BY)
                elif turn % 3 == 1:
                    accounts.settle_debt(member=slip.member, at=MID_MONTH, by=BY)
                else:
                    services.confirm(slip=slip, at=MID_MONTH, by=BY)

        at_once(HANDS, hand)
        assert Standing.objects.get(member=member).owed_yen == 0
        assert Bill.objects.get(member=member).state == Bill.State.PAID
        assert not Dunning.objects.filter(member=member, cleared_at=None).exists()
        assert Outbox.objects.filter(user=member.user, mail_code="M-27").count() == 1
        assert AuditRow.objects.filter(verb="clear_debt", subject=member.mio_id).count() == 1


def test_a_slip_that_is_paid_at_two_tills_at_once_is_taken_once() -> None:
    slip = a_debt()

    def pay() -> str:
        try:
            services.pay_at_store(number=slip.number, yen=slip.yen, at=MID_MONTH, by=BY)
        except SlipRefused as refused:
            return refused.why.value
        return "taken"

    assert sorted(at_once(HANDS, pay)) == ["paid"] * (HANDS - 1) + ["taken"]


def test_the_card_run_and_an_early_repayment_at_once_do_not_wait_for_each_other() -> None:
    for _round in range(ROUNDS):
        device = DeviceFactory(paid=11)
        a_card_that(member=device.member)
        bill = BillFactory(member=device.member, month=date(2026, 9, 1))
        turns = iter(range(2))

        def hand(device: Device = device, bill: Bill = bill, turns: object = turns) -> None:
            if next(turns):  # type: ignore[call-overload]
                services.charge_bill(bill=fresh(bill), at=MID_MONTH, by=BY)
            else:
                found = Device.objects.select_related("member__user", "world", "line")
                contracts.repay_early(device=found.get(pk=device.pk), at=MID_MONTH, by=BY)

        at_once(2, hand)
        assert device.payments.get(month=date(2026, 9, 1)).paid_on == MID_MONTH.date()


def test_one_thing_that_many_charge_at_once_stands_on_one_bill_once() -> None:
    for _round in range(ROUNDS):
        line = LineFactory()
        posted = at_once(
            HANDS,
            lambda: services.charge_once(
                member=line.member,  # noqa: B023
                line=line,  # noqa: B023
                kind=ChargeKind.SIM_DAMAGE,
                amount=Decimal(2200),
                percent=10,
                at=MID_MONTH,
                by=BY,
            ).pk,
        )
        assert len(set(posted)) == PostedCharge.objects.filter(line=line).count() == 1
        assert AuditRow.objects.filter(verb="charge_once", subject=line.code).count() == 1
