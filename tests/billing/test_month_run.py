"""The month's run: every bill once, each as the rules say, and nobody's trouble is another's."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from billing import services
from billing.models import Bill, BillItem, BillRun
from billing.queries import Statement, bill_facts, statement_of
from billing.services import run as running
from contracts.models import Line, PlanPeriod
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import Outbox, ParkedItem, World
from mioportal.rules.billing import ChargeKind, bill_lines, totals
from tests.factories import (
    DeviceFactory,
    LineFactory,
    MemberFactory,
    OptionPeriodFactory,
    RelatedServiceFactory,
    hold,
    jst,
    live_through,
)

pytestmark = pytest.mark.django_db

OCT, NOV = date(2026, 10, 1), date(2026, 11, 1)
FIFTH = jst(2026, 11, 5, 0)
BY = system("test")


def a_household() -> World:
    """A member with something of each kind."""
    line = LineFactory()
    OptionPeriodFactory(line=line)
    OptionPeriodFactory(line=line, option_code="virus_buster", starts_on=date(2026, 10, 3))
    LineFactory(member=line.member, contracted_on=date(2026, 10, 20), network="au")
    DeviceFactory(line=line, paid=12)
    RelatedServiceFactory(member=line.member)
    return line.world


def bill(world: World, month: date = OCT, at: datetime = FIFTH) -> dict[str, int]:
    return services.bill_month(world=world, month=month, at=at, by=BY)


def test_a_bill_is_what_the_rules_make_of_the_same_facts() -> None:
    world = a_household()
    assert bill(world) == {"bills": 1, "parked": 0}
    made = Bill.objects.get()
    expected = bill_lines(bill_facts(made.member, OCT))
    told, foretold = statement_of(made), Statement(month=OCT, items=expected)
    assert [each.items for each in told.sections] == [each.items for each in foretold.sections]
    sums = totals(expected)
    assert (made.total_yen, made.tax_yen) == (sums.total, sums.tax)
    assert (made.confirmed_on, made.charge_on) == (date(2026, 11, 5), date(2026, 11, 25))
    assert made.state == Bill.State.FIXED


@pytest.mark.parametrize("size", [1, 2, 100], ids=["ones", "pairs", "all at once"])
def test_ranges_of_any_size_make_the_same_bills(
    size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "CHUNK", size)
    world = LineFactory().world
    LineFactory.create_batch(4, member__world=world)
    assert bill(world) == {"bills": 5, "parked": 0}
    assert Bill.objects.filter(total_yen=990, tax_yen=90).count() == 5


def test_a_run_done_twice_adds_only_what_is_missing() -> None:
    world = LineFactory().world
    bill(world)
    before = set(Bill.objects.values_list("pk", "total_yen"))
    late = LineFactory(member__world=world)
    assert bill(world) == {"bills": 2, "parked": 0}
    assert before < set(Bill.objects.values_list("pk", "total_yen"))
    assert Bill.objects.filter(member=late.member).exists()


def test_a_month_is_not_fixed_before_the_fifth() -> None:
    world = LineFactory().world
    with pytest.raises(services.TooEarly):
        bill(world, at=FIFTH - timedelta(seconds=1))
    assert not BillRun.objects.exists()


@pytest.mark.parametrize(
    ("month", "midnight"),
    [
        (date(2026, 12, 1), jst(2027, 1, 5, 0)),
        (date(2028, 1, 1), jst(2028, 2, 5, 0)),
        (date(2028, 2, 1), jst(2028, 3, 5, 0)),
    ],
    ids=["over the year end", "in a leap February", "of a leap February"],
)
def test_a_month_is_fixed_from_midnight_in_japan_on(month: date, midnight: datetime) -> None:
    world = LineFactory().world
    with pytest.raises(services.TooEarly):
        bill(world, month, midnight - timedelta(seconds=1))
    assert bill(world, month, midnight) == {"bills": 1, "parked": 0}
    assert bill(world, month, midnight + timedelta(days=1)) == {"bills": 1, "parked": 0}
    assert Bill.objects.get().confirmed_on == midnight.date()


def test_who_held_nothing_gets_no_bill() -> None:
    ended = LineFactory(leaving_by="cancellation", ends_on=date(2026, 9, 30))
    MemberFactory(world=ended.world)
    LineFactory(member=MemberFactory(world=ended.world), contracted_on=NOV)
    assert bill(ended.world) == {"bills": 0, "parked": 0}


@pytest.mark.parametrize("spoilt", ["giga_2gb\n", "\ngiga_2gb", "giga|2gb", "giga_2gb\t", "\\N"])
def test_a_code_with_a_mark_in_it_parks_its_member_and_nobody_else(spoilt: str) -> None:
    odd = LineFactory(plan=None)
    LineFactory(member=odd.member)
    PlanPeriod.objects.create(line=odd, plan_code=spoilt, starts_on=odd.started_on)
    LineFactory(member__world=odd.world)
    assert bill(odd.world) == {"bills": 1, "parked": 1}


def test_a_member_whose_bill_does_not_add_up_is_parked_and_the_others_are_billed() -> None:
    odd = LineFactory(plan=None)
    LineFactory(member__world=odd.world)
    assert bill(odd.world) == {"bills": 1, "parked": 1}
    assert ParkedItem.objects.get().key == f"{odd.member.mio_id} 2026-10"
    PlanPeriod.objects.create(line=odd, plan_code="giga_2gb", starts_on=odd.started_on)
    assert bill(odd.world) == {"bills": 2, "parked": 0}
    assert not ParkedItem.objects.exists()


def test_a_parked_member_who_turns_out_to_owe_nothing_is_parked_no_more() -> None:
    odd = LineFactory(plan=None)
    still = LineFactory(plan=None, member__world=odd.world)
    assert bill(odd.world) == {"bills": 0, "parked": 2}
    Line.objects.filter(pk=odd.pk).update(billing_started_on=NOV)
    assert bill(odd.world) == {"bills": 0, "parked": 1}
    assert ParkedItem.objects.get().key == f"{still.member.mio_id} 2026-10"


def test_the_bill_of_a_last_month_holds_what_was_posted_through_the_one_off_door() -> None:
    line = LineFactory(leaving_by="cancellation", ends_on=date(2026, 10, 31))
    device = DeviceFactory(line=line, paid=12)
    for kind, amount, percent, code in (
        (ChargeKind.RELEASE_FEE, "1100", 10, ""),
        (ChargeKind.SIM_DAMAGE, "2200", 10, ""),
        (ChargeKind.INSTALMENT_REST, "26488", 0, device.code),
    ):
        for _again in range(2):
            services.charge_once(
                member=line.member,
                line=line,
                kind=kind,
                amount=Decimal(amount),
                percent=percent,
                code=code,
                at=jst(2026, 10, 31, 12),
                by=BY,
            )
    bill(line.world)
    made = Bill.objects.get()
    assert made.total_yen == 990 + 1100 + 2200 + 2408 + 26488
    # Not subject to the tax: what was lent for the device.
    assert made.tax_yen == (990 + 1100 + 2200) * 10 // 110
    assert made.items.filter(kind="release_fee").count() == 1


def test_what_is_posted_after_the_run_stands_on_the_next_bill() -> None:
    line = LineFactory()
    bill(line.world)
    late = services.charge_once(
        member=line.member,
        kind=ChargeKind.SIM_DAMAGE,
        amount=Decimal(2200),
        percent=10,
        at=jst(2026, 10, 31, 12),
        by=BY,
    )
    assert late.month == NOV
    bill(line.world, NOV, jst(2026, 12, 5, 0))
    assert [each.total_yen for each in Bill.objects.order_by("month")] == [990, 3190]


def test_the_fifth_fixes_the_bill_and_ten_o_clock_tells_of_it() -> None:
    line = LineFactory()
    hold(line.member, jst(2026, 10, 31, 12))
    live_through(line.member, jst(2026, 11, 4, 23, 59))
    assert not Bill.objects.exists()
    live_through(line.member, jst(2026, 11, 5, 9, 59))
    assert Bill.objects.get().total_yen == 990
    assert not Outbox.objects.filter(mail_code="M-22").exists()
    live_through(line.member, jst(2027, 1, 31, 12))
    assert list(Bill.objects.order_by("month").values_list("month", flat=True)) == [
        OCT,
        NOV,
        date(2026, 12, 1),
    ]
    mails = Outbox.objects.filter(mail_code="M-22").order_by("pk")
    assert [mail.at for mail in mails] == [
        jst(2026, 11, 5, 10),
        jst(2026, 12, 5, 10),
        jst(2027, 1, 5, 10),
    ]
    assert "990円" in mails[0].body


def test_history_is_written_in_silence() -> None:
    line = LineFactory()
    hold(line.member, jst(2026, 11, 10, 12))
    services.bill_month(world=line.world, month=OCT, at=FIFTH, by=BY, is_silent=True)
    live_through(line.member, jst(2026, 11, 30, 12))
    assert not Outbox.objects.filter(mail_code="M-22").exists()


def test_ten_members_cost_as_many_questions_as_one() -> None:
    few, many = a_household(), a_household()
    for _each in range(9):
        LineFactory(member__world=many)
    asked = []
    for world in (few, many):
        with CaptureQueriesContext(connection) as queries:
            services.bill_month(world=world, month=OCT, at=FIFTH, by=BY, is_silent=True)
        asked.append(len(queries))
    assert asked[0] == asked[1] < 60
    assert BillItem.objects.count() > 20


def test_the_command_bills_a_month_and_says_what_it_came_to(
    capsys: pytest.CaptureFixture[str],
) -> None:
    line = LineFactory()
    hold(line.member, FIFTH)
    call_command("bill", "2026-10", world=line.world.name)
    assert capsys.readouterr().out == "1 bills, 1 items, 990 yen, 0 parked\n"


@pytest.mark.parametrize(
    ("month", "world", "why"),
    [
        ("2026-13", "", "written as 2025-10"),
        ("2026-11", "", "fixed later"),
        ("2026-10", "nowhere", "no world nowhere"),
    ],
    ids=["no month", "too early", "no world"],
)
def test_the_command_refuses_in_words(month: str, world: str, why: str) -> None:
    line = LineFactory()
    hold(line.member, FIFTH)
    with pytest.raises(CommandError, match=why):
        call_command("bill", month, world=world or line.world.name)
    assert not Bill.objects.exists()
