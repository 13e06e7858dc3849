"""A bill holds everything a member has: groups, devices, services, options that outlived a line."""

from datetime import date
from decimal import Decimal

import pytest

from accounts.models import Member
from billing.queries import bill_facts
from mioportal.rules.billing import ChargeKind, Totals, bill_lines, totals
from mioportal.rules.share import Place
from tests.factories import (
    DeviceFactory,
    LineFactory,
    MemberFactory,
    OptionPeriodFactory,
    RelatedServiceFactory,
    a_group_of,
    jst,
)

pytestmark = pytest.mark.django_db

SEP, OCT, NOV, DEC = (date(2026, month, 1) for month in (9, 10, 11, 12))
LAST_OF_OCT = date(2026, 10, 31)


def bill(member: Member, month: date = OCT) -> Totals:
    return totals(bill_lines(bill_facts(member, month)))


def amounts(member: Member, month: date, kind: ChargeKind) -> list[Decimal]:
    lines = bill_lines(bill_facts(member, month))
    return [line.amount for line in lines if line.kind is kind]


@pytest.fixture
def family() -> Member:
    """Three lines on one 5GB pool, each with a call option: the documented 3,370円."""
    member = MemberFactory()
    lines = [LineFactory(member=member) for _ in range(3)]
    for line in lines:
        OptionPeriodFactory(line=line)
    a_group_of(*lines)
    return member


def test_a_group_of_three_with_call_options_comes_to_3370_with_306_tax(family: Member) -> None:
    whole = bill(family)
    assert (whole.total, whole.tax) == (3370, 306)


def test_a_secondary_that_left_costs_440_and_its_option_less_from_the_month_after(
    family: Member,
) -> None:
    line = family.lines.latest("pk")
    line.seats.update(ends_on=LAST_OF_OCT)
    line.option_periods.update(ends_on=LAST_OF_OCT)
    line.plan_periods.update(ends_on=LAST_OF_OCT)
    family.lines.filter(pk=line.pk).update(leaving_by="cancellation", ends_on=LAST_OF_OCT)
    assert [bill(family, month).total for month in (OCT, NOV)] == [3370, 2430]


def test_who_changed_places_within_the_month_is_billed_as_what_they_were_at_its_end(
    family: Member,
) -> None:
    first, second, _third = family.lines.order_by("pk")
    for line, place in ((first, Place.SECONDARY), (second, Place.PRIMARY)):
        seat = line.seats.get()
        line.seats.update(ends_on=date(2026, 10, 14))
        line.seats.create(group=seat.group, place=place, starts_on=date(2026, 10, 15))
    places = {line.line: line.place for line in bill_facts(family, OCT).lines}
    assert (places[first.code], places[second.code]) == (Place.SECONDARY, Place.PRIMARY)
    assert bill(family).total == 3370


def test_one_line_of_a_group_is_asked_for_together_with_its_group_and_nothing_else(
    family: Member,
) -> None:
    alone = LineFactory(member=family)
    line = family.lines.earliest("pk")
    facts = bill_facts(family, OCT, only=line)
    assert len(facts.lines) == 3
    assert [each.line for each in bill_facts(family, OCT, only=alone).lines] == [alone.code]


@pytest.mark.parametrize(
    ("month", "due"),
    [
        (date(2025, 9, 1), []),
        (date(2025, 10, 1), [2416]),
        (date(2025, 11, 1), [2408]),
        (date(2027, 9, 1), [2408]),
        (date(2027, 10, 1), []),
    ],
    ids=["before it was bought", "the first", "the second", "the last", "paid off"],
)
def test_a_device_stands_on_the_bills_of_its_24_months(month: date, due: list[int]) -> None:
    device = DeviceFactory(line__contracted_on=date(2025, 4, 1))
    assert amounts(device.member, month, ChargeKind.INSTALMENT) == due


def test_what_was_repaid_early_stands_on_no_later_bill() -> None:
    device = DeviceFactory(paid=12)
    rest = device.payments.filter(number__gt=12)
    rest.update(paid_on=date(2026, 10, 25), way="EARLY")
    assert amounts(device.member, SEP, ChargeKind.INSTALMENT) == [2408]
    assert amounts(device.member, OCT, ChargeKind.INSTALMENT) == []


def test_a_device_goes_on_being_paid_when_its_line_has_ended() -> None:
    device = DeviceFactory(paid=12, line__leaving_by="cancellation", line__ends_on=LAST_OF_OCT)
    assert bill(device.member, NOV).total == 2408


def test_hikari_has_its_discount_as_long_as_a_mobile_line_lives() -> None:
    line = LineFactory(leaving_by="cancellation", ends_on=LAST_OF_OCT)
    RelatedServiceFactory(member=line.member)
    assert [bill(line.member, month).total for month in (OCT, NOV)] == [990 + 5456, 6116]


def test_a_line_that_opens_later_earns_no_discount_yet() -> None:
    service = RelatedServiceFactory()
    LineFactory(member=service.member, contracted_on=NOV)
    assert [bill(service.member, month).total for month in (OCT, NOV)] == [6116, 5456 + 990 + 3733]


def test_an_option_of_a_third_party_outlives_its_line_and_one_of_the_line_does_not() -> None:
    line = LineFactory(leaving_by="cancellation", ends_on=LAST_OF_OCT)
    OptionPeriodFactory(line=line, option_code="tabuho")
    OptionPeriodFactory(line=line, option_code="call_5", ends_on=LAST_OF_OCT)
    assert [bill(line.member, month).total for month in (OCT, NOV)] == [990 + 550 + 500, 550]


@pytest.mark.parametrize(
    ("through", "yen"),
    [(date(2026, 10, 30), 1540), (date(2026, 10, 31), 990), (date(2026, 9, 30), 1540)],
    ids=["over a day early", "through the month", "over before it"],
)
def test_a_trial_is_free_when_it_lasts_through_the_month(through: date, yen: int) -> None:
    line = LineFactory()
    OptionPeriodFactory(line=line, option_code="tabuho", trial_through=through)
    assert bill(line.member).total == yen


def test_an_option_dropped_while_it_was_free_costs_nothing() -> None:
    line = LineFactory()
    OptionPeriodFactory(
        line=line,
        option_code="tabuho",
        trial_through=date(2026, 10, 20),
        ends_on=date(2026, 10, 20),
    )
    assert bill(line.member).total == 990


def test_an_option_costs_what_its_contract_names() -> None:
    line = LineFactory()
    OptionPeriodFactory(line=line, option_code="large_data", agreed_yen=Decimal(1320))
    assert bill(line.member).total == 990 + 1320


@pytest.mark.parametrize(
    ("at", "yen"),
    [
        (jst(2026, 9, 30, 23, 59, 59), 990),
        (jst(2026, 10, 1), 1210),
        (jst(2026, 10, 31, 23, 59, 59), 1210),
        (jst(2026, 11, 1), 990),
    ],
    ids=["the last second before", "the first second", "the last second", "midnight after"],
)
def test_bought_data_is_billed_in_the_month_it_was_bought(at: object, yen: int) -> None:
    line = LineFactory()
    line.data_bought.create(
        line=line, kind="bought", granted_on=OCT, expires_on=DEC, megabytes=1000, left_mb=1000,
        price_yen=220, bought_at=at,
    )  # fmt: skip
    assert bill(line.member).total == yen
