"""The desk confirms what came in, and charges once more."""

import pytest

from accounts.models import Standing
from billing.models import Bill, Dunning, Slip
from mioportal.outside.processor.numbers import Later
from mioportal.plumbing.models import AuditRow
from tests.desk.people import Desk
from tests.factories import LineFactory, MemberFactory, SlipFactory, a_card_that, a_debt

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

SLIPS, DEBTS, MEMBERS = (
    *("/admin/billing/slip/", "/admin/billing/dunning/", "/admin/accounts/member/"),
)


def test_a_payment_is_confirmed_once_and_clears_what_it_was_for() -> None:
    slip, desk = a_debt(), Desk("billing")
    page = desk.act(SLIPS, "confirm", [slip])
    assert "1,490円）を確認しました" in page.words
    assert Standing.objects.get(member=slip.member).owed_yen == 0
    assert Bill.objects.get().state == Bill.State.PAID
    row = AuditRow.objects.get(verb="confirm_slip")
    assert (row.actor, row.role) == ("billing", "STAFF")
    assert "確認済みか、使えない用紙です" in desk.act(SLIPS, "confirm", [slip]).words


def test_a_company_that_transferred_in_time_has_never_owed() -> None:
    member = MemberFactory(kind="CORPORATE")
    slip = SlipFactory(kind=Slip.Kind.INVOICE, bill__member=member, bill__state="invoiced")
    slip.covers.create(bill=member.bills.get())
    Desk("supervisor").act(SLIPS, "confirm", [slip])
    assert member.bills.get().state == Bill.State.PAID
    assert not Dunning.objects.exists()
    assert not AuditRow.objects.filter(verb="clear_debt").exists()


@pytest.mark.parametrize(
    ("later", "said", "state"),
    [(Later.PAYS, "入金済", "paid"), (Later.DECLINES, "コンビニ請求", "slip")],
)
def test_a_card_is_charged_once_more(later: Later, said: str, state: str) -> None:
    slip, desk = a_debt(), Desk("billing")
    debt = Dunning.objects.get()
    assert "カードに請求できるものがありません" in desk.act(DEBTS, "charge_again", [debt]).words
    a_card_that(later, member=slip.member)
    assert f"「{said}」になりました" in desk.act(DEBTS, "charge_again", [debt]).words
    assert Bill.objects.get().state == state


def test_settling_what_a_member_owes_settles_the_bills_and_takes_back_the_slip() -> None:
    line = LineFactory()
    slip = a_debt(member=line.member)
    page = Desk("billing").act(MEMBERS, "settle_debt", [line.member])
    assert "1,490円）を確認しました" in page.words
    slip.refresh_from_db()
    assert (slip.state, Bill.objects.get().state) == (Slip.State.REPLACED, Bill.State.PAID)
