"""What fits how a telephone is used, and which devices are found (F-APP-02, F-APP-03)."""

from datetime import date
from decimal import Decimal

import pytest

from mioportal.rules import choosing, devices
from mioportal.rules.choosing import CallHabit
from mioportal.rules.options import OptionCode
from mioportal.rules.plans import Function, Medium, Network

TODAY = date(2026, 10, 15)


@pytest.mark.parametrize(
    ("gigabytes", "code"),
    [
        pytest.param(0, "giga_2gb", id="nothing"),
        pytest.param(2, "giga_2gb", id="as much as the smallest holds"),
        pytest.param(3, "giga_5gb", id="a little more"),
        pytest.param(20, "giga_20gb", id="as much as the largest holds"),
    ],
)
def test_the_smallest_plan_that_holds_what_is_used_is_advised(gigabytes: int, code: str) -> None:
    plan = choosing.smallest_plan(gigabytes, TODAY)
    assert plan and plan.code == code


def test_no_plan_is_advised_for_more_than_any_holds() -> None:
    assert choosing.smallest_plan(21, TODAY) is None


def test_the_old_plans_are_sold_up_to_the_day_before_the_new_ones() -> None:
    before, since = date(2021, 3, 31), date(2021, 4, 1)
    assert {plan.family for plan in choosing.plans_sold(before)} == {"legacy"}
    assert {plan.family for plan in choosing.plans_sold(since)} == {"giga"}
    plan = choosing.plans_sold(before)[0]
    fee = choosing.monthly_fee(plan, Function.DATA, Medium.SIM, before)
    assert fee == Decimal(990)
    assert choosing.monthly_fee(plan, Function.DATA, Medium.ESIM, before) is None


@pytest.mark.parametrize(
    ("habit", "option"),
    [
        (CallHabit.SELDOM, None),
        (CallHabit.SHORT, OptionCode.CALL_5),
        (CallHabit.MIDDLE, OptionCode.CALL_10),
        (CallHabit.LONG, OptionCode.CALL_UNLIMITED),
    ],
)
def test_a_call_option_goes_by_how_long_calls_are(
    habit: CallHabit, option: OptionCode | None
) -> None:
    assert choosing.call_option(habit) is option


@pytest.mark.parametrize(
    ("network", "medium", "total"),
    [
        (Network.DOCOMO, Medium.SIM, 3733),
        (Network.DOCOMO, Medium.ESIM, 3733),
        (Network.AU, Medium.SIM, 3746),
        (Network.AU, Medium.ESIM, 3746),
    ],
)
def test_the_fees_of_a_new_line_are_rounded_once_as_on_its_bill(
    network: Network, medium: Medium, total: int
) -> None:
    for day in (date(2026, 10, 1), date(2026, 10, 31), date(2028, 2, 29)):
        assert choosing.first_fees(day, network, medium).total == total


def names(words: str = "", **wanted: object) -> list[str]:
    return [each.name for each in devices.find(words, on=TODAY, **wanted)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        pytest.param("iPhone 16", "iPhone 16", id="as it is written"),
        pytest.param("ｉｐｈｏｎｅ　１６", "iPhone 16", id="full width"),
        pytest.param("iphone16", "iPhone 16", id="without the space"),
        pytest.param("アイフォン 16", "iPhone 16", id="katakana"),
        pytest.param("あいふぉん", "iPhone 16", id="hiragana"),
        pytest.param("SE 第3", "iPhone SE（第3世代）", id="two words"),
        pytest.param("sony", "Xperia 10 VI", id="the maker in Latin letters"),
        pytest.param("アクオス センス9", "AQUOS sense9", id="family and model in kana"),
    ],
)
def test_a_device_is_found_however_its_name_is_typed(typed: str, found: str) -> None:
    assert found in names(typed)
    assert len(names(typed)) < len(names())


def test_conditions_narrow_the_list_together() -> None:
    only_cards = names(maker="OPPO") and names(maker="OPPO", medium=Medium.ESIM)
    assert "OPPO Reno A" in names(maker="OPPO")
    assert "OPPO Reno A" not in only_cards
    assert "Galaxy A52 5G SC-53B" not in names(network=Network.AU)
    assert names("zzz") == []


def test_a_device_is_listed_from_its_month_of_release() -> None:
    found = devices.find("iPhone 17", on=date(2025, 8, 31)), devices.find(
        "iPhone 17", on=date(2025, 9, 1)
    )
    assert [len(each) for each in found] == [0, 1]


def test_a_lock_is_to_be_looked_for_in_what_came_out_before_october_2021() -> None:
    by_name = {device.name: device for device in devices.DEVICES}
    assert by_name["iPhone 13"].may_be_locked  # September
    assert not by_name["AQUOS sense6"].may_be_locked  # November
    assert len(by_name) == len(devices.DEVICES)
    assert all(device.media and device.networks for device in devices.DEVICES)
