"""Devices that are sold with a line: price, instalments, and the cover that goes with each.

Two of them and their prices are documented (F-DEV-01, 02); which others there are, and what each
one's cover costs, is this project's own example (D-140).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from mioportal.rules import instalments
from mioportal.rules.checks import a_day, member
from mioportal.rules.dates import month_start
from mioportal.rules.devices import TriedDevice, named
from mioportal.rules.instalments import DeviceKind, Instalments
from mioportal.rules.options import AgreedFee, OptionCode
from mioportal.rules.sources import Table, Unit, always, stated


class ShopDevice(StrEnum):
    """What can be bought with a line; `SHOP` says what each is."""

    IPHONE_SE3 = "iphone_se3"
    MOTO_G52J = "moto_g52j"
    AQUOS_SENSE8 = "aquos_sense8"
    PIXEL_8A = "pixel_8a"


@dataclass(frozen=True, kw_only=True, slots=True)
class OnSale:
    """`name` is as displayed; `tried_as` is its name in the list of tried devices."""

    code: ShopDevice
    name: str
    tried_as: str

    @property
    def tried(self) -> TriedDevice:
        """What SIMs and networks it takes."""
        tried = named(self.tried_as)
        assert tried is not None, self.tried_as
        return tried


SHOP: Mapping[ShopDevice, OnSale] = MappingProxyType(
    {
        code: OnSale(code=code, name=name, tried_as=tried_as)
        for code, name, tried_as in (
            (ShopDevice.IPHONE_SE3, "iPhone SE（第3世代）64GB", "iPhone SE（第3世代）"),
            (ShopDevice.MOTO_G52J, "moto g52j 5G", "moto g52j 5G"),
            (ShopDevice.AQUOS_SENSE8, "AQUOS sense8", "AQUOS sense8"),
            (ShopDevice.PIXEL_8A, "Pixel 8a 128GB", "Pixel 8a"),
        )
    }
)

# In whole, tax included; paid in `instalments.COUNT` parts.
SHOP_PRICES: Mapping[ShopDevice, Table[Decimal]] = MappingProxyType(
    {
        code: always(f"shop_price.{code}", Unit.YEN, Decimal(price), source)
        for code, price, source in (
            (ShopDevice.IPHONE_SE3, 57_800, "解約ガイド §6④ (C-016)"),
            (ShopDevice.MOTO_G52J, 39_800, "解約ガイド §6④ (C-017)"),
            (ShopDevice.AQUOS_SENSE8, 46_800, "D-140"),
            (ShopDevice.PIXEL_8A, 69_800, "D-140"),
        )
    }
)
# A month, within the range of `options.OPTION_FEE_RANGES`.
SHOP_COVER_FEES: Mapping[ShopDevice, Table[Decimal]] = MappingProxyType(
    {
        code: always(f"shop_cover_fee.{code}", Unit.YEN, Decimal(fee), "O-31 (D-140)")
        for code, fee in (
            (ShopDevice.IPHONE_SE3, 550),
            (ShopDevice.MOTO_G52J, 418),
            (ShopDevice.AQUOS_SENSE8, 418),
            (ShopDevice.PIXEL_8A, 550),
        )
    }
)
SHOP_FROM_OPENING: Table[bool] = stated("shop_bought_on_opening", "D-141")
SHOP_NOT_UNDONE: Table[bool] = stated("shop_not_undone", "D-141")


def on_sale(code: ShopDevice | str) -> OnSale:
    """The device with this code."""
    return SHOP[member(ShopDevice, code, "device")]


def price(code: ShopDevice | str, applied_on: date) -> Decimal:
    """What it costs whoever applies on this day, in whole."""
    return SHOP_PRICES[member(ShopDevice, code, "device")].on(a_day(applied_on, "applied_on"))


def payments(code: ShopDevice | str, applied_on: date) -> tuple[Decimal, ...]:
    """Its instalments, the first one with the remainder (C-016)."""
    return instalments.schedule(price(code, applied_on), instalments.COUNT.on(applied_on))


def cover(code: ShopDevice | str, applied_on: date) -> AgreedFee:
    """端末補償オプション for it: the fee that the contract will name."""
    day = month_start(a_day(applied_on, "applied_on"))
    fee = SHOP_COVER_FEES[member(ShopDevice, code, "device")].on(day)
    return AgreedFee(OptionCode.DEVICE_COVER, fee)


def first_due(code: ShopDevice | str, line: str, applied_on: date) -> Instalments:
    """The device as it stands on the bill of the month in which its line opens (D-141)."""
    return Instalments(
        code=line,
        line=line,
        kind=DeviceKind.ORDINARY,
        total=price(code, applied_on),
        count=instalments.COUNT.on(applied_on),
        paid=0,
    )
