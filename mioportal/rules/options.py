"""Options: what they cost a month, when they end, and which outlive their line."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from mioportal.rules.checks import a_day, a_month, member, yen
from mioportal.rules.dates import month_end
from mioportal.rules.sources import Range, Table, Unit, always, stated


class OptionCode(StrEnum):
    CALL_5 = "call_5"
    CALL_10 = "call_10"
    CALL_UNLIMITED = "call_unlimited"
    DIAL = "dial"
    LARGE_DATA = "large_data"
    DEVICE_COVER = "device_cover"
    SAFETY_MAIL = "safety_mail"
    NUISANCE_GUARD = "nuisance_guard"
    TABUHO = "tabuho"
    SMART_CHECKER = "smart_checker"
    TOBILA_PHONE = "tobila_phone"
    I_FILTER = "i_filter"
    VIRUS_BUSTER = "virus_buster"


class Category(StrEnum):
    """Options of one category end by one rule (C-100)."""

    CALLS = "calls"
    DIAL = "dial"
    DATA = "data"
    COVER = "cover"
    SECURITY = "security"
    CONTENT = "content"


class EndsAlone(StrEnum):
    """When an option ends that is cancelled while its line goes on (C-097)."""

    AT_ONCE = "at_once"
    MONTH_END = "month_end"


class OnLineEnd(StrEnum):
    """What becomes of an option when its line ends (C-095)."""

    ENDS = "ends"  # F-OPT-01
    GOES_ON = "goes_on"  # F-OPT-02: to be cancelled separately
    MAY_GO_ON = "may_go_on"  # C-101: the member has to look


class Provider(StrEnum):
    """Where an option is cancelled (C-098)."""

    HERE = "here"
    TABUHO = "tabuho"
    DIGITAL_ARTS = "digital_arts"
    TREND_MICRO = "trend_micro"


class Ending(NamedTuple):
    """Last day of use, and the last day that is charged."""

    ends_on: date
    billed_through: date


@dataclass(frozen=True, kw_only=True, slots=True)
class Option:
    """`label` is the documented name, as displayed.

    A third party's option is cancelled at its `provider`. `blocks_cancelling` keeps a line from
    being cancelled on the site; no option does so today (C-095).
    """

    code: OptionCode
    label: str
    category: Category
    on_line_end: OnLineEnd
    provider: Provider = Provider.HERE
    blocks_cancelling: bool = False


class AgreedFee(NamedTuple):
    """The monthly fee that a contract names, for an option whose price depends on it."""

    option: OptionCode
    yen: Decimal


_C, _END = Category, OnLineEnd
OPTIONS: Mapping[OptionCode, Option] = MappingProxyType(
    {
        code: Option(
            code=code, label=label, category=category, on_line_end=on_line_end, provider=provider
        )
        for code, label, category, on_line_end, provider in (
            (OptionCode.CALL_5, "通話定額5分+", _C.CALLS, _END.ENDS, Provider.HERE),
            (OptionCode.CALL_10, "通話定額10分+", _C.CALLS, _END.ENDS, Provider.HERE),
            (OptionCode.CALL_UNLIMITED, "かけ放題+", _C.CALLS, _END.ENDS, Provider.HERE),
            (OptionCode.DIAL, "みおふぉんダイアルオプション", _C.DIAL, _END.ENDS, Provider.HERE),
            (OptionCode.LARGE_DATA, "大容量オプション", _C.DATA, _END.ENDS, Provider.HERE),
            (OptionCode.DEVICE_COVER, "端末補償オプション", _C.COVER, _END.ENDS, Provider.HERE),
            (
                OptionCode.SAFETY_MAIL,
                "IIJmioセーフティメール",
                _C.SECURITY,
                _END.GOES_ON,
                Provider.HERE,
            ),
            (
                OptionCode.NUISANCE_GUARD,
                "迷惑防止パック",
                _C.SECURITY,
                _END.MAY_GO_ON,
                Provider.HERE,
            ),
            (OptionCode.TABUHO, "タブホ", _C.CONTENT, _END.GOES_ON, Provider.TABUHO),
            (OptionCode.SMART_CHECKER, "Smart・Checker", _C.CONTENT, _END.GOES_ON, Provider.HERE),
            (
                OptionCode.TOBILA_PHONE,
                "トビラフォンモバイル",
                _C.SECURITY,
                _END.GOES_ON,
                Provider.HERE,
            ),
            (
                OptionCode.I_FILTER,
                "i-フィルター for マルチデバイス",
                _C.SECURITY,
                _END.GOES_ON,
                Provider.DIGITAL_ARTS,
            ),
            (
                OptionCode.VIRUS_BUSTER,
                "ウイルスバスターモバイル",
                _C.SECURITY,
                _END.GOES_ON,
                Provider.TREND_MICRO,
            ),
        )
    }
)

# A month, tax included.
OPTION_FEES: Mapping[OptionCode, Table[Decimal]] = MappingProxyType(
    {
        code: always(f"option_fee.{code}", Unit.YEN, Decimal(fee), source)
        for code, fee, source in (
            (OptionCode.CALL_5, 500, "解約ガイド §5④ (C-009)"),
            (OptionCode.CALL_10, 700, "O-10 (C-009)"),
            (OptionCode.CALL_UNLIMITED, 1400, "解約ガイド §5④ (C-009)"),
            (OptionCode.DIAL, 0, "解約ガイド §5④"),
            (OptionCode.SAFETY_MAIL, 330, "解約ガイド §5④ (C-099)"),
            (OptionCode.NUISANCE_GUARD, 550, "解約ガイド §5④"),
            (OptionCode.TABUHO, 550, "解約ガイド §5④"),
            (OptionCode.SMART_CHECKER, 385, "解約ガイド §5④"),
            (OptionCode.TOBILA_PHONE, 330, "解約ガイド §5④"),
            (OptionCode.I_FILTER, 396, "解約ガイド §5④"),
            (OptionCode.VIRUS_BUSTER, 275, "解約ガイド §5④"),
        )
    }
)
# Least and most; the contract names the fee between them.
OPTION_FEE_RANGES: Mapping[OptionCode, Table[Range[Decimal]]] = MappingProxyType(
    {
        code: always(
            f"option_fee_range.{code}",
            Unit.YEN,
            Range(Decimal(least), Decimal(most)),
            "解約ガイド §5④",
        )
        for code, least, most in (
            (OptionCode.LARGE_DATA, 220, 3410),
            (OptionCode.DEVICE_COVER, 418, 550),
        )
    }
)
ENDS_ALONE: Mapping[Category, Table[EndsAlone]] = MappingProxyType(
    {
        category: always(f"option_ends_alone.{category}", Unit.WORD, ends, source)
        for category, ends, source in (
            (Category.CALLS, EndsAlone.AT_ONCE, "解約ガイド §5④ (C-097)"),
            (Category.DIAL, EndsAlone.AT_ONCE, "D-04"),
            (Category.DATA, EndsAlone.MONTH_END, "D-04"),
            (Category.COVER, EndsAlone.MONTH_END, "解約ガイド §5④ (C-096)"),
            (Category.SECURITY, EndsAlone.AT_ONCE, "解約ガイド §5④ (C-100)"),
            (Category.CONTENT, EndsAlone.MONTH_END, "解約ガイド §5④ (C-100)"),
        )
    }
)
ON_LINE_END: Mapping[OptionCode, Table[OnLineEnd]] = MappingProxyType(
    {
        each.code: always(
            f"option_on_line_end.{each.code}",
            Unit.WORD,
            each.on_line_end,
            "解約ガイド §5④ (C-101, D-73)"
            if each.on_line_end is OnLineEnd.MAY_GO_ON
            else "解約ガイド §5④ (C-095)",
        )
        for each in OPTIONS.values()
    }
)
PROVIDERS: Mapping[OptionCode, Table[Provider]] = MappingProxyType(
    {
        each.code: always(
            f"option_provider.{each.code}", Unit.WORD, each.provider, "解約ガイド §5④ (C-098)"
        )
        for each in OPTIONS.values()
        if each.provider is not Provider.HERE
    }
)
LAST_MONTH_IN_FULL: Table[bool] = stated("option_last_month_in_full", "解約ガイド §8① (C-097)")
COVER_ONLY_WITH_DEVICE: Table[bool] = stated("cover_rejoined_only_with_device", "解約ガイド §5④")
AFTERCHECK_MONTHS: Table[int] = always("option_aftercheck", Unit.MONTHS, 1, "解約ガイド §5④")
CARD_WATCH_MONTHS: Table[int] = always("option_card_watch", Unit.MONTHS, 2, "解約ガイド §5④")


def option(code: OptionCode | str) -> Option:
    """The option with this code."""
    return OPTIONS[member(OptionCode, code, "option")]


def held_once(codes: Iterable[str], name: str, owner: str) -> tuple[OptionCode, ...]:
    """The options that `owner` is said to hold, none of them twice."""
    held = tuple(member(OptionCode, code, name) for code in codes)
    if len(set(held)) < len(held):
        raise ValueError(f"{name} of {owner} name one twice")
    return held


def check_agreed(agreed: Iterable[AgreedFee], held: Iterable[OptionCode], owner: str) -> None:
    """Refuse a fee agreed for an option that `owner` does not hold."""
    named = held_once((code for code, _ in agreed), "agreed", owner)
    if not set(named) <= set(held):
        raise ValueError(f"agreed of {owner} names an option it does not hold")


def goes_on(option: OptionCode) -> bool:
    """Whether it does not, or may not, end with its line."""
    return OPTIONS[option].on_line_end is not OnLineEnd.ENDS


def needs_no_line(option: OptionCode) -> bool:
    """Whether it can be held without a line, as the cover of a device can (C-096)."""
    return goes_on(option) or OPTIONS[option].category is Category.COVER


def monthly_fee(option: OptionCode | str, month: date, agreed: Decimal | None = None) -> Decimal:
    """The option's fee for a month, tax included.

    `agreed` is what the contract names, for exactly those options that have a range of fees.
    """
    code = member(OptionCode, option, "option")
    a_month(month, "month")
    if code in OPTION_FEES:
        if agreed is not None:
            raise ValueError(f"agreed is not asked for: {code} has one fee for everybody")
        return OPTION_FEES[code].on(month)
    least, most = OPTION_FEE_RANGES[code].on(month)
    if agreed is None or not least <= yen(agreed, "agreed") <= most:
        raise ValueError(f"agreed fee of {code} must be {least} to {most} yen, not {agreed}")
    return agreed


def ending(
    option: OptionCode | str, cancelled_on: date, line_ends_on: date | None = None
) -> Ending:
    """When an option ends that was cancelled, or whose line is ending (C-097).

    One that ends with its line lasts as long as the line; any other, and any that is cancelled
    while the line goes on, ends by the rule of its category. Its last month is charged in full.
    """
    held = OPTIONS[member(OptionCode, option, "option")]
    ends_on = a_day(cancelled_on, "cancelled_on")
    if ENDS_ALONE[held.category].on(cancelled_on) is EndsAlone.MONTH_END:
        ends_on = month_end(cancelled_on)
    if line_ends_on is not None:
        if a_day(line_ends_on, "line_ends_on") < cancelled_on:
            raise ValueError(f"line_ends_on {line_ends_on} is before cancelled_on {cancelled_on}")
        if held.on_line_end is OnLineEnd.ENDS:
            ends_on = line_ends_on
    return Ending(ends_on=ends_on, billed_through=month_end(ends_on))
