"""A value of the book as a reader reads it: a number with its unit, a code in words."""

from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from mioportal.rules import tax
from mioportal.rules.maintenance import Overnight
from mioportal.rules.sources import Dated, Range, Unit
from mioportal.rules.support_hours import Hours
from mioportal.words import catalogue

Row = Dated[Any]


def shown(row: Row, unit: Unit) -> str:
    """The value of a row with its unit."""
    if not isinstance(row.value, tuple):
        return _one(row.value, unit, row.since)
    if not row.value:
        return _("定めなし")
    joint = "〜" if isinstance(row.value, Range) else "、"
    return joint.join(_one(value, unit, row.since) for value in row.value)


def _one(value: Any, unit: Unit, since: date) -> str:
    if isinstance(value, bool):
        return _("はい") if value else _("いいえ")
    if isinstance(value, Hours):
        return _hours(value)
    if isinstance(value, Overnight):
        return _("{start}〜翌{end}").format(start=_clock(value.starts), end=_clock(value.ends))
    if isinstance(value, time):
        return _clock(value)
    if unit is Unit.YEN_EX_TAX:
        return _both(value, since)
    if unit is Unit.WEEKDAY:
        return _("月火水木金土日")[value] + _("曜日")
    if unit in FORMS:
        return FORMS[unit]().format(n=_number(value))
    return str(catalogue.word(value) if isinstance(value, str) else value)


def _hours(value: Hours) -> str:
    span = f"{_clock(value.opens)}〜{_clock(value.closes)}"
    return _("平日 {hours}").format(hours=span) if value.business_days_only else span


def _clock(value: time) -> str:
    seconds = f":{value.second:02}" if value.second else ""
    return f"{value.hour}:{value.minute:02}{seconds}"


def _both(value: Decimal, since: date) -> str:
    """An amount without tax, and with today's: the rate of the day it falls due decides."""
    newest = tax.CONSUMPTION_TAX.rows[-1].since
    with_tax = tax.gross_up(value, max(since, newest))
    return _("{ex_tax}円（税抜）、{total}円（税込）").format(
        ex_tax=_number(value), total=_number(with_tax)
    )


def _number(value: int | Decimal) -> str:
    """1,234 or 433.4: a fraction only where there is one."""
    return f"{value:,}" if isinstance(value, int) else f"{value.normalize():,f}"


FORMS: dict[Unit, Callable[[], str]] = {
    Unit.YEN: lambda: _("{n}円"),
    Unit.YEN_UNTAXED: lambda: _("{n}円（不課税）"),
    Unit.PERCENT: lambda: _("{n}%"),
    Unit.SECONDS: lambda: _("{n}秒"),
    Unit.MINUTES: lambda: _("{n}分"),
    Unit.HOURS: lambda: _("{n}時間"),
    Unit.DAYS: lambda: _("{n}日"),
    Unit.BUSINESS_DAYS: lambda: _("{n}営業日"),
    Unit.MONTHS: lambda: _("{n}か月"),
    Unit.YEARS: lambda: _("{n}年"),
    Unit.AGE: lambda: _("{n}歳"),
    Unit.DAY_OF_MONTH: lambda: _("{n}日"),
    Unit.MEGABYTES: lambda: _("{n}MB"),
    Unit.GIGABYTES: lambda: _("{n}GB"),
    Unit.BYTES: lambda: _("{n}バイト"),
    Unit.KBPS: lambda: _("{n}kbps"),
    Unit.TIMES: lambda: _("{n}回"),
    Unit.POINTS: lambda: _("{n}点"),
    Unit.LINES: lambda: _("{n}回線"),
    Unit.FILES: lambda: _("{n}枚"),
    Unit.PIXELS: lambda: _("{n}画素"),
    Unit.LETTERS: lambda: _("{n}文字"),
    Unit.DIGITS: lambda: _("{n}桁"),
    Unit.STEPS: lambda: _("{n}手順"),
    Unit.CONTRACTS: lambda: _("{n}契約"),
}
