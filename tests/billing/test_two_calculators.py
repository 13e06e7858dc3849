"""The month's run and a second, slow calculator agree on generated members, item by item."""

import ast
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import pytest
from django.db import transaction
from django.db.models import Prefetch, Q, QuerySet
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.models import Member
from billing import services
from billing.models import Bill, BillItem, PostedCharge
from contracts.models import Device, Line, OptionPeriod, Payment, RelatedService
from mioportal.demo import fleet
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import World
from mioportal.rules.dates import add_months, month_end
from tests.billing import slow_calculator
from tests.billing.slow_calculator import Book, Item
from tests.factories import jst
from tests.machine.table_statistics import learn_tables

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 5)
HALF_A_YEAR = 6
BY = system("test")
# What may stand on a bill after a line has ended.
STILL_OWED = {"instalment", "instalment_rest"}


def billed_fleet(members: int, seed: int, months: int) -> tuple[World, list[date]]:
    """A fleet with bills of its months of use and of the month that is not over."""
    world, _lines = fleet.make(
        name="two", members=members, seed=seed, today=DAY, months=months
    )
    first = add_months(DAY.replace(day=1), -months)
    use = [add_months(first, place) for place in range(months + 1)]
    undo_some(world, use)
    for month in use:
        after = add_months(month, 1)
        made = services.bill_month(
            world=world, month=month, at=jst(after.year, after.month, 5, 0), by=BY
        )
        assert made["parked"] == 0
        if members > 1000:
            learn_tables()
    return world, use


def undo_some(world: World, months: list[date]) -> None:
    """Contracts are undone in the middle of their months, here and there."""
    staying = Line.objects.filter(world=world, leaving_by="", seats=None).order_by("pk")
    for place, line in enumerate(staying[::9]):
        day = months[place % len(months)].replace(day=1 + place % 28)
        if line.started_on <= day:
            Line.objects.filter(pk=line.pk).update(leaving_by="undone", ends_on=day)
            for periods in (line.plan_periods, line.option_periods):
                periods.filter(starts_on__gt=day).delete()
                periods.filter(Q(ends_on=None) | Q(ends_on__gt=day)).update(ends_on=day)


def books() -> QuerySet[Member]:
    """Members with all that a book is made from."""
    lines = [
        f"lines__{name}"
        for name in ("plan_periods", "seats", "option_periods", "call_use", "data_bought")
    ]
    devices = Prefetch("devices", Device.objects.select_related("line"))
    return Member.objects.prefetch_related(
        "lines", *lines, devices, "devices__payments", "related_services"
    )


def found_on_bills(month: date) -> tuple[dict[int, tuple[int, int]], dict[int, Counter[Item]]]:
    """What the run wrote of a month: total and tax, and items, by member."""
    bills = {
        member: (int(total), int(tax))
        for member, total, tax in Bill.objects.filter(month=month).values_list(
            "member", "total_yen", "tax_yen"
        )
    }
    items: dict[int, Counter[Item]] = defaultdict(Counter)
    rows = BillItem.objects.filter(bill__month=month).values_list(
        "bill__member", "line__code", "kind", "code", "quantity", "percent", "amount_yen"
    )
    for member, line, kind, code, quantity, percent, yen in rows.iterator():
        item = Item(line or "", kind, code, quantity, percent, int(yen * 10))
        items[member][item] += 1
    return bills, items


@pytest.mark.parametrize(
    ("members", "seed"),
    [(60, 5), pytest.param(2000, 6, marks=pytest.mark.full)],
    ids=["a few members", "many members"],
)
def test_both_calculators_agree_to_the_yen_and_item_by_item(members: int, seed: int) -> None:
    _world, months = billed_fleet(members, seed, HALF_A_YEAR)
    posted: dict[int, list[PostedCharge]] = defaultdict(list)
    for charge in PostedCharge.objects.select_related("line"):
        posted[charge.member_id].append(charge)
    kept = {member.pk: Book(member, posted[member.pk]) for member in books()}
    for month in months:
        bills, items = found_on_bills(month)
        for pk, book in kept.items():
            expected = slow_calculator.items_of(book, month)
            assert items.get(pk, Counter()) == Counter(expected), (pk, month)
            total = slow_calculator.total_of(expected) if expected else None
            assert bills.get(pk) == total, (pk, month)


def test_the_second_calculator_shares_nothing_with_the_first() -> None:
    tree = ast.parse(Path(slow_calculator.__file__).read_text())
    modules = {
        node.module or "" if isinstance(node, ast.ImportFrom) else node.names[0].name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    allowed = {"calendar", "datetime", "typing", "accounts.models"}
    assert modules <= allowed


@settings(max_examples=max(4, settings().max_examples // 20))
@given(seed=st.integers(min_value=0, max_value=2**32))
def test_a_bill_is_the_sum_of_its_items_and_ends_when_nothing_is_owed(seed: int) -> None:
    with transaction.atomic():
        world, months = billed_fleet(12, seed, 1)
        for bill in Bill.objects.prefetch_related("items"):
            sums: dict[int, int] = defaultdict(int)
            for item in bill.items.all():
                sums[item.percent] += int(item.amount_yen * 10)
            yen = {percent: tenths // 10 for percent, tenths in sums.items()}
            assert bill.total_yen == sum(yen.values())
            taxes = [total * rate // (100 + rate) for rate, total in yen.items()]
            assert bill.tax_yen == sum(taxes)
        end_everything(month_end(months[-1]))
        after = add_months(months[-1], 1)
        services.bill_month(world=world, month=after, at=jst(2027, 1, 5, 0), by=BY)
        left = Bill.objects.filter(month=after)
        due = Payment.objects.filter(month=after).values_list("device__member", flat=True)
        assert set(left.values_list("member", flat=True)) == set(due)
        kinds = BillItem.objects.filter(bill__month=after).values_list("kind", flat=True)
        assert set(kinds) <= STILL_OWED
        transaction.set_rollback(True)


def end_everything(on: date) -> None:
    """Nobody holds anything after a day; what is not paid off is left to pay."""
    for model in (OptionPeriod, RelatedService):
        model.objects.filter(starts_on__gt=on).delete()
        model.objects.filter(ends_on=None).update(ends_on=on)
        model.objects.filter(ends_on__gt=on).update(ends_on=on)
    Line.objects.filter(ends_on=None).update(ends_on=on, leaving_by="cancellation")
