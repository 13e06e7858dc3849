"""Months with something odd in them: the run bills to the yen what the page foretold."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import transaction

from accounts.models import Member
from billing import queries, services
from billing.models import Bill, BillItem, BillRun, RunChunk
from billing.queries import Statement, statement_of
from billing.services import run as running
from contracts.models import CallUse, Payment
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import Outbox, ParkedItem, World
from mioportal.rules import share
from mioportal.rules.billing import ChargeKind
from mioportal.rules.sources import Dated, Table, Unit
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

SEP, OCT, NOV = date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1)
FIFTH = jst(2026, 11, 5, 0)
MID = date(2026, 10, 15)
LAST_OF_SEP, LAST_OF_OCT = date(2026, 9, 30), date(2026, 10, 31)
BY = system("test")
COVER = {"option_code": "device_cover"}
BOUGHT = {
    "kind": "bought", "granted_on": OCT, "expires_on": NOV, "megabytes": 1000, "left_mb": 1000,
    "price_yen": 220,
}  # fmt: skip


def bill(world: World, month: date = OCT) -> dict[str, int]:
    after = month + timedelta(days=35)
    at = jst(after.year, after.month, 5, 0)
    return services.bill_month(world=world, month=month, at=at, by=BY)


def an_option_taken_twice() -> Member:
    line = LineFactory()
    OptionPeriodFactory(line=line, **COVER, agreed_yen=Decimal(418), ends_on=MID)
    OptionPeriodFactory(
        line=line, **COVER, agreed_yen=Decimal(550), starts_on=MID + timedelta(days=1)
    )
    return line.member


def a_dear_option_for_a_cheap_one() -> Member:
    """As texts, 1,320 would come before 418."""
    line = LineFactory()
    told = {"line": line, "option_code": "large_data"}
    OptionPeriodFactory(**told, agreed_yen=Decimal(418), ends_on=MID)
    OptionPeriodFactory(**told, agreed_yen=Decimal(1320), starts_on=MID + timedelta(days=1))
    return line.member


def an_option_taken_again_after_its_trial() -> Member:
    line = LineFactory()
    told = {"line": line, "option_code": "tabuho"}
    OptionPeriodFactory(**told, trial_through=MID, ends_on=MID)
    OptionPeriodFactory(**told, starts_on=MID + timedelta(days=1))
    return line.member


def a_seat_left_in_the_middle() -> Member:
    first, second = (lines := LineFactory.create_batch(2, member=MemberFactory()))
    a_group_of(*lines)
    second.seats.update(ends_on=MID)
    return first.member


def a_seat_left_before() -> Member:
    first, second = (lines := LineFactory.create_batch(2, member=MemberFactory()))
    a_group_of(*lines)
    second.seats.update(ends_on=LAST_OF_SEP)
    return first.member


def a_line_undone() -> Member:
    line = LineFactory(
        contracted_on=date(2026, 10, 3), leaving_by="undone", ends_on=date(2026, 10, 9)
    )
    OptionPeriodFactory(line=line, ends_on=line.ends_on)
    OptionPeriodFactory(line=line, option_code="virus_buster")
    CallUse.objects.create(line=line, month=OCT, calls_yen=Decimal("33"), messages=3)
    return line.member


def a_device_that_outlived_its_line() -> Member:
    line = LineFactory(leaving_by="cancellation", ends_on=LAST_OF_SEP)
    DeviceFactory(line=line, paid=12, kind="support", discount_yen=Decimal(500))
    return line.member


def a_device_called_in() -> Member:
    line = LineFactory(leaving_by="cancellation", ends_on=LAST_OF_OCT, plan__ends_on=LAST_OF_OCT)
    device = DeviceFactory(line=line, paid=12)
    device.payments.filter(number__gt=13).update(month=OCT, way=Payment.Way.LUMP_SUM)
    return line.member


def a_fee_posted_before_it_follows() -> Member:
    line = LineFactory(
        contracted_on=date(2019, 9, 20), leaving_by="port_out", ends_on=MID, plan__ends_on=MID
    )
    for kind, yen in ((ChargeKind.RELEASE_FEE, 777), (ChargeKind.SIM_DAMAGE, 2200)):
        services.charge_once(
            member=line.member, line=line, kind=kind, amount=Decimal(yen), percent=10,
            at=jst(2026, 10, 15, 12), by=BY,
        )  # fmt: skip
    return line.member


def options_that_outlived_two_lines() -> Member:
    member = MemberFactory()
    for _each in range(2):
        line = LineFactory(member=member, leaving_by="cancellation", ends_on=LAST_OF_SEP)
        OptionPeriodFactory(line=line, option_code="tabuho")
    return member


def a_hikari_that_ended_early_without_a_line() -> Member:
    service = RelatedServiceFactory(
        starts_on=date(2026, 10, 12), ends_on=LAST_OF_OCT, early_end_yen=Decimal(5000)
    )
    LineFactory(member=service.member, leaving_by="cancellation", ends_on=LAST_OF_SEP)
    return service.member


def everything_used() -> Member:
    line = LineFactory(network="au", contracted_on=date(2026, 10, 20), initial_fee_prepaid=True)
    CallUse.objects.create(line=line, month=OCT, calls_yen=Decimal("1234.2"), messages=7)
    for _each in range(3):
        line.data_bought.create(line=line, bought_at=jst(2026, 10, 25, 12), **BOUGHT)
    return line.member


# What stands on the bill beside what every line has, and what the bill comes to.
@pytest.mark.parametrize(
    ("make", "yen"),
    [
        (an_option_taken_twice, 990 + 550),
        (a_dear_option_for_a_cheap_one, 990 + 1320),
        (an_option_taken_again_after_its_trial, 990),
        (a_seat_left_in_the_middle, 990 + 440),
        (a_seat_left_before, 990 + 990),
        # 7 of 31 days; the third party's option from the 3rd on; three messages, calls, the fees.
        (a_line_undone, 223 + 112 + 257 + 33 + int(9.9 + 3733.4)),
        (a_device_that_outlived_its_line, 2408),
        (a_device_called_in, 990 + 2408 + 11 * 2408),
        (a_fee_posted_before_it_follows, 990 + 777 + 2200),
        (options_that_outlived_two_lines, 550 + 550),
        (a_hikari_that_ended_early_without_a_line, 6116 * 20 // 31 + 5000),
        (everything_used, 383 + 660 + int(1234.2 + 23.1 + 446.6)),
    ],
)
def test_the_run_bills_what_the_page_foretold(make: Callable[[], Member], yen: int) -> None:
    member = make()
    foretold = queries.estimate(member, OCT)
    assert foretold is not None
    assert bill(member.world) == {"bills": 1, "parked": 0}
    made = Bill.objects.get()
    assert (foretold.totals.total, foretold.totals.tax) == (made.total_yen, made.tax_yen)
    assert [each.items for each in statement_of(made).sections] == [
        each.items for each in foretold.sections
    ]
    assert made.total_yen == yen


def test_the_run_gives_the_family_discount_from_the_day_that_a_row_names(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows = tuple(
        Dated(since=day, value=Decimal(off), source="O-07")
        for day, off in ((date(2000, 1, 1), 0), (OCT, 100))
    )
    monkeypatch.setattr(share, "FAMILY_DISCOUNT", Table("family_discount", Unit.YEN, rows))
    lines = LineFactory.create_batch(6, member=MemberFactory())
    LineFactory(member=lines[0].member, function="data", plan__plan_code="giga_2gb")
    alone = LineFactory(member__world=lines[0].world)
    # Rows are stored anew where they change: the table's order is not that of contracts.
    lines[0].save()
    for month in (SEP, OCT):
        foretold = queries.estimate(lines[0].member, month)
        assert bill(alone.world, month) == {"bills": 2, "parked": 0}
        made = Bill.objects.get(member=lines[0].member, month=month)
        told = statement_of(made)
        assert foretold is not None
        assert [each.items for each in told.sections] == [
            each.items for each in foretold.sections
        ]
    assert Bill.objects.filter(member=alone.member, total_yen=990).count() == 2
    off = BillItem.objects.filter(kind="family_discount").order_by("line")
    assert [(item.line, item.bill.month, item.amount_yen) for item in off] == [
        (line, OCT, -100) for line in lines[:5]
    ]


def test_less_than_nothing_is_parked_until_it_is_mended_and_nobody_waits_for_it() -> None:
    line = LineFactory()
    device = DeviceFactory(line=line, paid=12, kind="support", discount_yen=Decimal(5000))
    LineFactory(member__world=line.world)
    for _again in range(2):
        assert bill(line.world) == {"bills": 1, "parked": 1}
    assert ParkedItem.objects.get().key == f"{line.member.mio_id} 2026-10"
    assert queries.estimate(line.member, OCT) is None
    device.discount_yen = Decimal(500)
    device.save()
    assert bill(line.world) == {"bills": 2, "parked": 0}
    assert Bill.objects.get(member=line.member).total_yen == 990 + 2408 - 500
    assert not ParkedItem.objects.exists()


def test_a_run_bills_and_tells_nobody_of_another_world_that_lies_between() -> None:
    first, stranger = LineFactory(), LineFactory()
    odd = LineFactory(plan=None)
    last = LineFactory(member__world=first.world)
    assert bill(first.world) == {"bills": 2, "parked": 0}
    assert not ParkedItem.objects.exists()
    assert bill(stranger.world) == {"bills": 1, "parked": 0}
    assert bill(odd.world) == {"bills": 0, "parked": 1}
    told = Bill.objects.order_by("member").values_list("member", "world")
    assert list(told) == [
        (line.member_id, line.world_id) for line in (first, stranger, last)
    ]
    while services.tell_chunk(world=first.world, at=FIFTH) is not None:
        pass
    mails = Outbox.objects.filter(mail_code="M-22").order_by("pk")
    assert [mail.user_id for mail in mails] == [first.member.user_id, last.member.user_id]
    assert {mail.world_id for mail in mails} == {first.world_id}


def test_ranges_are_no_wider_than_told_and_hold_everybody_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(running, "CHUNK", 3)
    first = LineFactory()
    LineFactory.create_batch(4)
    world = first.world
    lines = [first, *(LineFactory(member__world=world) for _each in range(4))]
    everybody = [line.member_id for line in lines]
    assert bill(world) == {"bills": 5, "parked": 0}
    ranges = RunChunk.objects.order_by("pk").values_list("first_member", "last_member")
    assert all(0 <= last - first < 3 for first, last in ranges)
    told = [[key for key in everybody if first <= key <= last] for first, last in ranges]
    assert sum(told, []) == everybody and all(told)
    ends = [end for both in ranges for end in both]
    assert ends == sorted(ends) and set(ends) <= set(everybody)


def test_a_run_that_is_taken_back_leaves_nothing_and_is_run_again() -> None:
    world = options_that_outlived_two_lines().world
    LineFactory(member__world=world)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        bill(world)
        raise ZeroDivisionError
    assert not BillRun.objects.exists() and not BillItem.objects.exists()
    with transaction.atomic():
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            bill(world, SEP)
            raise ZeroDivisionError
        assert bill(world) == {"bills": 2, "parked": 0}
        assert bill(world, NOV) == {"bills": 2, "parked": 0}
    for made in Bill.objects.all():
        assert statement_of(made).totals.total == made.total_yen


def test_the_reasons_of_a_difference_stand_in_the_order_of_the_bill() -> None:
    line = LineFactory()
    for code in ("call_5", "virus_buster", "smart_checker"):
        OptionPeriodFactory(line=line, option_code=code, starts_on=OCT)
    CallUse.objects.create(line=line, month=OCT, calls_yen=Decimal(352), messages=12)
    DeviceFactory(line=line, first_month=OCT)
    for month in (SEP, OCT):
        bill(line.world, month)
    read: dict[date, Statement] = queries.statements_of(Bill.objects.all())
    told = queries.changes(read[SEP], read[OCT], {})
    assert [(each.item.kind.value, each.item.code) for each in told if each.item][:-1] == [
        ("option", "call_5"),
        ("option", "smart_checker"),
        ("option", "virus_buster"),
        ("calls", ""),
        ("sms", ""),
    ]
    stored = BillItem.objects.filter(bill__month=OCT).order_by(*queries.AS_ON_A_BILL)
    assert [item.code for item in stored] == [row.code for row in read[OCT].rows]
    assert sum(each.yen for each in told) == read[OCT].totals.total - read[SEP].totals.total
