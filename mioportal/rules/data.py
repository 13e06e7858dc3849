"""Data of a line: what is granted, what may be bought, in which order it goes, when it expires."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from mioportal.rules import plans
from mioportal.rules.checks import a_count, a_day, member, settle
from mioportal.rules.dates import add_months, month_end, month_start
from mioportal.rules.plans import GIGA_SINCE, Family
from mioportal.rules.sources import BEGINNING, Dated, Table, Unit, always, stated
from mioportal.rules.verdict import Verdict, against


class DataKind(StrEnum):
    """Where data comes from, in the order in which it goes when it expires on the same day."""

    PLAN = "plan"
    BOUGHT = "bought"  # 追加データ


class BuyReason(StrEnum):
    """Why no data can be bought."""

    CAP_REACHED = "cap_reached"
    NOT_YET_IN_USE = "not_yet_in_use"
    SUSPENDED = "suspended"
    ENDED = "ended"


@dataclass(frozen=True, kw_only=True, slots=True)
class Parcel:
    """Data that expires together, at the end of `expires_on`."""

    kind: DataKind
    megabytes: int
    expires_on: date

    def __post_init__(self) -> None:
        settle(self, "kind", member(DataKind, self.kind, "kind"))
        a_count(self.megabytes, "megabytes")
        a_day(self.expires_on, "expires_on")


class Spent(NamedTuple):
    """What is left of the parcels, soonest to expire first, and what was used beyond them."""

    left: tuple[Parcel, ...]
    beyond: int


@dataclass(frozen=True, kw_only=True, slots=True)
class BuyFacts:
    """What is true of a line when `parcels` are to be bought for it."""

    bought_on: date
    parcels: int = 1
    bought_this_month: int = 0
    is_not_yet_in_use: bool = False
    is_suspended: bool = False
    has_ended: bool = False

    def __post_init__(self) -> None:
        a_day(self.bought_on, "bought_on")
        a_count(self.parcels, "parcels", least=1)
        a_count(self.bought_this_month, "bought_this_month")


MEGABYTES_PER_GIGABYTE: Table[int] = always("data_gigabyte", Unit.MEGABYTES, 1000, "D-38")
FIRST_MONTH_IN_PART: Table[bool] = stated("data_first_month_in_part", "O-34 (D-38)")

# Of one parcel.
PRICE: Table[Decimal] = always("data_price", Unit.YEN, Decimal(220), "解約ガイド §6③ (O-20)")
PARCEL_MEGABYTES: Table[int] = always("data_parcel", Unit.MEGABYTES, 1000, "解約ガイド §6③ (D-38)")
LEGACY_PRICE: Table[Decimal] = always("data_price_legacy", Unit.YEN, Decimal(220), "O-20")
LEGACY_PARCEL_MEGABYTES: Table[int] = always("data_parcel_legacy", Unit.MEGABYTES, 100, "O-20")
# One article knows no limit; the operator's page does, and it holds.
PARCELS_A_MONTH: Table[int] = always("data_parcels_a_month", Unit.TIMES, 20, "O-20")
NO_REFUND: Table[bool] = stated("data_no_refund", "O-20")
# What nobody can use would expire unused, and is not paid back.
ONLY_IN_USE: Table[bool] = stated("data_bought_in_use_only", "D-60")

# Month ends after the month in which it was granted.
LASTS_MONTHS: Mapping[DataKind, Table[int]] = MappingProxyType(
    {
        kind: always(f"data_lasts_months.{kind}", Unit.MONTHS, months, source)
        for kind, months, source in (
            (DataKind.PLAN, 1, "解約ガイド §6① (D-37)"),
            (DataKind.BOUGHT, 0, "O-20"),
        )
    }
)
OLDEST_FIRST: Table[bool] = stated("data_oldest_first", "D-37")
LOST_AT_END: Table[bool] = stated("data_lost_at_end", "解約ガイド §6① (C-126)")
GIFT_KEEPS_EXPIRY: Table[bool] = stated("data_gift_keeps_expiry", "O-20")
JOINS_POOL: Table[bool] = stated("data_joins_pool", "O-20 (D-57)")
KNOWN_NEXT_DAY: Table[bool] = stated("data_known_next_day", "O-04 (D-58)")

# The sources say "then" and "now": the change is dated with the new plans.
LOW_SPEED: Table[int] = Table(
    "data_low_speed",
    Unit.KBPS,
    (
        Dated(since=BEGINNING, value=200, source="O-12"),
        Dated(since=GIGA_SINCE, value=300, source="O-12 (D-35)"),
    ),
)
SPEED_SWITCH: Table[bool] = stated("data_speed_switch", "O-35")
ALERTS: Table[tuple[int, ...]] = always("data_alerts", Unit.PERCENT, (80, 100), "O-30 (D-39)")
ALERTS_ONCE: Table[bool] = stated("data_alerts_once", "D-59")
ALERTED_AT: Table[time] = always("data_alerted_at", Unit.TIME, time(10), "D-59")

HISTORY_MONTHS: Table[int] = always("data_history_months", Unit.MONTHS, 3, "解約ガイド §6③")
# The record itself goes back further than what is promised.
HISTORY_MOST_MONTHS: Table[int] = always("data_history_most", Unit.MONTHS, 12, "D-58")
HISTORY_DAYS: Table[int] = always("data_history_days", Unit.DAYS, 30, "O-04")

CLOUD_OF_EVERY_PLAN: Table[bool] = stated("cloud_of_every_plan", "解約ガイド §6② (D-146)")
CLOUD_DAYS: Table[int] = always("cloud_days", Unit.DAYS, 30, "解約ガイド §6② (C-103)")
STORAGE_ENDS_WITH_OPTION: Table[bool] = stated("storage_ends_with_option", "解約ガイド §6②")


def granted(plan_code: str, month: date, started_on: date | None = None) -> int:
    """Megabytes that a plan gives for a month; in the month of start only for the days left."""
    first = month_start(month)
    whole = plans.plan(plan_code).gigabytes * MEGABYTES_PER_GIGABYTE.on(first)
    if started_on is None or a_day(started_on, "started_on") <= first:
        return whole
    if started_on > month_end(first):
        raise ValueError(f"started_on {started_on} is after the month of {first}")
    days = month_end(first).day
    return whole * (days - started_on.day + 1) // days


def price(family: Family | str, parcels: int, on: date) -> Decimal:
    """What so many parcels cost, tax included."""
    is_giga = member(Family, family, "family") is Family.GIGA
    return a_count(parcels, "parcels") * (PRICE if is_giga else LEGACY_PRICE).on(on)


def megabytes(family: Family | str, parcels: int, on: date) -> int:
    """How much data so many parcels are."""
    is_giga = member(Family, family, "family") is Family.GIGA
    table = PARCEL_MEGABYTES if is_giga else LEGACY_PARCEL_MEGABYTES
    return a_count(parcels, "parcels") * table.on(on)


def expires_on(kind: DataKind | str, granted_on: date) -> date:
    """The last day on which data granted on a day may be used."""
    day = a_day(granted_on, "granted_on")
    months = LASTS_MONTHS[member(DataKind, kind, "kind")].on(day)
    return month_end(add_months(month_start(day), months))


def may_buy(facts: BuyFacts) -> Verdict[BuyReason]:
    """Whether data may be bought, with every reason against. A line that is leaving may buy."""
    cap = PARCELS_A_MONTH.on(facts.bought_on)
    holds = {
        BuyReason.CAP_REACHED: facts.bought_this_month + facts.parcels > cap,
        BuyReason.NOT_YET_IN_USE: facts.is_not_yet_in_use,
        BuyReason.SUSPENDED: facts.is_suspended,
        BuyReason.ENDED: facts.has_ended,
    }
    return against(holds)


def alive(parcels: Iterable[Parcel], today: date) -> tuple[Parcel, ...]:
    """The parcels that have not expired, soonest to expire first."""
    a_day(today, "today")
    return _in_order(parcel for parcel in parcels if parcel.expires_on >= today)


def shares(parcels: Sequence[Parcel], megabytes: int) -> tuple[int, ...]:
    """What is taken of each parcel, in the order given: soonest to expire goes first."""
    rest, taken = a_count(megabytes, "megabytes"), [0] * len(parcels)
    for index in sorted(range(len(parcels)), key=lambda index: _rank(parcels[index])):
        taken[index] = min(rest, parcels[index].megabytes)
        rest -= taken[index]
    return tuple(taken)


def spend(parcels: Iterable[Parcel], megabytes: int) -> Spent:
    """Take what was used from the parcels, soonest to expire first; a used-up parcel goes."""
    held = _in_order(parcels)
    taken = shares(held, megabytes)
    left = tuple(
        replace(parcel, megabytes=parcel.megabytes - gone)
        for parcel, gone in zip(held, taken, strict=True)
        if parcel.megabytes > gone
    )
    return Spent(left=left, beyond=megabytes - sum(taken))


def low_speed(on: date) -> int:
    """Kilobits a second when nothing is left, or the fast data is switched off (F-DAT-05)."""
    return LOW_SPEED.on(on)


def alerts(held: int, used_before: int, used_after: int, on: date) -> tuple[int, ...]:
    """The thresholds, per cent of the data held, that use has just reached (F-DAT-06)."""
    a_count(held, "held", least=1)
    if a_count(used_after, "used_after") < a_count(used_before, "used_before"):
        raise ValueError(f"used_after {used_after} is less than used_before {used_before}")
    return tuple(
        percent
        for percent in ALERTS.on(on)
        if used_before * 100 < percent * held <= used_after * 100
    )


def history_from(today: date) -> date:
    """The first month of the table of use: this month and the documented months before it."""
    return add_months(month_start(today), -HISTORY_MONTHS.on(today))


def longest_history_from(today: date) -> date:
    """The first month that is shown where the record goes back so far (D-58)."""
    return add_months(month_start(today), 1 - HISTORY_MOST_MONTHS.on(today))


def daily_history_from(today: date) -> date:
    """The first day of the daily table of use, which ends with today."""
    return a_day(today, "today") - timedelta(days=HISTORY_DAYS.on(today) - 1)


def cloud_deleted_on(ended_on: date) -> date:
    """The day at whose end the files in the cloud of an ended line go (F-CON-13)."""
    return a_day(ended_on, "ended_on") + timedelta(days=CLOUD_DAYS.on(ended_on))


def _in_order(parcels: Iterable[Parcel]) -> tuple[Parcel, ...]:
    return tuple(sorted(parcels, key=_rank))


def _rank(parcel: Parcel) -> tuple[date, int]:
    return parcel.expires_on, list(DataKind).index(parcel.kind)
