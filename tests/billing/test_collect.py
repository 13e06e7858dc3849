"""Bills are charged on the 25th: by card, later, not at all, or by invoice; never twice."""

from datetime import date
from decimal import Decimal

import pytest

from accounts.models import Member, Standing
from billing import services
from billing.models import Bill, CardCharge, Dunning, Slip
from contracts.models import Payment
from mioportal.outside.models import CardCharge as Ledger
from mioportal.outside.processor.numbers import Later
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import AuditRow, Outbox
from tests.factories import (
    CardFactory,
    DeviceFactory,
    LineFactory,
    MemberFactory,
    a_card_that,
    hold,
    jst,
    live_through,
)

pytestmark = pytest.mark.django_db

BY = system("test")
CHARGED = jst(2026, 11, 25)


def a_member(later: Later | None = Later.PAYS, **facts: object) -> Member:
    """Whose bill of October was fixed, with a line of 990円."""
    line = LineFactory(**facts)
    if later is not None:
        a_card_that(later, member=line.member)
    services.bill_month(
        world=line.world, month=date(2026, 10, 1), at=jst(2026, 11, 5), by=BY, is_silent=True
    )
    hold(line.member, jst(2026, 11, 20, 10))
    return line.member


def bill_of(member: Member) -> Bill:
    return Bill.objects.get(member=member, month=date(2026, 10, 1))


def owed(member: Member) -> Decimal:
    return Standing.objects.get(member=member).owed_yen


@pytest.mark.parametrize(
    ("until", "state"),
    [
        pytest.param(jst(2026, 11, 24, 23, 59, 59), "fixed", id="the last second before"),
        pytest.param(jst(2026, 11, 25), "paid", id="the night of the card run"),
    ],
)
def test_an_accepted_charge_pays_the_bill_on_the_25th(until: object, state: str) -> None:
    member = a_member()
    live_through(member, until)  # type: ignore[arg-type]
    assert bill_of(member).state == state
    assert Ledger.objects.count() == (state == "paid")
    if state == "paid":
        assert bill_of(member).paid_on == date(2026, 11, 25)
        assert Standing.objects.get(member=member).last_bill_settled_on == date(2026, 11, 25)
        charge = CardCharge.objects.get()
        assert (charge.yen, charge.said, charge.key) == (990, "accepted", Ledger.objects.get().key)


def test_a_late_answer_is_asked_for_again_the_next_night_with_the_same_key() -> None:
    member = a_member(Later.ANSWERS_LATE)
    live_through(member, jst(2026, 11, 25, 10))
    assert bill_of(member).state == Bill.State.CHARGING
    assert owed(member) == 0
    live_through(member, jst(2026, 11, 26))
    assert bill_of(member).state == Bill.State.PAID
    assert bill_of(member).paid_on == date(2026, 11, 26)
    assert CardCharge.objects.count() == Ledger.objects.count() == 1


@pytest.mark.parametrize(
    ("later", "why", "reason"),
    [
        pytest.param(Later.DECLINES, "declined", "refused", id="declined"),
        pytest.param(Later.LACKS_BALANCE, "declined", "balance", id="no balance"),
        pytest.param(None, "no_card", "", id="no card"),
    ],
)
def test_what_cannot_be_charged_is_a_debt_from_that_day(
    later: Later | None, why: str, reason: str
) -> None:
    member = a_member(later)
    live_through(member, CHARGED)
    debt = Dunning.objects.get()
    assert (bill_of(member).state, owed(member)) == (Bill.State.FAILED, 990)
    assert (debt.why, debt.failed_on, debt.step) == (why, date(2026, 11, 25), "notice")
    assert (debt.notice_on, debt.slip_on, debt.due_on, debt.warn_on) == (
        *(date(2026, 11, 26), date(2026, 12, 6), date(2026, 12, 31), date(2027, 1, 1)),
    )
    assert (debt.suspend_on, debt.ends_on) == (date(2027, 1, 10), date(2027, 1, 31))
    assert [each.reason for each in CardCharge.objects.all()] == ([reason] if reason else [])


def test_a_card_that_has_ended_is_declined() -> None:
    member = a_member(None)
    a_card_that(member=member, expires_on=date(2026, 10, 31))
    live_through(member, CHARGED)
    assert CardCharge.objects.get().reason == "expired"


def test_a_company_is_sent_an_invoice_and_never_charged_to_a_card() -> None:
    member = a_member(None, member__kind=Member.Kind.CORPORATE)
    CardFactory(member=member)
    live_through(member, CHARGED)
    invoice = Slip.objects.get()
    assert (bill_of(member).state, owed(member)) == (Bill.State.INVOICED, 0)
    assert (invoice.kind, invoice.yen, invoice.due_on) == ("invoice", 990, date(2026, 12, 31))
    assert not CardCharge.objects.exists()
    live_through(member, jst(2026, 12, 31, 23))
    assert bill_of(member).state == Bill.State.INVOICED
    live_through(member, jst(2027, 1, 1))
    assert (bill_of(member).state, owed(member)) == (Bill.State.OVERDUE, 990)
    live_through(member, jst(2027, 3, 1))
    standing = Standing.objects.get(member=member)
    assert (standing.suspended_on, Dunning.objects.first().step) == (None, "over")  # type: ignore[union-attr]
    invoice.refresh_from_db()
    services.confirm(slip=invoice, at=jst(2027, 3, 1, 10), by=BY)
    assert bill_of(member).state == Bill.State.PAID
    assert owed(member) == sum(
        bill.total_yen for bill in Bill.objects.filter(state=Bill.State.OVERDUE)
    )


def test_a_bill_of_nothing_is_paid_without_asking_anybody() -> None:
    member = a_member()
    Bill.objects.update(total_yen=0, tax_yen=0)
    services.collect(world=member.world, at=CHARGED, by=BY)
    assert bill_of(member).state == Bill.State.PAID
    assert not Ledger.objects.exists()


def test_devices_are_paid_with_their_bill_and_not_before() -> None:
    line = LineFactory()
    device = DeviceFactory(line=line, paid=12)
    services.bill_month(world=line.world, month=date(2026, 10, 1), at=jst(2026, 11, 5), by=BY)
    hold(line.member, jst(2026, 11, 20, 10))
    live_through(line.member, jst(2026, 11, 26, 10))
    october = Payment.objects.get(device=device, month=date(2026, 10, 1))
    assert october.paid_on is None
    a_card_that(member=line.member, registered_at=jst(2026, 11, 26, 10))
    live_through(line.member, jst(2026, 11, 27))
    october.refresh_from_db()
    assert (october.paid_on, october.way) == (date(2026, 11, 27), "CARD")
    assert bill_of(line.member).state == Bill.State.PAID


def test_payments_of_months_before_the_books_count_as_made_on_their_day() -> None:
    device = DeviceFactory(paid=11)
    hold(device.member, jst(2026, 10, 15, 10))
    live_through(device.member, jst(2026, 10, 25))
    assert device.payments.get(month=date(2026, 9, 1)).paid_on == date(2026, 10, 25)


def test_collected_twice_everything_is_found_done() -> None:
    member = a_member()
    for _again in range(2):
        services.collect(world=member.world, at=CHARGED, by=BY)
    assert Ledger.objects.count() == CardCharge.objects.count() == 1
    assert AuditRow.objects.filter(verb="note_bill_settled").count() == 1


def test_one_member_whose_charge_breaks_keeps_nobody_from_being_charged() -> None:
    odd = a_member()
    other = MemberFactory(world=odd.world)
    LineFactory(member=other)
    a_card_that(member=other)
    services.bill_month(world=odd.world, month=date(2026, 10, 1), at=jst(2026, 11, 6), by=BY)
    Bill.objects.filter(member=odd).update(total_yen=Decimal("99999999999"))
    CardCharge.objects.create(
        bill=bill_of(odd), world=odd.world, number=2, key="spare", card=odd.cards.get(),
        yen=1, asked_at=CHARGED, said="declined", answered_at=CHARGED,
    )  # fmt: skip
    counts = services.collect(world=odd.world, at=CHARGED, by=BY)
    assert counts == {"done": 1, "failed": 1}
    assert bill_of(other).state == Bill.State.PAID


def test_nobody_is_told_of_what_went_as_planned() -> None:
    member = a_member()
    live_through(member, jst(2026, 11, 27, 12))
    assert not Outbox.objects.filter(user=member.user).exists()
