from datetime import date
from decimal import Decimal

import pytest

from mioportal.rules import plans
from mioportal.rules.plans import Family, Function, Generation, Medium

OCTOBER = date(2025, 10, 1)


@pytest.mark.parametrize(
    ("plan", "function", "medium", "fee"),
    [
        pytest.param("giga_2gb", "voice", "sim", 850, id="2GB voice"),
        pytest.param("giga_5gb", "voice", "sim", 990, id="5GB voice: 990 is tax-included (C-001)"),
        pytest.param("giga_5gb", "voice", "esim", 990, id="5GB voice eSIM"),
        pytest.param("giga_10gb", "voice", "sim", 1500, id="10GB voice"),
        pytest.param("giga_15gb", "voice", "sim", 1800, id="15GB voice (C-006)"),
        pytest.param("giga_20gb", "voice", "sim", 2000, id="20GB voice"),
        pytest.param("giga_5gb", "sms", "sim", 970, id="5GB SMS"),
        pytest.param("giga_10gb", "data", "sim", 1400, id="10GB data"),
        pytest.param("giga_2gb", "data", "esim", 440, id="2GB data eSIM"),
        pytest.param("minimum_start", "voice", "sim", 1760, id="1,600 without tax"),
        pytest.param("light_start", "sms", "sim", 1826, id="1,660 without tax"),
        pytest.param("family_share", "data", "sim", 2816, id="2,560 without tax"),
    ],
)
def test_a_plan_costs_what_the_price_list_says(
    plan: str, function: str, medium: str, fee: int
) -> None:
    assert plans.monthly_fee(plan, function, medium, OCTOBER) == fee


@pytest.mark.parametrize(
    ("month", "fee"),
    [
        pytest.param(date(2019, 9, 1), "1728", id="the last month of 8 per cent"),
        pytest.param(date(2019, 10, 1), "1760", id="the first month of 10 per cent"),
    ],
)
def test_an_old_plan_is_grossed_up_at_the_rate_of_the_month(month: date, fee: str) -> None:
    assert plans.monthly_fee("minimum_start", "voice", "sim", month) == Decimal(fee)


def test_a_giga_plan_has_no_price_before_it_began() -> None:
    assert plans.monthly_fee("giga_5gb", "voice", "sim", date(2021, 4, 1)) == 990
    with pytest.raises(ValueError, match="before the first row of monthly_fee.giga_5gb.voice.sim"):
        plans.monthly_fee("giga_5gb", "voice", "sim", date(2021, 3, 1))


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        pytest.param(("giga_7gb", "voice", "sim", OCTOBER), "plan_code", id="plan"),
        pytest.param(("giga_5gb", "fax", "sim", OCTOBER), "function", id="function"),
        pytest.param(("giga_5gb", "voice", "nano", OCTOBER), "medium", id="medium"),
        pytest.param(("giga_5gb", "sms", "esim", OCTOBER), "medium", id="no SMS on eSIM"),
        pytest.param(("light_start", "voice", "esim", OCTOBER), "medium", id="no old plan on eSIM"),
        pytest.param(("giga_5gb", "voice", "sim", date(2025, 10, 2)), "month", id="no month"),
    ],
)
def test_what_is_not_sold_is_refused_by_name(
    arguments: tuple[str, str, str, date], named: str
) -> None:
    with pytest.raises(ValueError, match=f"^{named}"):
        plans.monthly_fee(*arguments)


def test_what_is_not_sold_is_named_in_full() -> None:
    with pytest.raises(ValueError, match="^medium esim is not sold for sms on giga_5gb$"):
        plans.monthly_fee("giga_5gb", "sms", "esim", OCTOBER)


def test_the_family_is_told_by_the_plan_and_not_by_the_day() -> None:
    assert {plans.plan(code).family for code in plans.PLANS if code.startswith("giga")} == {
        Family.GIGA
    }
    assert plans.plan("minimum_start").family is Family.LEGACY
    assert plans.plan("minimum_start").label == "ミニマムスタートプラン"
    assert [plans.plan(code).gigabytes for code in plans.PLANS] == [2, 5, 10, 15, 20, 3, 6, 10]


@pytest.mark.parametrize(
    ("contracted_on", "generation"),
    [
        pytest.param(date(2019, 9, 30), Generation.OLD, id="the last old day"),
        pytest.param(date(2019, 10, 1), Generation.NEW, id="the first new day"),
        pytest.param(date(2019, 10, 2), Generation.NEW, id="the day after"),
    ],
)
def test_the_generation_is_told_by_the_day_of_contract(
    contracted_on: date, generation: Generation
) -> None:
    assert plans.generation(contracted_on) is generation


def test_what_is_sold_has_a_price_and_a_plan() -> None:
    sold = [
        (code, function, medium)
        for code in plans.PLANS
        for function in Function
        for medium in Medium
        if plans.is_sold(code, function, medium)
    ]
    assert sorted(sold) == sorted(plans.MONTHLY_FEES)
    assert len(sold) == 5 * 5 + 3 * 3
