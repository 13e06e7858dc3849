"""Items of bills were given keys that begin with their bill: nothing on a bill is lost by that."""

from datetime import date

import pytest
from django.core.management import call_command

from billing import services
from billing.models import Bill, BillItem
from billing.queries import statement_of
from mioportal.plumbing.actor import system
from tests.factories import DeviceFactory, LineFactory, OptionPeriodFactory, jst

pytestmark = pytest.mark.django_db(transaction=True)


def test_bills_say_the_same_after_their_items_were_moved_back_and_forth() -> None:
    line = LineFactory()
    OptionPeriodFactory(line=line)
    DeviceFactory(line=LineFactory(member=line.member))
    LineFactory(member__world=line.world)
    at, month = jst(2026, 11, 5, 0), date(2026, 10, 1)
    services.bill_month(world=line.world, month=month, at=at, by=system("test"))
    before = [statement_of(bill).sections for bill in Bill.objects.order_by("pk")]
    try:
        call_command("migrate", "billing", "0003", verbosity=0)
    finally:
        call_command("migrate", verbosity=0)
    assert [statement_of(bill).sections for bill in Bill.objects.order_by("pk")] == before
    numbers = BillItem.objects.filter(bill=Bill.objects.earliest("pk"))
    assert sorted(numbers.values_list("number", flat=True)) == list(range(1, len(numbers) + 1))
