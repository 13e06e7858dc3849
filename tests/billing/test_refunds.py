"""A wrong bill is given back in part or whole, once, to where it came from (D-83)."""

from decimal import Decimal

import pytest

from billing import services
from billing.models import Bill, Refund
from mioportal.outside.models import CardRefund
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import AuditRow, Outbox
from tests.desk.people import Desk
from tests.factories import MID_MONTH, BillFactory, a_card_that

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

BY = system("test")
PLACE = "/admin/billing/bill/"


def by_card() -> Bill:
    """A bill of 1,490円 that a card has paid."""
    card = a_card_that()
    bill = BillFactory(member=card.member)
    services.charge_bill(bill=bill, at=MID_MONTH, by=BY)
    return bill


def refund(bill: Bill, yen: int, form: str = "form", reason: str = "通話料の誤り") -> Refund:
    return services.refund(
        bill=bill, yen=Decimal(yen), reason=reason, form=form, at=MID_MONTH, by=BY
    )


def test_what_a_card_paid_goes_back_to_it_and_the_whole_of_it_makes_the_bill_refunded() -> None:
    bill = by_card()
    for _twice in range(2):
        assert refund(bill, 490).way == Refund.Way.CARD
    bill.refresh_from_db()
    assert (bill.state, bill.total_yen) == (Bill.State.PAID, 1490)
    refund(bill, 1000, "rest")
    bill.refresh_from_db()
    assert bill.state == Bill.State.REFUNDED
    assert sum(each.yen for each in CardRefund.objects.all()) == 1490
    assert AuditRow.objects.filter(verb="refund_bill").count() == 2
    mail = Outbox.objects.filter(mail_code="M-27").first()
    assert mail is not None
    assert "490円" in mail.body
    assert "通話料の誤り" in mail.body


def test_what_was_paid_otherwise_goes_back_to_the_bank_account() -> None:
    bill = BillFactory(state=Bill.State.PAID)
    assert refund(bill, 100).way == Refund.Way.TRANSFER
    assert not CardRefund.objects.exists()


def test_nothing_is_given_back_that_was_not_paid_or_of_which_so_much_is_not_left() -> None:
    with pytest.raises(services.NotPaidYet):
        refund(BillFactory(), 1)
    bill = by_card()
    refund(bill, 1400)
    with pytest.raises(services.TooMuch) as most:
        refund(bill, 91, "other")
    assert most.value.left_yen == 90
    for yen, reason in ((0, "誤り"), (1, "  ")):
        with pytest.raises(ValueError):
            refund(bill, yen, "third", reason)


def test_the_desk_is_asked_how_much_and_why() -> None:
    bill, desk = by_card(), Desk("billing")
    page = desk.act(PLACE, "refund", [bill])
    assert "返金できる残り 1,490円" in page.words
    sent = {"confirmed": "yes", "form_key": "x", "yen": "2000", "reason": "誤り"}
    assert "残り1,490円まで" in desk.act(PLACE, "refund", [bill], **sent).words
    page = desk.act(PLACE, "refund", [bill], **sent | {"reason": ""})
    assert "理由を入力してください" in page.words
    page = desk.act(PLACE, "refund", [bill], **sent | {"yen": "500"})
    assert "500円を返金しました" in page.words
    assert Refund.objects.get().yen == 500
    other = BillFactory()
    page = desk.act(PLACE, "refund", [other], **sent | {"yen": "500"})
    assert "まだ支払われていない請求です" in page.words
    assert "一つだけ" in desk.act(PLACE, "refund", [bill, other]).words
