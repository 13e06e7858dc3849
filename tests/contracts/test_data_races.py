"""Many hands at one line's data at the same moment: bought once, twenty at most, counted once."""

from datetime import date

import pytest

from contracts import queries, services
from contracts.models import DataGrant, DataUse, Line
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import AuditRow, Outbox
from tests.factories import MID_MONTH, DataGrantFactory, LineFactory, a_purchase, jst
from tests.plumbing.races import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]

HANDS, ROUNDS = 8, 3


def test_one_form_sent_by_many_hands_buys_once() -> None:
    for _round in range(ROUNDS):
        line = LineFactory()
        receipts = at_once(HANDS, lambda line=line: a_purchase(line, form="one").receipt_number)  # type: ignore[misc]
        assert receipts == [DataGrant.objects.get(bought_by=line).receipt_number] * HANDS
        assert Outbox.objects.filter(user=line.member.user).count() == 1


def test_twenty_is_never_passed_however_many_buy_at_once() -> None:
    for _round in range(ROUNDS):
        line = LineFactory()
        a_purchase(line, 15)

        def buy(line: Line = line) -> bool:
            try:
                a_purchase(line, 2)
            except services.NotSold:
                return False
            return True

        assert at_once(HANDS, buy).count(True) == 2
        assert queries.bought_in_month(line, MID_MONTH.date()) == 19


def test_a_day_is_counted_once() -> None:
    for _round in range(ROUNDS):
        line = LineFactory(metered_through=date(2026, 10, 14))
        DataGrantFactory(line=line)

        def count(line: Line = line) -> int:
            return services.count_use(
                world=line.world, through=date(2026, 10, 15), at=jst(2026, 10, 16)
            )

        assert sorted(at_once(HANDS, count)) == [0] * (HANDS - 1) + [1]
        used = DataUse.objects.get(line=line)
        assert DataGrant.objects.get(line=line).left_mb == 5000 - used.fast_mb


def test_a_switch_pressed_by_many_hands_is_switched_once() -> None:
    line = LineFactory()

    def switch() -> bool:
        return services.switch_fast_data(line=line, on=False, at=MID_MONTH, by=system("test"))

    assert at_once(HANDS, switch).count(True) == 1
    assert AuditRow.objects.filter(verb="switch_fast_data").count() == 1
