from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mioportal.rules import billing, fees
from mioportal.rules.billing import BilledLine, BillFacts, CardBrand
from mioportal.rules.charges import BillLine, ChargeKind

OCTOBER = date(2025, 10, 1)


def a_line(**changes: object) -> BilledLine:
    facts = {"line": "hdu1", "plan": "giga_5gb", "function": "voice", "medium": "sim"}
    return BilledLine(**(facts | changes))  # type: ignore[arg-type]


def a_charge(amount: str, percent: int = 10) -> BillLine:
    return BillLine(kind=ChargeKind.INITIAL_FEE, amount=Decimal(amount), percent=percent)


def total_of(facts: BillFacts) -> Decimal:
    return billing.totals(billing.bill_lines(facts)).total


@pytest.mark.parametrize(
    ("month", "confirmed_on", "charged_on", "needed_through"),
    [
        pytest.param(
            OCTOBER, date(2025, 11, 5), date(2025, 11, 25), date(2025, 12, 31), id="October"
        ),
        pytest.param(
            date(2025, 12, 1), date(2026, 1, 5), date(2026, 1, 25), date(2026, 2, 28), id="December"
        ),
        pytest.param(
            date(2027, 12, 1),
            date(2028, 1, 5),
            date(2028, 1, 25),
            date(2028, 2, 29),
            id="to 29 February",
        ),
    ],
)
def test_a_bill_is_fixed_on_the_5th_and_charged_on_the_25th_of_the_next_month(
    month: date, confirmed_on: date, charged_on: date, needed_through: date
) -> None:
    plan = billing.schedule(month)
    assert (plan.confirmed_on, plan.charged_on) == (confirmed_on, charged_on)
    assert plan.card_needed_through == needed_through
    assert plan.bank_debit_on is None


@pytest.mark.parametrize(
    ("brand", "debit_on", "days"),
    [
        ("rakuten", date(2025, 12, 27), 1),
        ("aeon", date(2025, 12, 2), 1),
        ("mitsui_sumitomo", date(2025, 12, 10), 2),
        ("jcb", date(2025, 12, 10), 1),
        ("saison", date(2025, 12, 4), 1),
        ("amex", date(2025, 12, 10), 3),
        ("other", None, 0),
        (None, None, 0),
    ],
)
def test_the_bank_debit_follows_on_the_cards_earliest_day(
    brand: str | None, debit_on: date | None, days: int
) -> None:
    plan = billing.schedule(OCTOBER, brand)
    assert plan.bank_debit_on == debit_on
    assert len(plan.bank_debit_days) == days


@given(st.dates(date(2014, 4, 1), date(2090, 1, 1)), st.sampled_from(CardBrand))
def test_a_bill_is_settled_in_order_and_before_the_card_is_free(
    day: date, brand: CardBrand
) -> None:
    month = day.replace(day=1)
    plan = billing.schedule(month, brand)
    days = [plan.confirmed_on, plan.charged_on, *plan.bank_debit_days, plan.card_needed_through]
    assert days == sorted(days)
    assert month < plan.confirmed_on


def test_a_schedule_wants_a_month_and_a_known_card() -> None:
    with pytest.raises(ValueError, match="^month must be the first day"):
        billing.schedule(date(2025, 10, 2))
    with pytest.raises(ValueError, match="^card_brand must be one of rakuten"):
        billing.schedule(OCTOBER, "visa")


def test_a_month_is_billed_plan_options_calls_and_then_what_was_posted() -> None:
    held = a_line(options=("call_5", "call_unlimited"), calls=Decimal(33))
    lines = billing.bill_lines(BillFacts(month=OCTOBER, lines=(held,), posted=(a_charge("3300"),)))
    assert [(line.kind, line.code, line.amount) for line in lines] == [
        (ChargeKind.PLAN, "giga_5gb", 990),
        (ChargeKind.OPTION, "call_5", 500),
        (ChargeKind.OPTION, "call_unlimited", 1400),
        (ChargeKind.CALLS, "", 33),
        (ChargeKind.INITIAL_FEE, "", 3300),
    ]
    assert {line.line for line in lines} == {"hdu1", ""}
    assert {line.percent for line in lines} == {10}


def test_a_5gb_line_in_october_comes_to_990_yen() -> None:
    """C-001: 990 is tax-included; 1,089 is wrong."""
    assert total_of(BillFacts(month=OCTOBER, lines=(a_line(),))) == 990


@pytest.mark.parametrize(
    ("started_on", "fee", "option"),
    [
        pytest.param(None, 990, 500, id="not said"),
        pytest.param(date(2025, 9, 15), 990, 500, id="in an earlier month"),
        pytest.param(date(2025, 10, 1), 990, 500, id="on the 1st"),
        pytest.param(date(2025, 10, 2), 958, 483, id="on the 2nd"),
        pytest.param(date(2025, 10, 15), 542, 274, id="in mid-month"),
        pytest.param(date(2025, 10, 31), 31, 16, id="on the last day"),
    ],
)
def test_the_first_month_is_charged_by_days_each_amount_to_a_whole_yen(
    started_on: date | None, fee: int, option: int
) -> None:
    held = a_line(options=("call_5",), billing_started_on=started_on)
    lines = billing.bill_lines(BillFacts(month=OCTOBER, lines=(held,)))
    assert [line.amount for line in lines] == [fee, option]


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


@given(st.lists(st.tuples(st.integers(0, 10**6), st.sampled_from([0, 8, 10])), max_size=12))
def test_totals_lose_less_than_a_yen_for_each_rate(tenths: list[tuple[int, int]]) -> None:
    charges = [a_charge(str(Decimal(amount) / 10), percent) for amount, percent in tenths]
    sums = billing.totals(charges)
    exact = sum((charge.amount for charge in charges), Decimal(0))
    assert 0 <= exact - sums.total < max(1, len(sums.rates))
    assert sums.subtotal + sums.tax == sums.total
    for rate in sums.rates:
        assert rate.tax == rate.total * rate.percent // (100 + rate.percent)


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        pytest.param({"plan": "giga_7gb"}, "plan_code", id="unknown plan"),
        pytest.param({"function": "fax"}, "function", id="unknown function"),
        pytest.param({"medium": "nano"}, "medium", id="unknown medium"),
        pytest.param({"plan": "light_start", "medium": "esim"}, "plan light_start", id="not sold"),
        pytest.param({"options": ("call_15",)}, "options", id="unknown option"),
        pytest.param({"options": ("call_5", "call_5")}, "options", id="an option twice"),
        pytest.param({"calls": Decimal(-1)}, "calls", id="negative calls"),
        pytest.param(
            {"billing_started_on": datetime(2025, 10, 1)},  # noqa: DTZ001
            "billing_started_on",
            id="an instant",
        ),
    ],
)
def test_an_impossible_line_is_refused_by_name(changes: dict[str, object], named: str) -> None:
    with pytest.raises(ValueError, match=f"^{named}"):
        a_line(**changes)


@pytest.mark.parametrize(
    ("facts", "named"),
    [
        pytest.param({"month": date(2025, 10, 2)}, "month", id="no month"),
        pytest.param({"month": OCTOBER, "lines": (a_line(), a_line())}, "lines", id="line twice"),
        pytest.param(
            {"month": OCTOBER, "lines": (a_line(billing_started_on=date(2025, 11, 1)),)},
            "billing_started_on",
            id="a line of the next month",
        ),
    ],
)
def test_impossible_bill_facts_are_refused_by_name(facts: dict[str, object], named: str) -> None:
    with pytest.raises(ValueError, match=f"^{named}"):
        BillFacts(**facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"kind": "gift"}, "kind"),
        ({"amount": Decimal(-1)}, "amount"),
        ({"percent": -1}, "percent"),
        ({"quantity": 0}, "quantity"),
    ],
)
def test_an_impossible_bill_line_is_refused_by_name(changes: dict[str, object], named: str) -> None:
    with pytest.raises(ValueError, match=f"^{named} must"):
        BillLine(**({"kind": "plan", "amount": Decimal(1), "percent": 10} | changes))  # type: ignore[arg-type]
