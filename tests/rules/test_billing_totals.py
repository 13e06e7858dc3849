from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mioportal.rules import billing, fees
from mioportal.rules.billing import BillFacts
from mioportal.rules.charges import BillLine, ChargeKind

OCTOBER = date(2025, 10, 1)


def a_charge(amount: str, percent: int = 10) -> BillLine:
    return BillLine(kind=ChargeKind.INITIAL_FEE, amount=Decimal(amount), percent=percent)


@pytest.mark.parametrize(
    ("charges", "total", "tax"),
    [
        pytest.param(["3300", "433.4"], 3733, 339, id="vector: initial fees, docomo"),
        pytest.param(["3300", "446.6"], 3746, 340, id="vector: initial fees, au"),
        pytest.param(["990", "880", "1500"], 3370, 306, id="vector: 3,370"),
        pytest.param(["1404.7"], 1404, 127, id="outside: 1,404 (O-09b)"),
        pytest.param(["0.5", "0.5"], 1, 0, id="rounded once, not each"),
        pytest.param([], 0, 0, id="nothing"),
    ],
)
def test_a_bill_is_rounded_down_once_for_each_rate(
    charges: list[str], total: int, tax: int
) -> None:
    sums = billing.totals([a_charge(amount) for amount in charges])
    assert (sums.total, sums.tax, sums.subtotal) == (total, tax, total - tax)


def test_the_initial_fees_of_the_tables_make_the_documented_bill() -> None:
    issue = fees.sim_issue_fee(OCTOBER, "docomo", "sim")
    posted = (a_charge(str(fees.initial_fee(OCTOBER))), a_charge(str(issue)))
    sums = billing.totals(billing.bill_lines(BillFacts(month=OCTOBER, posted=posted)))
    assert (sums.total, sums.tax) == (3733, 339)


def test_each_rate_has_its_own_sum() -> None:
    sums = billing.totals([a_charge("990.6"), a_charge("1080.6", 8), a_charge("3000", 0)])
    assert [(rate.percent, rate.subtotal, rate.tax, rate.total) for rate in sums.rates] == [
        (10, 900, 90, 990),
        (8, 1000, 80, 1080),
        (0, 3000, 0, 3000),
    ]
    assert (sums.subtotal, sums.tax, sums.total) == (4900, 170, 5070)


@settings(max_examples=50)
@given(st.lists(st.tuples(st.integers(0, 10**6), st.sampled_from([0, 8, 10])), max_size=12))
def test_totals_lose_less_than_a_yen_for_each_rate(tenths: list[tuple[int, int]]) -> None:
    charges = [a_charge(str(Decimal(amount) / 10), percent) for amount, percent in tenths]
    sums = billing.totals(charges)
    exact = sum((charge.amount for charge in charges), Decimal(0))
    assert 0 <= exact - sums.total < max(1, len(sums.rates))
    assert sums.subtotal + sums.tax == sums.total
    for rate in sums.rates:
        assert rate.tax == rate.total * rate.percent // (100 + rate.percent)


@settings(max_examples=50)
@given(st.permutations(["3300", "433.4", "990", "0.5", "8.8", "3.3"]), st.integers(1, 6))
def test_a_bill_comes_to_the_same_in_any_order_and_loses_its_fraction_once(
    amounts: list[str], count: int
) -> None:
    taken = amounts[:count]
    total = billing.totals([a_charge(amount) for amount in taken]).total
    assert total == int(sum(Decimal(amount) for amount in taken))
    assert total == billing.totals([a_charge(amount) for amount in sorted(taken)]).total
