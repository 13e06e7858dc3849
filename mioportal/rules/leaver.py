"""What is true of a line that asks what leaving would mean."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from mioportal.rules import fees
from mioportal.rules.billed import BilledLine, BillFacts
from mioportal.rules.checks import a_count, a_day, member, settle, yen
from mioportal.rules.instalments import Choice, Instalments
from mioportal.rules.options import OptionCode
from mioportal.rules.payment import CardBrand
from mioportal.rules.plans import Function, Medium
from mioportal.rules.share import Place


@dataclass(frozen=True, kw_only=True, slots=True)
class Trial:
    """An option held by `line` that is free up to and on `free_through`."""

    line: str
    option: OptionCode
    free_through: date

    def __post_init__(self) -> None:
        settle(self, "option", member(OptionCode, self.option, "option"))
        a_day(self.free_through, "free_through")


@dataclass(frozen=True, kw_only=True, slots=True)
class SecondaryLeaving:
    """A secondary line that ends with its primary line (C-050), or has its last day already.

    `ends_on` is that day where it was decided before: a number that leaves in the middle of a month
    leaves lines behind that go on to its end. One that `has_left` by then stands on the month's
    bill, and its end was told before: it brings about nothing any more.
    """

    line: str
    contracted_on: date
    started_on: date
    physical_sims: int
    ends_on: date | None = None
    has_left: bool = False

    def __post_init__(self) -> None:
        if self.ends_on is not None:
            a_day(self.ends_on, "ends_on")
        a_day(self.contracted_on, "contracted_on")
        a_day(self.started_on, "started_on")
        a_count(self.physical_sims, "physical_sims")


@dataclass(frozen=True, kw_only=True, slots=True)
class LeavingFacts:
    """One line that leaves, and all that hangs on it.

    `line` is its code, and `bill` what the bill of its last month is made from as far as known:
    plan, type, place in its group, options, devices and related services are read there.
    `physical_sims` are the cards to be sent back. `secondaries` are the group's other lines, if
    this is its primary line; `is_last_line` says that no other line of the member stays.
    `going_too` are other lines on the bill that have ended by the same day.
    `reservation_through` is the last day of a live MNP number, `owed` older debt.
    """

    line: str
    bill: BillFacts
    contracted_on: date
    started_on: date
    physical_sims: int
    secondaries: tuple[SecondaryLeaving, ...] = ()
    trials: tuple[Trial, ...] = ()
    reservation_through: date | None = None
    card_brand: CardBrand | None = None
    pays_by_invoice: bool = False
    is_last_line: bool = False
    has_mail_address: bool = False
    has_cloud: bool = False
    owed: Decimal = Decimal(0)
    going_too: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        a_day(self.contracted_on, "contracted_on")
        a_day(self.started_on, "started_on")
        a_count(self.physical_sims, "physical_sims")
        yen(self.owed, "owed")
        if self.reservation_through is not None:
            a_day(self.reservation_through, "reservation_through")
        if self.card_brand is not None:
            settle(self, "card_brand", member(CardBrand, self.card_brand, "card_brand"))
        if self.line not in {each.line for each in self.bill.lines}:
            raise ValueError(f"line {self.line} is not on the bill")
        self._check_secondaries()
        for each in self.leaving:
            if each.physical_sims and self.held(each.line).medium is Medium.ESIM:
                raise ValueError(f"physical_sims of {each.line} must be 0 for an eSIM")
        for trial in self.trials:
            if trial.option not in self.held(trial.line).options:
                raise ValueError(f"trials name {trial.option}, which {trial.line} does not hold")

    def _check_secondaries(self) -> None:
        group = {each.line for each in self.bill.lines if each.place is Place.SECONDARY}
        told = {each.line for each in self.secondaries}
        if self.billed.place is Place.PRIMARY and told != group:
            raise ValueError(
                "secondaries must name every secondary line on the bill of a primary line"
            )
        if self.billed.place is not Place.PRIMARY and told:
            raise ValueError("secondaries belong to a primary line")

    @property
    def billed(self) -> BilledLine:
        """The line as it stands on its last bill."""
        return self.held(self.line)

    @property
    def itself(self) -> SecondaryLeaving:
        """The asking line, in the shape of the lines that end with it."""
        return SecondaryLeaving(
            line=self.line,
            contracted_on=self.contracted_on,
            started_on=self.started_on,
            physical_sims=self.physical_sims,
        )

    @property
    def leaving(self) -> tuple[SecondaryLeaving, ...]:
        """Every line of which the last bill tells, the asking one first."""
        return (self.itself, *self.secondaries)

    def last_on(self, ended_on: date) -> date:
        """The day on which nothing of it is left, if the asking line ends on a day."""
        return max([ended_on, *(each.ends_on for each in self.secondaries if each.ends_on)])

    @property
    def ending(self) -> tuple[SecondaryLeaving, ...]:
        """Every line that ends by this leaving, the asking one first."""
        return tuple(each for each in self.leaving if not each.has_left)

    @property
    def devices(self) -> tuple[Instalments, ...]:
        """The instalments of the lines that end, as they stand once the lines have ended."""
        ending = {each.line: each for each in self.leaving}
        return tuple(
            replace(each, choice=Choice.LUMP_SUM) if self._in_term(ending[each.line]) else each
            for each in self.bill.instalments
            if each.line in ending
        )

    def _in_term(self, leaver: SecondaryLeaving) -> bool:
        """Whether an old voice line ends within its minimum term: the rest falls due (C-020)."""
        is_voice = self.held(leaver.line).function is Function.VOICE
        return fees.in_old_voice_term(
            leaver.contracted_on, leaver.started_on, self.bill.month, is_voice
        )

    def held(self, line: str) -> BilledLine:
        """A line as it stands on the bill; ValueError if it does not."""
        for each in self.bill.lines:
            if each.line == line:
                return each
        raise ValueError(f"line {line} is not on the bill")
