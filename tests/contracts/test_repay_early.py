"""Early repayment: all that is left on this month's bill, and nothing owed after it (F-DEV-06)."""

from datetime import date

import pytest

from contracts import queries, services
from contracts.models import Device, Payment
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import AuditRow, Outbox
from tests.factories import MID_MONTH, DeviceFactory, a_card_that, jst, live_through
from tests.journeys.ledger import changed, everything

pytestmark = pytest.mark.django_db

BY = system("desk")


def repaid(device: Device, *at: int) -> int:
    when = jst(*at) if at else MID_MONTH
    return int(services.repay_early(device=device, at=when, by=BY))


@pytest.mark.parametrize(
    ("at", "yen"),
    [
        pytest.param((2026, 10, 1), 26_488, id="the first second of October"),
        pytest.param((2026, 10, 31, 23, 59, 59), 26_488, id="the last second of October"),
        pytest.param((2026, 11, 1), 24_080, id="the first second of November"),
    ],
)
def test_everything_after_this_month_stands_on_this_months_bill(
    at: tuple[int, ...], yen: int
) -> None:
    device = DeviceFactory(paid=11)
    assert repaid(device, *at) == yen
    month = date(at[0], at[1], 1)
    rows = device.payments.filter(way=Payment.Way.EARLY)
    assert {row.month for row in rows} == {month}
    assert sum(row.yen for row in device.payments.all()) == 57_800


def test_the_card_run_of_the_next_month_settles_it_and_nothing_is_left() -> None:
    device = DeviceFactory(paid=11)
    a_card_that(member=device.member)
    repaid(device)
    found = queries.ledger_of(device.member, device.code, MID_MONTH.date())
    assert found and (found.status, found.at_once_yen) == (Device.Status.AT_ONCE, 26_488)
    live_through(device.member, jst(2026, 11, 24, 10))
    device.refresh_from_db()
    assert device.paid_off_on is None
    live_through(device.member, jst(2026, 11, 25, 10))
    device.refresh_from_db()
    assert device.paid_off_on == date(2026, 11, 25)
    device.member.standing.refresh_from_db()
    assert device.member.standing.instalments_yen == 0
    subjects = Outbox.objects.filter(mail_code="M-31").order_by("pk").values_list("subject")
    assert [("一括" in subject, "完済" in subject) for (subject,) in subjects] == [
        (True, False),
        (False, True),
    ]


def test_it_is_asked_once() -> None:
    device = DeviceFactory(paid=11)
    repaid(device)
    with pytest.raises(services.NothingLeft):
        repaid(device)
    assert AuditRow.objects.filter(verb="repay_early").count() == 1
    assert Outbox.objects.filter(mail_code="M-31").count() == 1


@pytest.mark.parametrize("paid", [23, 24], ids=["only this month's payment", "nothing"])
def test_where_nothing_but_this_months_payment_is_left_there_is_nothing_to_repay(
    paid: int,
) -> None:
    device = DeviceFactory(paid=paid, first_month=date(2024, 11, 1))
    before = everything()
    with pytest.raises(services.NothingLeft):
        repaid(device)
    assert changed(before) == {}


def test_a_line_that_leaves_afterwards_finds_nothing_to_call_in() -> None:
    device = DeviceFactory(paid=11, kind="campaign")
    repaid(device)
    device.line.leaving_by, device.line.ends_on = "cancellation", date(2026, 10, 31)
    device.line.save()
    live_through(device.member, jst(2026, 11, 1, 10))
    assert not device.payments.filter(way=Payment.Way.LUMP_SUM).exists()
    assert device.payments.filter(way=Payment.Way.EARLY).count() == 11
    assert Outbox.objects.filter(mail_code="M-31").count() == 1
