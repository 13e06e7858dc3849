"""Whatever the database refuses, whenever: nothing is charged twice, nothing is half done."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal

import pytest
from django.db import OperationalError

from accounts.models import Member, Standing
from billing import services
from billing.models import Bill, CardCharge, Dunning, Slip
from mioportal.outside.processor.numbers import Later
from mioportal.plumbing.actor import system
from mioportal.plumbing.gateways import Answer, Charged
from mioportal.plumbing.models import Outbox
from tests.factories import MID_MONTH, BillFactory, DeviceFactory, a_card_that, a_debt, jst
from tests.journeys.faults import at_every_statement

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

BY = system("test")
NIGHT = jst(2026, 9, 25)


class FarAway:
    """A processor that our database does not undo: what it was asked stays asked."""

    kept: dict[str, Decimal] = {}

    def charge(self, *, token: str, yen: Decimal, key: str, at: datetime) -> Charged:
        """Accept, once for each key."""
        self.kept.setdefault(key, yen)
        return Charged(answer=Answer.ACCEPTED)


@pytest.fixture
def far_away(settings: object) -> dict[str, Decimal]:
    settings.CARD_PROCESSOR = f"{__name__}.FarAway"  # type: ignore[attr-defined]
    FarAway.kept.clear()
    return FarAway.kept


def half_done(member: Member) -> list[str]:
    """What cannot be true together."""
    owed = Standing.objects.get(member=member).owed_yen
    debts = Dunning.objects.filter(member=member, cleared_at=None).select_related("bill")
    accepted = CardCharge.objects.filter(bill__member=member, said="accepted")
    wrong = {
        "owed and debts differ": owed != sum(debt.bill.total_yen for debt in debts),
        "charged and not paid": accepted.exclude(bill__state=Bill.State.PAID).exists(),
        "paid and owed": debts.filter(bill__state=Bill.State.PAID).exists(),
    }
    return [name for name, is_so in wrong.items() if is_so]


def test_a_fault_at_any_statement_of_a_charge_charges_once(far_away: dict[str, Decimal]) -> None:
    card = a_card_that()
    bill = BillFactory(member=card.member)
    DeviceFactory(line__member=card.member, paid=10)
    left = iter(range(1000))

    def again() -> None:
        """As long as it fails it is tried anew; done, a new bill takes its place."""
        next(left)
        services.charge_bill(bill=Bill.objects.get(pk=bill.pk), at=NIGHT, by=BY)

    def check(number: int) -> None:
        assert half_done(card.member) == [], number
        assert set(far_away) <= {f"{bill.number}-1"}
        assert sum(far_away.values()) in (0, 1490)

    assert at_every_statement(again, check) > 10
    bill.refresh_from_db()
    assert (bill.state, len(far_away)) == (Bill.State.PAID, 1)


def failing() -> tuple[Member, Callable[[], object]]:
    card = a_card_that(Later.DECLINES)
    bill = BillFactory(member=card.member)
    return card.member, lambda: services.charge_bill(
        bill=Bill.objects.get(pk=bill.pk), at=NIGHT, by=BY
    )


def confirming() -> tuple[Member, Callable[[], object]]:
    slip = a_debt()

    def confirm() -> None:
        fresh = Slip.objects.select_related("member__user", "world").get(pk=slip.pk)
        if fresh.state != Slip.State.CONFIRMED:
            services.confirm(slip=fresh, at=MID_MONTH, by=BY)

    return slip.member, confirm


def chasing() -> tuple[Member, Callable[[], object]]:
    slip = a_debt()
    debts = Dunning.objects.select_related("member__user", "world", "bill")
    return slip.member, lambda: services.chase(debt=debts.get(), at=jst(2026, 12, 1), by=BY)


@pytest.mark.parametrize(
    "situation", [failing, confirming, chasing], ids=["a debt", "a confirmation", "a suspension"]
)
def test_a_fault_at_any_statement_leaves_nothing_half_done(
    situation: Callable[[], tuple[Member, Callable[[], object]]],
) -> None:
    member, do = situation()

    def once() -> None:
        do()

    def check(number: int) -> None:
        assert half_done(member) == [], number

    assert at_every_statement(once, check) > 3
    mails = Outbox.objects.filter(user=member.user).values_list("key", flat=True)
    assert len(mails) == len(set(mails))


def test_a_fault_is_met_at_all(far_away: dict[str, Decimal]) -> None:
    from tests.journeys.faults import failing_at

    card = a_card_that()
    bill = BillFactory(member=card.member)
    with failing_at(8), pytest.raises(OperationalError):
        services.charge_bill(bill=bill, at=NIGHT, by=BY)
    assert not CardCharge.objects.exists()
