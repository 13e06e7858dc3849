"""A member abroad: the deadline on local clocks, and the ways to leave."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple
from zoneinfo import ZoneInfo

from mioportal.rules.checks import an_instant, member
from mioportal.rules.dates import JST
from mioportal.rules.sources import Table, Unit, always, stated


class Zone(StrEnum):
    """Time zones to pick from: a country may have several (C-116)."""

    HONOLULU = "Pacific/Honolulu"
    LOS_ANGELES = "America/Los_Angeles"
    CHICAGO = "America/Chicago"
    NEW_YORK = "America/New_York"
    SAO_PAULO = "America/Sao_Paulo"
    LONDON = "Europe/London"
    PARIS = "Europe/Paris"
    DUBAI = "Asia/Dubai"
    DELHI = "Asia/Kolkata"
    BANGKOK = "Asia/Bangkok"
    SINGAPORE = "Asia/Singapore"
    SHANGHAI = "Asia/Shanghai"
    TAIPEI = "Asia/Taipei"
    PERTH = "Australia/Perth"
    SEOUL = "Asia/Seoul"
    BRISBANE = "Australia/Brisbane"
    SYDNEY = "Australia/Sydney"
    AUCKLAND = "Pacific/Auckland"


class Pattern(StrEnum):
    """What a member who goes abroad may think of (F-OVS-04)."""

    END = "end"
    PORT_OUT = "port_out"
    PAUSE = "pause"  # 休止


class Deadline(NamedTuple):
    """`at` shows local clocks; `is_summer_time` says which of the zone's two times they keep."""

    zone: Zone
    at: datetime
    is_summer_time: bool


# Told by the zone's own calendar, never by the name of a country (C-114 to C-116).
DEADLINE_IS_JAPANESE: Table[bool] = stated(
    "overseas_deadline", "解約ガイド §8⑧ (C-114, C-115, C-116)"
)
ZONES: Table[tuple[Zone, ...]] = always("overseas_zones", Unit.WORD, tuple(Zone), "C-116 (D-33)")
OFFERED: Mapping[Pattern, Table[bool]] = MappingProxyType(
    {
        pattern: always(f"overseas_offered.{pattern}", Unit.WORD, offered, "解約ガイド §8⑧ (C-120)")
        for pattern, offered in (
            (Pattern.END, True),
            (Pattern.PORT_OUT, True),
            (Pattern.PAUSE, False),
        )
    }
)
EVERYTHING_FROM_ABROAD: Table[bool] = stated("overseas_everything", "解約ガイド §8⑧")
CARD_MUST_LAST: Table[bool] = stated("overseas_card", "解約ガイド §8⑧ (C-084)")


def deadline_in(zone: str, cutoff: datetime) -> datetime:
    """The last second in Japan as clocks in any IANA zone show it."""
    try:
        clocks = ZoneInfo(zone)
    except (KeyError, OSError, TypeError, ValueError):
        raise ValueError(f"zone must be the name of an IANA time zone, not {zone!r}") from None
    return an_instant(cutoff, "cutoff").astimezone(clocks)


def deadlines(cutoff: datetime) -> tuple[Deadline, ...]:
    """The deadline in every zone to pick from, in their order."""
    day = an_instant(cutoff, "cutoff").astimezone(JST).date()
    return tuple(_deadline(zone, cutoff) for zone in ZONES.on(day))


def is_offered(pattern: Pattern | str, on: date) -> bool:
    """Whether the site offers this."""
    return OFFERED[member(Pattern, pattern, "pattern")].on(on)


def _deadline(zone: Zone, cutoff: datetime) -> Deadline:
    at = deadline_in(zone, cutoff)
    return Deadline(zone=zone, at=at, is_summer_time=at.dst() != timedelta(0))
