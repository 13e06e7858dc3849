"""A share group: one data pool and one bill for several lines of a mioID."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from mioportal.rules import options, plan_change
from mioportal.rules.checks import a_count, a_day, a_month, settle, yen
from mioportal.rules.dates import ONE_DAY
from mioportal.rules.options import AgreedFee, OptionCode
from mioportal.rules.sources import BEGINNING, Range, Table, Unit, always, stated
from mioportal.rules.verdict import Verdict, against


class Place(StrEnum):
    """A line's place in its group."""

    ALONE = "alone"
    PRIMARY = "primary"  # 主回線(親回線): pays for all, holds the pool
    SECONDARY = "secondary"  # 副回線(子回線)


class JoinReason(StrEnum):
    """Why a line cannot join a group (O-20, design: only ギガプラン lines of one mioID)."""

    OTHER_MIOID = "other_mioid"
    NOT_GIGA = "not_giga"
    IN_A_GROUP = "in_a_group"
    LEAVING = "leaving"
    GROUP_FULL = "group_full"
    LAST_DAY = "last_day"
    NOT_IN_USE = "not_in_use"
    PLAN_CHANGE_BOOKED = "plan_change_booked"


class PartReason(StrEnum):
    """Why a line cannot be taken out of its group while its contract goes on (D-66)."""

    LAST_DAY = "last_day"
    MAIN_WITH_SUBS = "main_with_subs"
    LEAVING = "leaving"
    NOT_IN_GROUP = "not_in_group"


class PrimaryReason(StrEnum):
    """Why a line cannot become the primary line of its group (D-68)."""

    NOT_SECONDARY = "not_secondary"
    LEAVING = "leaving"
    PARTING = "parting"


class FeePart(StrEnum):
    """A row of the table of fees before and after a line leaves (F-SHR-03)."""

    BASE = "base"
    ADDED_SIMS = "added_sims"
    OPTIONS = "options"
    TOTAL = "total"


# A month, tax included, for each SIM after the first and whatever its type.
ADDED_SIM_FEE: Table[Decimal] = always(
    "added_sim_fee", Unit.YEN, Decimal(440), "解約ガイド §6③ (C-010)"
)
MOST_SIMS: Table[int] = always("share_most_lines", Unit.LINES, 10, "O-06 (C-043)")
PRIMARY_TAKES_ALL: Table[bool] = stated("share_primary_ends_all", "解約ガイド §6③ (C-050)")
UNDONE_LEAVES_ALONE: Table[bool] = stated("share_goes_on_without_undone", "D-144")
SECONDARY_LEAVES_ALONE: Table[bool] = stated("share_secondary_leaves_alone", "解約ガイド §6③")
SECONDARIES_KEEP_PORTING: Table[bool] = stated(
    "share_secondaries_may_port_to_the_end", "解約ガイド §6③ (C-051)"
)
POOL_TO_THE_END: Table[bool] = stated("share_pool_to_the_end", "解約ガイド §6③ (C-126)")
ORDER_IS_FREE: Table[bool] = stated("share_order_is_free", "解約ガイド §2② (C-011)")
PLAN_OF_PRIMARY: Table[bool] = stated("share_plan_of_primary", "D-65")
CHANGES_WITH_PLANS: Table[bool] = stated("share_changes_with_plans", "D-66")
POOL_STAYS: Table[bool] = stated("share_pool_stays", "D-67")
PRIMARY_FROM_GROUP: Table[bool] = stated("primary_change_within_group", "D-68")
# Days after the desk takes the request; the change holds from midnight of that day.
PRIMARY_CHANGE_DAYS: Table[int] = always(
    "primary_change_days", Unit.DAYS, 1, "解約ガイド §6③ (C-052)"
)
PRIMARY_CHANGE_FEE: Table[Decimal] = always(
    "primary_change_fee", Unit.YEN, Decimal(0), "解約ガイド §6③ (C-052)"
)
# A line and month, tax included; off (C-053).
FAMILY_DISCOUNT: Table[Decimal] = always("family_discount", Unit.YEN, Decimal(0), "O-07 (C-053)")
# Voice lines of ギガプラン under one mioID: from how many on, and for how many at most.
FAMILY_LINES: Table[Range[int]] = always("family_lines", Unit.LINES, Range(2, 5), "O-07")


def monthly_fee(plan_fee: Decimal, sims: int, month: date | None = None) -> Decimal:
    """The group's fee for a month without options; `plan_fee` is that of its primary line."""
    base = yen(plan_fee, "plan_fee")
    if a_count(sims, "sims", least=1) > MOST_SIMS.on(BEGINNING):
        raise ValueError(f"sims must be {MOST_SIMS.on(BEGINNING)} or fewer, not {sims}")
    return base + _added(sims, month)


def _added(sims: int, month: date | None) -> Decimal:
    return (sims - 1) * ADDED_SIM_FEE.on(date.max if month is None else a_month(month, "month"))


def takes_effect_on(asked_on: date) -> date:
    """The first day in the group, or out of it: plans change on the same day (D-66)."""
    return plan_change.takes_effect_on(asked_on)


def changeable_through(day: date) -> date:
    """The last day of this month on which the group of the next one is changed (D-66)."""
    return plan_change.bookable_through(day)


def primary_changes_on(requested_on: date) -> date:
    """The first day of the new primary line: 主回線変更 (C-052)."""
    return a_day(requested_on, "requested_on") + PRIMARY_CHANGE_DAYS.on(requested_on) * ONE_DAY


@dataclass(frozen=True, kw_only=True, slots=True)
class JoinFacts:
    """What is true of a line that is to join a group of `sims` lines."""

    asked_on: date
    sims: int
    is_of_another_mioid: bool = False
    is_legacy: bool = False
    is_in_a_group: bool = False
    is_leaving: bool = False
    is_not_in_use: bool = False
    has_booked_plan: bool = False

    def __post_init__(self) -> None:
        a_day(self.asked_on, "asked_on")
        a_count(self.sims, "sims", least=1)


def may_join(facts: JoinFacts) -> Verdict[JoinReason]:
    """Whether a line may join a group, with every reason against."""
    holds = {
        JoinReason.OTHER_MIOID: facts.is_of_another_mioid,
        JoinReason.NOT_GIGA: facts.is_legacy,
        JoinReason.IN_A_GROUP: facts.is_in_a_group,
        JoinReason.LEAVING: facts.is_leaving,
        JoinReason.GROUP_FULL: facts.sims >= MOST_SIMS.on(BEGINNING),
        JoinReason.LAST_DAY: facts.asked_on > changeable_through(facts.asked_on),
        JoinReason.NOT_IN_USE: facts.is_not_in_use,
        JoinReason.PLAN_CHANGE_BOOKED: facts.has_booked_plan,
    }
    return against(holds)


@dataclass(frozen=True, kw_only=True, slots=True)
class PartFacts:
    """What is true of a line that is to leave its group and go on alone."""

    asked_on: date
    is_primary_with_secondaries: bool = False
    is_leaving: bool = False
    is_in_no_group: bool = False

    def __post_init__(self) -> None:
        a_day(self.asked_on, "asked_on")


def may_part(facts: PartFacts) -> Verdict[PartReason]:
    """Whether a line may be taken out of its group, with every reason against."""
    holds = {
        PartReason.LAST_DAY: facts.asked_on > changeable_through(facts.asked_on),
        PartReason.MAIN_WITH_SUBS: facts.is_primary_with_secondaries,
        PartReason.LEAVING: facts.is_leaving,
        PartReason.NOT_IN_GROUP: facts.is_in_no_group,
    }
    return against(holds)


@dataclass(frozen=True, kw_only=True, slots=True)
class PrimaryFacts:
    """What is true, on the day of the change, of a line that is to be the primary one."""

    is_secondary: bool
    is_leaving: bool = False
    is_parting: bool = False


def may_be_primary(facts: PrimaryFacts) -> Verdict[PrimaryReason]:
    """Whether a line may become the primary line of its group, with every reason against."""
    holds = {
        PrimaryReason.NOT_SECONDARY: not facts.is_secondary,
        PrimaryReason.LEAVING: facts.is_leaving,
        PrimaryReason.PARTING: facts.is_parting,
    }
    return against(holds)


@dataclass(frozen=True, kw_only=True, slots=True)
class GroupLine:
    """A line of a group with the options it holds."""

    line: str
    options: tuple[OptionCode, ...] = ()
    agreed: tuple[AgreedFee, ...] = ()

    def __post_init__(self) -> None:
        settle(self, "options", options.held_once(self.options, "options", self.line))
        options.check_agreed(self.agreed, self.options, self.line)

    def fee(self, month: date) -> Decimal:
        """What its options cost a month."""
        return self._fee_of(self.options, month)

    def lasting_fee(self, month: date) -> Decimal:
        """What those of them cost that go on without the line."""
        return self._fee_of(filter(options.goes_on, self.options), month)

    def _fee_of(self, codes: Iterable[OptionCode], month: date) -> Decimal:
        agreed = dict(self.agreed)
        fees = (options.monthly_fee(code, month, agreed.get(code)) for code in codes)
        return sum(fees, Decimal(0))


@dataclass(frozen=True, kw_only=True, slots=True)
class GroupFacts:
    """A group, and which of its lines is thought to leave; `lines[0]` is the primary line."""

    month: date
    plan_fee: Decimal
    lines: tuple[GroupLine, ...]
    leaver: str

    def __post_init__(self) -> None:
        a_month(self.month, "month")
        yen(self.plan_fee, "plan_fee")
        names = [each.line for each in self.lines]
        if len(names) < 2 or len(set(names)) < len(names):
            raise ValueError("lines must be two or more, each once")
        if self.leaver not in names:
            raise ValueError(f"leaver {self.leaver} is not in the group")


@dataclass(frozen=True, kw_only=True, slots=True)
class FeeChange:
    """Yen a month, tax included, before and after."""

    part: FeePart
    before: Decimal
    after: Decimal

    @property
    def difference(self) -> Decimal:
        """Below zero where it becomes cheaper."""
        return self.after - self.before


@dataclass(frozen=True, kw_only=True, slots=True)
class Consequences:
    """What a line's leaving does to its group.

    `ends` are the lines that end, the leaver first; `fees` hold from the month after.
    """

    ends: tuple[str, ...]
    fees: tuple[FeeChange, ...]

    @property
    def fee(self) -> FeeChange:
        """The row of the whole."""
        return self.fees[-1]


def consequences_of_leaving(facts: GroupFacts) -> Consequences:
    """Who ends along, and what the group pays before and after (F-SHR-02 to F-SHR-04)."""
    primary = facts.lines[0].line
    names = tuple(each.line for each in facts.lines)
    ends = names if facts.leaver == primary else (facts.leaver,)
    before = _fees(facts, facts.lines)
    after = _fees(facts, [each for each in facts.lines if each.line not in ends])
    # Options of third parties stay with the member and go on costing.
    lasting = sum(
        (each.lasting_fee(facts.month) for each in facts.lines if each.line in ends), Decimal(0)
    )
    for part in (FeePart.OPTIONS, FeePart.TOTAL):
        after[part] += lasting
    fees = tuple(FeeChange(part=part, before=before[part], after=after[part]) for part in FeePart)
    return Consequences(ends=ends, fees=fees)


def _fees(facts: GroupFacts, left: Iterable[GroupLine]) -> dict[FeePart, Decimal]:
    stay = tuple(left)
    base = facts.plan_fee if stay else Decimal(0)
    added = _added(len(stay), facts.month) if stay else Decimal(0)
    extra = sum((each.fee(facts.month) for each in stay), Decimal(0))
    return {
        FeePart.BASE: base,
        FeePart.ADDED_SIMS: added,
        FeePart.OPTIONS: extra,
        FeePart.TOTAL: base + added + extra,
    }
