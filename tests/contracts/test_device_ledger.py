"""A device's ledger: written at purchase, paid month by month, paid off with the last (F-DEV)."""

from datetime import date
from decimal import Decimal

import pytest

from contracts import queries, services
from contracts.models import Device, Payment
from contracts.services import NewDevice
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import AuditRow, Happening, Outbox
from mioportal.rules.instalments import Advice, DeviceKind
from tests.factories import (
    MID_MONTH,
    DeviceFactory,
    LineFactory,
    a_card_that,
    hold,
    jst,
    live_through,
)

pytestmark = pytest.mark.django_db

BY = system("test")
BOUGHT_ON = date(2025, 10, 6)
TODAY = MID_MONTH.date()


def bought(total: int = 57_800, **changes: object) -> Device:
    new = {
        "name": "moto g52j 5G",
        "kind": DeviceKind.ORDINARY,
        "total_yen": Decimal(total),
        "bought_on": BOUGHT_ON,
    }
    return services.buy_device(
        line=LineFactory(),
        new=NewDevice(**(new | changes)),  # type: ignore[arg-type]
        at=jst(2025, 10, 6, 12),
        by=BY,
    )


def ledger(device: Device, today: date = TODAY) -> queries.Ledger:
    found = queries.ledger_of(device.member, device.code, today)
    assert found
    return found


@pytest.mark.parametrize(
    ("total", "count"), [(57_800, 24), (39_800, 24), (48_000, 24), (25, 24), (1, 1)]
)
def test_the_rows_written_at_purchase_sum_to_the_price(total: int, count: int) -> None:
    device = bought(total, count=count)
    rows = list(device.payments.order_by("number"))
    assert sum(row.yen for row in rows) == total
    assert [row.number for row in rows] == list(range(1, count + 1))
    assert rows[0].yen >= rows[-1].yen


def test_the_first_row_is_that_of_the_month_of_purchase_and_takes_the_remainder() -> None:
    rows = list(bought().payments.order_by("number"))
    assert (rows[0].month, rows[0].yen) == (date(2025, 10, 1), 2416)
    assert (rows[-1].month, rows[-1].yen) == (date(2027, 9, 1), 2408)


def test_a_purchase_is_counted_into_what_the_member_owes_for_devices_and_leaves_a_trace() -> None:
    device = bought()
    standing = device.member.standing
    standing.refresh_from_db()
    assert (standing.instalments_yen, standing.last_instalment_paid_on) == (57_800, None)
    assert AuditRow.objects.get(verb="buy_device").subject == device.code


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "leased"},
        {"total_yen": Decimal(0)},
        {"total_yen": Decimal("1.5")},
        {"count": 0},
        {"discount_yen": Decimal(100)},
    ],
    ids=["unknown kind", "no price", "half a yen", "no payments", "a discount without support"],
)
def test_an_impossible_purchase_is_refused_and_writes_nothing(changes: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        bought(**changes)  # type: ignore[arg-type]
    assert not Device.objects.exists()


@pytest.mark.parametrize(
    ("total", "paid", "paid_yen", "left_yen"),
    [
        pytest.param(57_800, 12, 28_904, 28_896, id="vector: 57,800 after 12 of 24"),
        pytest.param(39_800, 6, 9_956, 29_844, id="vector: 39,800 after 6 of 24"),
        pytest.param(57_800, 0, 0, 57_800, id="none paid"),
        pytest.param(57_800, 24, 57_800, 0, id="all paid"),
    ],
)
def test_what_is_shown_are_the_sums_of_the_stored_rows(
    total: int, paid: int, paid_yen: int, left_yen: int
) -> None:
    found = ledger(DeviceFactory(total_yen=Decimal(total), paid=paid))
    assert (found.paid_yen, found.left_yen) == (paid_yen, left_yen)
    assert found.paid_yen + found.left_yen == total
    assert (len(found.paid), len(found.open)) == (paid, 24 - paid)


@pytest.mark.parametrize(
    ("until", "paid"),
    [
        pytest.param(jst(2025, 11, 24, 23, 59, 59), 0, id="the last second before the card run"),
        pytest.param(jst(2025, 11, 25), 1, id="the card run"),
        pytest.param(jst(2025, 12, 25), 2, id="the next"),
        pytest.param(jst(2026, 2, 28), 4, id="over the year end"),
    ],
)
def test_the_card_run_of_the_month_after_confirms_a_payment(until: object, paid: int) -> None:
    device = DeviceFactory()
    a_card_that(member=device.member)
    hold(device.member, jst(2025, 10, 6, 12))
    live_through(device.member, until)  # type: ignore[arg-type]
    assert device.payments.exclude(paid_on=None).count() == paid
    for row in device.payments.exclude(paid_on=None):
        assert row.paid_on == queries.charged_on(row.month)
        assert row.way == Payment.Way.CARD


def test_the_last_card_run_pays_the_device_off_and_the_member_is_told_once() -> None:
    device = DeviceFactory(paid=22, line__leaving_by="cancellation", line__ends_on=BOUGHT_ON)
    a_card_that(member=device.member)
    hold(device.member, jst(2027, 9, 1, 9))
    live_through(device.member, jst(2027, 9, 26, 9))
    device.refresh_from_db()
    assert device.paid_off_on is None
    live_through(device.member, jst(2028, 3, 1, 9))
    device.refresh_from_db()
    assert device.paid_off_on == date(2027, 10, 25)
    standing = device.member.standing
    standing.refresh_from_db()
    assert (standing.instalments_yen, standing.last_instalment_paid_on) == (0, device.paid_off_on)
    mail = Outbox.objects.get(mail_code="M-31")
    assert "完済" in mail.subject
    assert "57,800円" in mail.body
    # At midnight nobody is woken by a mail.
    assert mail.send_after == jst(2027, 10, 25, 5)


def test_six_payments_of_2000_left_in_october_end_with_that_of_march() -> None:
    """vector: C-018: the payment of March is charged on 25 April, and no later one is due."""
    device = DeviceFactory(
        total_yen=Decimal(48_000), first_month=date(2024, 4, 1), paid=17,
        line__leaving_by="cancellation", line__ends_on=date(2025, 10, 31),
    )  # fmt: skip
    a_card_that(member=device.member)
    hold(device.member, jst(2025, 10, 15, 10))
    seen = ledger(device, date(2025, 10, 15))
    assert [row.month for row in seen.open][1:] == [
        date(2025, 10, 1), date(2025, 11, 1), date(2025, 12, 1),
        date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1),
    ]  # fmt: skip
    live_through(device.member, jst(2026, 4, 24, 10))
    assert ledger(device, date(2026, 4, 24)).left_yen == 2_000
    live_through(device.member, jst(2026, 4, 25, 10))
    assert ledger(device, date(2026, 4, 25)).status == Device.Status.PAID_OFF


def test_a_month_is_confirmed_once() -> None:
    device = DeviceFactory(paid=11)
    month = date(2026, 9, 1)
    assert services.pay(device=device, month=month, at=MID_MONTH, by=BY) == 2408
    assert services.pay(device=device, month=month, at=MID_MONTH, by=BY) == 0
    assert AuditRow.objects.filter(verb="pay_instalment").count() == 1
    assert Happening.objects.filter(kind="instalment_paid").count() == 1


def test_the_months_of_two_devices_are_confirmed_apart_and_their_rests_told_together() -> None:
    first = DeviceFactory(paid=11)
    second = DeviceFactory(line=first.line, total_yen=Decimal(39_800), paid=11)
    services.pay(device=first, month=date(2026, 9, 1), at=MID_MONTH, by=BY)
    assert second.payments.exclude(paid_on=None).count() == 11
    first.member.standing.refresh_from_db()
    both = ledger(first).left_yen + ledger(second).left_yen
    assert first.member.standing.instalments_yen == queries.owed(first.member) == both


@pytest.mark.parametrize(
    ("balances", "band"),
    [
        pytest.param([240], Advice.SMALL, id="small"),
        pytest.param([9_984], Advice.SMALL, id="a little below 10,000"),
        pytest.param([10_008], Advice.MIDDLE, id="a little above 10,000"),
        pytest.param([9_984, 20_016], Advice.LARGE, id="30,000 together"),
        pytest.param([57_800], Advice.LARGE, id="large"),
    ],
)
def test_advice_goes_by_all_devices_together(balances: list[int], band: Advice) -> None:
    line = LineFactory()
    for total in balances:
        DeviceFactory(line=line, total_yen=Decimal(total))
    found = queries.ledgers_of(line.member, TODAY)
    assert queries.Together(ledgers=found).band is band
