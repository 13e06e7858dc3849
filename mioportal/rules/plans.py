"""What can be contracted: functions, media, networks, plans and their monthly fees."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from mioportal.rules import tax
from mioportal.rules.checks import a_month, listed, member
from mioportal.rules.sources import BEGINNING, Dated, Table, Unit


class Family(StrEnum):
    """Which price list a plan stands on; told by the plan's code, never by a day (C-089)."""

    GIGA = "giga"  # 新プラン(ギガプラン)
    LEGACY = "legacy"  # 旧プラン(mioモバイル)


class Function(StrEnum):
    """機能 of a line (C-094)."""

    VOICE = "voice"  # 音声
    SMS = "sms"
    DATA = "data"


class Medium(StrEnum):
    """タイプ: what carries the line (C-094)."""

    SIM = "sim"  # 物理SIM
    ESIM = "esim"


class Network(StrEnum):
    DOCOMO = "docomo"
    AU = "au"


class Generation(StrEnum):
    """Old or new by the day of contract (C-088): says whether a release fee can exist."""

    OLD = "old"
    NEW = "new"


GENERATIONS: Table[Generation] = Table(
    "generation",
    Unit.WORD,
    (
        Dated(since=BEGINNING, value=Generation.OLD, source="解約ガイド §2④ (C-088)"),
        Dated(since=date(2019, 10, 1), value=Generation.NEW, source="解約ガイド §2④ (C-088)"),
    ),
)

GIGA_SINCE = date(2021, 4, 1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """`label` is the documented name of the plan, as displayed."""

    code: str
    label: str
    family: Family
    gigabytes: int


PLANS: Mapping[str, Plan] = MappingProxyType(
    {
        plan.code: plan
        for plan in (
            Plan(code="giga_2gb", label="2ギガプラン", family=Family.GIGA, gigabytes=2),
            Plan(code="giga_5gb", label="5ギガプラン", family=Family.GIGA, gigabytes=5),
            Plan(code="giga_10gb", label="10ギガプラン", family=Family.GIGA, gigabytes=10),
            Plan(code="giga_15gb", label="15ギガプラン", family=Family.GIGA, gigabytes=15),
            Plan(code="giga_20gb", label="20ギガプラン", family=Family.GIGA, gigabytes=20),
            Plan(
                code="minimum_start",
                label="ミニマムスタートプラン",
                family=Family.LEGACY,
                gigabytes=3,
            ),
            Plan(
                code="light_start", label="ライトスタートプラン", family=Family.LEGACY, gigabytes=6
            ),
            Plan(
                code="family_share",
                label="ファミリーシェアプラン",
                family=Family.LEGACY,
                gigabytes=10,
            ),
        )
    }
)

_SEED, _OUTSIDE, _LEGACY = "解約ガイド §7① (C-001)", "O-09 (C-006)", "O-12 (C-093)"

# Tax included: voice on a card or eSIM, SMS on a card, data on a card, data on an eSIM.
_GIGA_YEN = {
    "giga_2gb": (850, 820, 740, 440),
    "giga_5gb": (990, 970, 900, 660),
    "giga_10gb": (1500, 1470, 1400, 1100),
    "giga_15gb": (1800, 1780, 1730, 1430),
    "giga_20gb": (2000, 1980, 1950, 1650),
}
# Without tax, cards only: voice, SMS, data.
_LEGACY_YEN_EX_TAX = {
    "minimum_start": (1600, 1040, 900),
    "light_start": (2220, 1660, 1520),
    "family_share": (3260, 2700, 2560),
}

PlanKey = tuple[str, Function, Medium]


def _giga_rows() -> Iterator[tuple[PlanKey, Unit, Decimal, date, str]]:
    for code, (voice, sms, data, data_esim) in _GIGA_YEN.items():
        voice_source = _OUTSIDE if code == "giga_15gb" else _SEED
        for function, medium, yen, source in (
            (Function.VOICE, Medium.SIM, voice, voice_source),
            (Function.VOICE, Medium.ESIM, voice, voice_source),
            (Function.SMS, Medium.SIM, sms, "O-09"),
            (Function.DATA, Medium.SIM, data, "O-09"),
            (Function.DATA, Medium.ESIM, data_esim, "O-09"),
        ):
            yield (code, function, medium), Unit.YEN, Decimal(yen), GIGA_SINCE, source


def _legacy_rows() -> Iterator[tuple[PlanKey, Unit, Decimal, date, str]]:
    for code, prices in _LEGACY_YEN_EX_TAX.items():
        for function, yen in zip(Function, prices, strict=True):
            key = (code, function, Medium.SIM)
            yield key, Unit.YEN_EX_TAX, Decimal(yen), BEGINNING, _LEGACY


MONTHLY_FEES: Mapping[PlanKey, Table[Decimal]] = MappingProxyType(
    {
        key: Table(
            "monthly_fee." + ".".join(key), unit, (Dated(since=since, value=fee, source=source),)
        )
        for key, unit, fee, since, source in (*_giga_rows(), *_legacy_rows())
    }
)


def plan(plan_code: str) -> Plan:
    """The plan with this code."""
    if plan_code not in PLANS:
        raise ValueError(f"plan_code must be one of {listed(PLANS)}, not {plan_code!r}")
    return PLANS[plan_code]


def is_sold(plan_code: str, function: Function | str, medium: Medium | str) -> bool:
    """Whether the plan exists with this function on this medium."""
    return _key(plan_code, function, medium) in MONTHLY_FEES


def monthly_fee(
    plan_code: str, function: Function | str, medium: Medium | str, month: date
) -> Decimal:
    """月額基本料 of a whole month, tax included."""
    key = _key(plan_code, function, medium)
    if key not in MONTHLY_FEES:
        raise ValueError(f"medium {key[2]} is not sold for {key[1]} on {plan_code}")
    return tax.included(MONTHLY_FEES[key], a_month(month, "month"))


def generation(contracted_on: date) -> Generation:
    """Old up to 2019-09-30, new from 2019-10-01, whatever the plan is called (C-089)."""
    return GENERATIONS.on(contracted_on)


def _key(plan_code: str, function: str, medium: str) -> PlanKey:
    return (
        plan(plan_code).code,
        member(Function, function, "function"),
        member(Medium, medium, "medium"),
    )
