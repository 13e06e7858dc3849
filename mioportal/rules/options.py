"""Options of a line: what they cost a month and when they end."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from mioportal.rules.checks import a_day, a_month, member
from mioportal.rules.dates import month_end
from mioportal.rules.sources import Table, Unit, always


class OptionCode(StrEnum):
    CALL_5 = "call_5"
    CALL_10 = "call_10"
    CALL_UNLIMITED = "call_unlimited"


class EndsAlone(StrEnum):
    """When an option ends that is cancelled while its line goes on (C-097)."""

    AT_ONCE = "at_once"


@dataclass(frozen=True, kw_only=True, slots=True)
class Option:
    """`label` is the documented name, as displayed. The fee is for a month, tax included."""

    code: OptionCode
    label: str
    fee: Table[Decimal]
    ends_alone: EndsAlone


class Ending(NamedTuple):
    """Last day of use, and the last day that is charged."""

    ends_on: date
    billed_through: date


def _call_option(code: OptionCode, label: str, fee: int) -> Option:
    return Option(
        code=code,
        label=label,
        fee=always(f"option_fee.{code}", Unit.YEN, Decimal(fee), "O-10 (C-009)"),
        ends_alone=EndsAlone.AT_ONCE,
    )


OPTIONS: Mapping[OptionCode, Option] = MappingProxyType(
    {
        option.code: option
        for option in (
            _call_option(OptionCode.CALL_5, "通話定額5分+", 500),
            _call_option(OptionCode.CALL_10, "通話定額10分+", 700),
            _call_option(OptionCode.CALL_UNLIMITED, "かけ放題+", 1400),
        )
    }
)
OPTION_FEES: Mapping[OptionCode, Table[Decimal]] = MappingProxyType(
    {option.code: option.fee for option in OPTIONS.values()}
)


def option(code: OptionCode | str) -> Option:
    """The option with this code."""
    return OPTIONS[member(OptionCode, code, "option")]


def monthly_fee(option: OptionCode | str, month: date) -> Decimal:
    """The option's fee for a month, tax included."""
    return OPTIONS[member(OptionCode, option, "option")].fee.on(a_month(month, "month"))


def ending(
    option: OptionCode | str, cancelled_on: date, line_ends_on: date | None = None
) -> Ending:
    """When an option ends that was cancelled, or whose line is ending (C-097).

    Alone a call option stops on the day itself; with its line it lasts as long as the line.
    Either way its last month is charged in full.
    """
    member(OptionCode, option, "option")
    ends_on = a_day(cancelled_on, "cancelled_on")
    if line_ends_on is not None:
        ends_on = a_day(line_ends_on, "line_ends_on")
        if ends_on < cancelled_on:
            raise ValueError(f"line_ends_on {ends_on} is before cancelled_on {cancelled_on}")
    return Ending(ends_on=ends_on, billed_through=month_end(ends_on))
