"""Other operators: whom a number may leave for, and from whom it may come."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from mioportal.rules.checks import member
from mioportal.rules.sources import Table, Unit, always


class Operator(StrEnum):
    """事業者 at the other end; not the network that carries a line (`plans.Network`)."""

    DOCOMO = "docomo"
    AU = "au"
    SOFTBANK = "softbank"
    RAKUTEN = "rakuten"
    AHAMO = "ahamo"
    POVO = "povo"
    LINEMO = "linemo"
    UQ = "uq"
    YMOBILE = "ymobile"
    MINEO = "mineo"
    NURO = "nuro"
    AEON = "aeon"
    OTHER = "other"  # every operator that is not named here


LABELS: Mapping[Operator, str] = MappingProxyType(
    {
        Operator.DOCOMO: "ドコモ",
        Operator.AU: "au",
        Operator.SOFTBANK: "ソフトバンク",
        Operator.RAKUTEN: "楽天モバイル",
        Operator.AHAMO: "ahamo",
        Operator.POVO: "povo",
        Operator.LINEMO: "LINEMO",
        Operator.UQ: "UQモバイル",
        Operator.YMOBILE: "ワイモバイル",
        Operator.MINEO: "mineo",
        Operator.NURO: "NUROモバイル",
        Operator.AEON: "イオンモバイル",
        Operator.OTHER: "その他",
    }
)

_LISTED, _UNLISTED = "解約ガイド §3③ (C-068)", "解約ガイド §3③ (C-069)"

# Of a reservation number, on the day the recipient takes it.
REQUIRED_DAYS: Mapping[Operator, Table[int]] = MappingProxyType(
    {
        operator: always(f"port_required_days.{operator}", Unit.DAYS, days, source)
        for operator, days, source in (
            (Operator.DOCOMO, 10, _LISTED),
            (Operator.AU, 10, _LISTED),
            (Operator.SOFTBANK, 10, _LISTED),
            (Operator.RAKUTEN, 7, _LISTED),
            (Operator.AHAMO, 10, _LISTED),
            (Operator.POVO, 13, _LISTED),
            (Operator.LINEMO, 10, _LISTED),
            (Operator.UQ, 10, _UNLISTED),
            (Operator.YMOBILE, 10, _UNLISTED),
            (Operator.MINEO, 10, _UNLISTED),
            (Operator.NURO, 10, _UNLISTED),
            (Operator.AEON, 10, _UNLISTED),
            (Operator.OTHER, 10, _UNLISTED),
        )
    }
)

ONE_STOP_DONORS: Table[tuple[Operator, ...]] = always(
    "one_stop_donors",
    Unit.WORD,
    (
        Operator.DOCOMO,
        Operator.AU,
        Operator.SOFTBANK,
        Operator.RAKUTEN,
        Operator.AHAMO,
        Operator.POVO,
        Operator.LINEMO,
        Operator.UQ,
        Operator.YMOBILE,
    ),
    "申込ガイド §h (C-109)",
)


def operator(code: Operator | str) -> Operator:
    """The operator with this code; who names one that is not listed says OTHER."""
    return member(Operator, code, "operator")


def label(code: Operator | str) -> str:
    """The operator's name, as displayed."""
    return LABELS[operator(code)]


def required_days(code: Operator | str, on: date) -> int:
    """How many days a reservation number must have left for this recipient."""
    return REQUIRED_DAYS[operator(code)].on(on)


def is_one_stop_donor(code: Operator | str, on: date) -> bool:
    """Whether a number comes from this operator without a reservation number (F-MNI-02)."""
    return operator(code) in ONE_STOP_DONORS.on(on)
