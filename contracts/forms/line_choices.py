"""The rows that can be chosen for a line of an application, with what each costs."""

from datetime import date
from typing import Any

from django.utils.translation import gettext

from mioportal.rules import device_shop, option_changes, options, plans
from mioportal.rules.dates import month_start
from mioportal.rules.device_shop import ShopDevice
from mioportal.rules.options import OptionCode
from mioportal.rules.plans import Family, Function, Medium


def plan_choices(today: date) -> list[tuple[str, str]]:
    """Every plan sold today with its fees by function (F-APP-08)."""
    month = month_start(today)
    return [
        (plan.code, f"{plan.label}：{_fees(plan.code, month)}")
        for plan in plans.PLANS.values()
        if plan.family is Family.GIGA
    ]


def _fees(plan: str, month: date) -> str:
    def fee(function: Function, medium: Medium) -> str:
        return f"{plans.monthly_fee(plan, function, medium, month):,.0f}"

    return gettext("音声 %(voice)s円／SMS %(sms)s円／データ %(data)s円（eSIMは%(esim)s円）") % {
        "voice": fee(Function.VOICE, Medium.SIM),
        "sms": fee(Function.SMS, Medium.SIM),
        "data": fee(Function.DATA, Medium.SIM),
        "esim": fee(Function.DATA, Medium.ESIM),
    }


def option_choices(today: date) -> list[tuple[str, str]]:
    """Every option that is sold today with its fee; a cover's depends on the device bought here."""
    month = month_start(today)
    return [
        (code.value, f"{each.label}：{_option_fee(code, month)}")
        for code, each in options.OPTIONS.items()
        if code not in option_changes.NOT_SOLD.on(today)
    ]


def _option_fee(code: OptionCode, month: date) -> str:
    if code is not OptionCode.DEVICE_COVER:
        return _yen(options.monthly_fee(code, month))
    least, most = options.OPTION_FEE_RANGES[code].on(month)
    told = {"least": f"{least:,.0f}", "most": f"{most:,.0f}"}
    return gettext("購入する端末により月額%(least)s円〜%(most)s円") % told


def device_choices(today: date) -> list[tuple[str, str]]:
    """What is sold with a line, with its price and instalments."""
    return [(code.value, _device(code, today)) for code in device_shop.SHOP]


def _device(code: ShopDevice, today: date) -> str:
    first, *rest = device_shop.payments(code, today)
    told = {
        "name": device_shop.on_sale(code).name,
        "price": f"{device_shop.price(code, today):,.0f}",
        "first": f"{first:,.0f}",
        "each": f"{rest[0]:,.0f}",
        "count": len(rest) + 1,
        "cover": f"{device_shop.cover(code, today).yen:,.0f}",
    }
    return (
        gettext(
            "%(name)s：%(price)s円（初回%(first)s円、2回目から%(each)s円の%(count)d回。"
            "端末補償は月額%(cover)s円）"
        )
        % told
    )


def _yen(amount: Any) -> str:
    return gettext("月額%s円") % f"{amount:,.0f}"
