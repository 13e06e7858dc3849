"""Devices paid in instalments: what is due when, and what leaving does to the rest."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from mioportal.rules import payment
from mioportal.rules.checks import a_count, a_day, a_month, member, settle, yen
from mioportal.rules.dates import add_months, month_start
from mioportal.rules.sources import BEGINNING, Table, Unit, always, stated


class DeviceKind(StrEnum):
    """How a device was bought (F-DEV-03)."""

    ORDINARY = "ordinary"  # 通常の端末分割購入
    CAMPAIGN = "campaign"  # 特定キャンペーン端末
    SUPPORT = "support"  # 端末購入サポート


class OnLeaving(StrEnum):
    """What the contract says becomes of the rest when its line ends (C-020)."""

    CONTINUE = "continue"
    LUMP_SUM = "lump_sum"
    CONTINUE_DISCOUNT_ENDS = "continue_discount_ends"


class Choice(StrEnum):
    """What the member chooses on leaving (C-019)."""

    CONTINUE = "continue"  # 分割継続
    LUMP_SUM = "lump_sum"  # 一括


class Advice(StrEnum):
    """The bands of the sum still owed, over all devices (C-023)."""

    SMALL = "small"
    MIDDLE = "middle"
    LARGE = "large"


COUNT: Table[int] = always("instalment_count", Unit.TIMES, 24, "解約ガイド §6④")
FROM_PURCHASE: Table[bool] = stated("instalments_from_purchase", "解約ガイド §6④ (D-69)")
REMAINDER_FIRST: Table[bool] = stated("instalment_remainder_first", "解約ガイド §6④ (C-016)")
NEVER_A_BLOCK: Table[bool] = stated("instalments_never_block", "解約ガイド §6④ (C-019)")
THIS_MONTH_COUNTS: Table[bool] = stated("instalments_left_include_month", "解約ガイド §6④ (C-018)")
LUMP_ON_LAST_BILL: Table[bool] = stated("instalment_lump_on_last_bill", "解約ガイド §6④ (C-021)")
EARLY_BY_PHONE: Table[bool] = stated("instalment_early_by_phone", "解約ガイド §6④ (C-021)")
EARLY_ON_NEXT_BILL: Table[bool] = stated("instalment_early_on_next_bill", "C-021 (D-70)")
TOLD_BY_BILL: Table[bool] = stated("instalments_told_by_bill", "D-71")
MINIMUM_TERM: Table[bool] = stated("instalments_minimum_term", "解約ガイド §6④ (C-020)")
CERTIFICATE: Table[bool] = stated("instalment_certificate", "解約ガイド §6④")
NOT_TAXED: Table[bool] = stated("instalments_not_taxed", "D-05")
ON_LEAVING: Mapping[DeviceKind, Table[OnLeaving]] = MappingProxyType(
    {
        kind: always(f"instalments_on_leaving.{kind}", Unit.WORD, outcome, "解約ガイド §6④ (C-020)")
        for kind, outcome in (
            (DeviceKind.ORDINARY, OnLeaving.CONTINUE),
            (DeviceKind.CAMPAIGN, OnLeaving.LUMP_SUM),
            (DeviceKind.SUPPORT, OnLeaving.CONTINUE_DISCOUNT_ENDS),
        )
    }
)
# Up to, not including, these sums: below the first SMALL, below the second MIDDLE.
ADVICE_BOUNDS: Table[tuple[Decimal, Decimal]] = always(
    "instalment_advice_bounds",
    Unit.YEN,
    (Decimal(10_000), Decimal(30_000)),
    "解約ガイド §6④ (C-023)",
)


def schedule(total: Decimal, count: int) -> tuple[Decimal, ...]:
    """The payments, whole yen each: equal ones, and the remainder on the first (C-016)."""
    if yen(total, "total") != total.to_integral_value() or total == 0:
        raise ValueError(f"total must be a whole number of yen above 0, not {total}")
    each, remainder = divmod(total, a_count(count, "count", least=1))
    return (each + remainder, *(each for _ in range(count - 1)))


def months(bought_on: date, count: int) -> tuple[date, ...]:
    """The months whose bills hold the payments: from the month of purchase on, one each (D-69)."""
    first = month_start(a_day(bought_on, "bought_on"))
    return tuple(add_months(first, number) for number in range(a_count(count, "count", least=1)))


def early_month(asked_on: date, handled_on: date | None = None) -> date:
    """The month whose bill holds all that is repaid early: that of asking, if still open (D-70).

    `handled_on` is when the desk gets to it; a bill that is fixed by then holds nothing more.
    """
    month = month_start(a_day(asked_on, "asked_on"))
    handled_on = asked_on if handled_on is None else a_day(handled_on, "handled_on")
    if payment.schedule(month).confirmed_on > handled_on:
        return month
    return month_start(handled_on)


def balance(schedule: tuple[Decimal, ...], paid: int) -> Decimal:
    """What is left after the first `paid` payments."""
    if a_count(paid, "paid") > len(schedule):
        raise ValueError(f"paid must be {len(schedule)} payments or fewer, not {paid}")
    return sum(schedule[paid:], Decimal(0))


def on_leaving(kind: DeviceKind | str) -> OnLeaving:
    """What the contract of this kind of device says about leaving."""
    return ON_LEAVING[member(DeviceKind, kind, "kind")].on(BEGINNING)


def choices(kind: DeviceKind | str) -> tuple[Choice, ...]:
    """What the member may choose, the contract's own way first; a lump sum is always possible."""
    if on_leaving(kind) is OnLeaving.LUMP_SUM:
        return (Choice.LUMP_SUM,)
    return (Choice.CONTINUE, Choice.LUMP_SUM)


def advice(balances: Iterable[Decimal]) -> Advice:
    """The band that the sum of all balances falls in."""
    owed = sum((yen(each, "balances") for each in balances), Decimal(0))
    small, middle = ADVICE_BOUNDS.on(BEGINNING)
    if owed < small:
        return Advice.SMALL
    return Advice.MIDDLE if owed < middle else Advice.LARGE


@dataclass(frozen=True, kw_only=True, slots=True)
class Instalments:
    """One device as it stands in a month: `paid` payments stood on earlier bills.

    `discount` is what the purchase support takes off each payment while the line lives.
    """

    code: str
    line: str
    kind: DeviceKind
    total: Decimal
    count: int
    paid: int
    discount: Decimal = Decimal(0)
    choice: Choice | None = None

    def __post_init__(self) -> None:
        settle(self, "kind", member(DeviceKind, self.kind, "kind"))
        payments = schedule(self.total, self.count)
        if a_count(self.paid, "paid") >= self.count:
            raise ValueError(
                f"paid must be fewer than {self.count}: nothing is left of {self.code}"
            )
        if yen(self.discount, "discount") > payments[-1]:
            raise ValueError(f"discount of {self.code} is more than a payment of {payments[-1]}")
        if self.discount and self.kind is not DeviceKind.SUPPORT:
            raise ValueError(f"discount belongs to a purchase support, not to {self.kind}")
        if self.choice is not None:
            settle(self, "choice", member(Choice, self.choice, "choice"))
            if self.choice not in choices(self.kind):
                raise ValueError(f"choice {self.choice} is not open for {self.kind}")

    @property
    def due(self) -> Decimal:
        """This month's payment."""
        return schedule(self.total, self.count)[self.paid]

    @property
    def after_this_month(self) -> Decimal:
        """What is left once this month's payment is made."""
        return balance(schedule(self.total, self.count), self.paid + 1)

    @property
    def ends_in_lump(self) -> bool:
        """Whether the rest falls due with the last bill of a line that leaves."""
        chosen = choices(self.kind)[0] if self.choice is None else self.choice
        return chosen is Choice.LUMP_SUM

    def last_month(self, month: date) -> date:
        """The month whose bill holds the last payment, seen from the bill of `month` (C-018)."""
        return add_months(a_month(month, "month"), self.count - self.paid - 1)
