"""Bills at the desk: the words of the member's page, and the paper."""

from datetime import date

import pytest

from accounts.models import User
from billing.models import Bill
from tests.desk.people import Desk
from tests.factories import DeviceFactory, LineFactory, OptionPeriodFactory, bill_months

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def bill() -> Bill:
    """With a plan, an option and a device on it."""
    line = LineFactory()
    OptionPeriodFactory(line=line)
    DeviceFactory(line=line, paid=12)
    bill_months(line.world, date(2026, 10, 1))
    return Bill.objects.select_related("member__user").get()


def test_the_desk_reads_the_words_of_the_members_page(bill: Bill) -> None:
    page = Desk("support").open(f"/admin/billing/bill/{bill.pk}/change/")
    assert page.tells("月額基本料 5ギガプラン", "通話定額5分+", "端末の分割払い（iPhone SE")


def test_who_sees_bills_gets_the_paper(bill: Bill) -> None:
    desk = Desk("support")
    desk.open(f"/admin/billing/bill/{bill.pk}/change/")
    answer = desk.client.get(f"/admin/billing/bill/{bill.pk}/pdf/")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer["Content-Disposition"].endswith(f'"{bill.number}.pdf"')


def test_who_does_not_gets_nothing(bill: Bill) -> None:
    desk = Desk("support")
    User.objects.get(login="support").user_permissions.clear()
    assert desk.client.get(f"/admin/billing/bill/{bill.pk}/pdf/").status_code == 403


def test_a_bill_of_sixty_rows_costs_the_desk_no_more_questions(
    bill: Bill, django_assert_max_num_queries: object
) -> None:
    many = LineFactory().member
    for _number in range(9):
        OptionPeriodFactory(line=LineFactory(member=many))
    bill_months(many.world, date(2026, 10, 1))
    desk = Desk("support")
    big = Bill.objects.get(member=many)
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        desk.open(f"/admin/billing/bill/{big.pk}/change/")
