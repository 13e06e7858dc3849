"""A database that fails at any statement leaves everything of an act, or nothing."""

from collections.abc import Callable
from datetime import date

import pytest

from contracts import services
from contracts.models import Device, RelatedService
from mioportal.plumbing.actor import system
from mioportal.rules.instalments import Choice
from tests.factories import MID_MONTH, DeviceFactory, RelatedServiceFactory, jst
from tests.journeys.faults import at_every_statement
from tests.journeys.ledger import changed, everything

pytestmark = pytest.mark.django_db(transaction=True)

BY = system("test")
Act = Callable[[], object]


def last_payment() -> Act:
    device = DeviceFactory.create(paid=23, first_month=date(2024, 10, 1))
    return lambda: services.pay(device=again(device), month=date(2026, 9, 1), at=MID_MONTH, by=BY)


def a_line_that_ended() -> Act:
    device = DeviceFactory.create(
        paid=11, kind="campaign", line__leaving_by="port_out",
        line__ends_on=date(2026, 10, 14), line__ended_at=jst(2026, 10, 15),
    )  # fmt: skip
    return lambda: services.carry_out_leaving(device=again(device), at=MID_MONTH, by=BY)


def an_early_repayment() -> Act:
    device = DeviceFactory.create(paid=11)
    return lambda: services.repay_early(device=again(device), at=MID_MONTH, by=BY)


def a_choice() -> Act:
    device = DeviceFactory.create(paid=11)
    return lambda: services.choose_on_leaving(
        device=again(device), choice=Choice.LUMP_SUM, at=MID_MONTH, by=BY
    )


def the_end_of_a_service() -> Act:
    row = RelatedServiceFactory.create(service="supply", home="", agreed_yen=550)
    return lambda: services.end_service(service=same(row), at=MID_MONTH, by=BY)


def a_step_of_hikari() -> Act:
    row = RelatedServiceFactory.create(state="END_ASKED")
    return lambda: services.plan_work(
        service=same(row), seen=services.step_of(row), work_on=MID_MONTH.date(), at=MID_MONTH, by=BY
    )


def again(device: Device) -> Device:
    return Device.objects.select_related("member__user", "world", "line").get(pk=device.pk)


def same(row: RelatedService) -> RelatedService:
    return RelatedService.objects.select_related("member__user", "world").get(pk=row.pk)


@pytest.mark.parametrize(
    "prepare",
    [
        last_payment,
        a_line_that_ended,
        an_early_repayment,
        a_choice,
        the_end_of_a_service,
        a_step_of_hikari,
    ],
)
def test_all_of_it_happens_or_nothing(prepare: Callable[[], Act]) -> None:
    do = prepare()
    before = everything()

    def nothing(number: int) -> None:
        assert changed(before) == {}, number

    assert at_every_statement(do, nothing) > 4
    assert changed(before) != {}
