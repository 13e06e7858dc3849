"""What is sold with a line: documented prices, instalments that sum up, covers in their range."""

from datetime import date
from decimal import Decimal

import pytest

from mioportal.rules import device_shop, options
from mioportal.rules.device_shop import ShopDevice
from mioportal.rules.options import OptionCode
from mioportal.rules.plans import Medium

TODAY = date(2026, 10, 15)


@pytest.mark.parametrize(
    ("device", "price", "first", "each"),
    [
        pytest.param(ShopDevice.IPHONE_SE3, 57_800, 2_416, 2_408, id="iPhone SE of C-016"),
        pytest.param(ShopDevice.MOTO_G52J, 39_800, 1_666, 1_658, id="moto g52j 5G of C-017"),
    ],
)
def test_the_documented_devices_cost_what_the_sources_say(
    device: ShopDevice, price: int, first: int, each: int
) -> None:
    assert device_shop.price(device, TODAY) == price
    payments = device_shop.payments(device, TODAY)
    assert payments == (first, *[each] * 23)
    assert sum(payments) == price


@pytest.mark.parametrize("device", ShopDevice)
def test_every_device_takes_each_kind_of_sim_and_its_cover_costs_within_the_range(
    device: ShopDevice,
) -> None:
    assert set(device_shop.on_sale(device).tried.media) == set(Medium)
    code, fee = device_shop.cover(device, TODAY)
    assert code is OptionCode.DEVICE_COVER
    assert options.monthly_fee(code, TODAY.replace(day=1), fee) == fee


def test_the_month_of_opening_holds_the_first_payment() -> None:
    due = device_shop.first_due("iphone_se3", "A", TODAY)
    assert (due.due, due.after_this_month) == (Decimal(2_416), Decimal(55_384))


def test_what_is_not_sold_is_refused() -> None:
    with pytest.raises(ValueError, match="device"):
        device_shop.price("iphone_99", TODAY)
