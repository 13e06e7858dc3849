"""A device's ledger on a day: from the stored rows, never total ÷ n (C-016)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from contracts.models import Device, Line, Payment
from mioportal.rules import fees, instalments
from mioportal.rules.dates import month_end, month_start
from mioportal.rules.instalments import Choice
from mioportal.rules.payment import schedule


def charged_on(month: date) -> date:
    """The day on which the payment of a month is charged to the card (D-69)."""
    return schedule(month_start(month)).charged_on


def choices(device: Device, ended_on: date) -> tuple[Choice, ...]:
    """What may be chosen for a device whose line ends on a day; the contract's own way first."""
    line = device.line
    is_voice = line.function == Line.Function.VOICE
    if fees.in_old_voice_term(line.contracted_on, line.started_on, ended_on, is_voice):
        return (Choice.LUMP_SUM,)
    return instalments.choices(device.kind)


def choice(device: Device, ended_on: date) -> Choice:
    """What becomes of the rest when the line ends on a day, as it is decided now."""
    open_to_it = choices(device, ended_on)
    chosen = Choice(device.choice) if device.choice else open_to_it[0]
    return chosen if chosen in open_to_it else open_to_it[0]


@dataclass(frozen=True, kw_only=True, slots=True)
class Leaving:
    """What one choice means in yen, seen from the month in which the line ends."""

    choice: Choice
    is_chosen: bool
    # On the bill of that month: its own payment, and what falls due with it.
    month: date
    due_yen: Decimal
    rest_yen: Decimal
    charged_on: date
    # What goes on after that bill.
    payments_after: int
    last_charged_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class Ledger:
    """One device with its ledger, its rows read along, as it stands on a day."""

    device: Device
    today: date

    @property
    def rows(self) -> list[Payment]:
        """Every payment, in order."""
        return self.device.ledger  # type: ignore[attr-defined]

    @property
    def paid(self) -> list[Payment]:
        """What was paid."""
        return [row for row in self.rows if row.paid_on is not None]

    @property
    def open(self) -> list[Payment]:
        """What is still to be paid."""
        return [row for row in self.rows if row.paid_on is None]

    @property
    def at_once(self) -> list[Payment]:
        """What is to be paid at once: asked for early, or due because the line has ended."""
        return [row for row in self.open if row.way]

    @property
    def paid_yen(self) -> Decimal:
        """支払済."""
        return _sum(self.paid)

    @property
    def left_yen(self) -> Decimal:
        """残債."""
        return _sum(self.open)

    @property
    def at_once_yen(self) -> Decimal:
        """The part of what is left that is charged at once."""
        return _sum(self.at_once)

    @property
    def monthly_yen(self) -> Decimal:
        """月額: what every payment but the first comes to."""
        return self.rows[-1].yen

    @property
    def first_yen(self) -> Decimal:
        """The first payment, which takes the remainder."""
        return self.rows[0].yen

    @property
    def next(self) -> Payment | None:
        """The next payment; None once all is paid."""
        return min(self.open, key=lambda row: (row.month, row.number), default=None)

    @property
    def next_on(self) -> date | None:
        """The day on which the card is charged next."""
        return charged_on(self.next.month) if self.next else None

    @property
    def next_yen(self) -> Decimal:
        """Everything that is charged on that day."""
        return _sum(row for row in self.open if self.next and row.month == self.next.month)

    @property
    def last_on(self) -> date | None:
        """The day on which the last payment is charged; None once all is paid."""
        return max((charged_on(row.month) for row in self.open), default=None)

    @property
    def line_is_over(self) -> bool:
        """Whether its line has ended."""
        return self.device.line.status(self.today) == Line.Status.ENDED

    @property
    def leaves_in(self) -> date:
        """The month in which the line ends; this month where that is not decided."""
        return month_start(self.device.line.ends_on or self.today)

    @property
    def leaves_on(self) -> date:
        """The day on which the line ends; the end of this month where that is not decided."""
        return self.device.line.ends_on or month_end(self.today)

    @property
    def status(self) -> Device.Status:
        """ST-device; the jobs need not have run for it to be right."""
        if not self.open:
            return Device.Status.PAID_OFF
        if self.at_once:
            return Device.Status.AT_ONCE
        if not self.line_is_over:
            return Device.Status.PAYING
        rest = [row for row in self.open if row.month > self.leaves_in]
        if rest and choice(self.device, self.leaves_on) is Choice.LUMP_SUM:
            return Device.Status.AT_ONCE
        return Device.Status.DISCOUNT_OVER if self.device.discount_yen else Device.Status.CONTINUED

    @property
    def may_choose(self) -> bool:
        """Whether what leaving does can still be chosen (C-122)."""
        return not self.line_is_over and any(
            not row.way and row.month > self.leaves_in for row in self.open
        )

    @property
    def may_repay_early(self) -> bool:
        """Whether anything is left that is not charged with this month's bill anyway."""
        month = instalments.early_month(self.today)
        return any(not row.way and row.month > month for row in self.open)

    @property
    def early_yen(self) -> Decimal:
        """What an early repayment accepted today comes to, this month's own payment aside."""
        month = instalments.early_month(self.today)
        return _sum(row for row in self.open if not row.way and row.month > month)

    @property
    def leaving(self) -> list[Leaving]:
        """What may be chosen on leaving, the choice that stands first, each with its yen."""
        chosen = choice(self.device, self.leaves_on)
        return [
            self._leaving(each, is_chosen=each is chosen)
            for each in sorted(
                choices(self.device, self.leaves_on), key=lambda each: each is not chosen
            )
        ]

    def _leaving(self, each: Choice, *, is_chosen: bool) -> Leaving:
        month = self.leaves_in
        due = _sum(row for row in self.open if row.month == month)
        rest = [row for row in self.open if row.month > month]
        in_lump = each is Choice.LUMP_SUM
        last = rest[-1].month if rest and not in_lump else month
        return Leaving(
            choice=each,
            is_chosen=is_chosen,
            month=month,
            due_yen=due,
            rest_yen=_sum(rest) if in_lump else Decimal(0),
            charged_on=charged_on(month),
            payments_after=0 if in_lump else len(rest),
            last_charged_on=charged_on(last),
        )


def _sum(rows: Iterable[Payment]) -> Decimal:
    return sum((row.yen for row in rows), Decimal(0))
