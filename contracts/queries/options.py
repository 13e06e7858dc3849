"""Options of a member: what each line holds, what it held, and what it may add."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accounts import queries as accounts
from accounts.models import Member
from contracts.models import Line, OptionPeriod
from contracts.queries.lines import LineRow, Tag, line_row, lines_of, periods_of
from mioportal.rules import option_changes, options
from mioportal.rules.dates import ONE_DAY, month_start
from mioportal.rules.option_changes import AddFacts, AddReason, EndFacts, EndReason
from mioportal.rules.options import Option, OptionCode, Provider
from mioportal.rules.plans import Function
from mioportal.rules.verdict import Verdict

_KINDS = {
    OptionPeriod.State.WAITING: "brand",
    OptionPeriod.State.ACTIVE: "ok",
    OptionPeriod.State.TRIAL: "brand",
    OptionPeriod.State.SEPARATE: "warning",
    OptionPeriod.State.ENDING: "warning",
    OptionPeriod.State.ENDED: "",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class HeldOption:
    """One period of an option, with its line, as it stands on a day."""

    period: OptionPeriod
    today: date

    @property
    def line(self) -> Line:
        """The line it is, or was, held with."""
        return self.period.line

    @property
    def option(self) -> Option:
        """What it is."""
        return options.option(self.period.option_code)

    @property
    def label(self) -> str:
        """The documented name."""
        return self.option.label

    @property
    def state(self) -> OptionPeriod.State:
        """ST-option."""
        return self.period.state(self.today)

    @property
    def tag(self) -> Tag:
        """The state in words."""
        return Tag(label=str(self.state.label), kind=_KINDS[self.state])

    @property
    def is_over(self) -> bool:
        """解約済み."""
        return self.period.is_over(self.today)

    @property
    def is_open(self) -> bool:
        """Whether it goes on until somebody ends it, or its line does."""
        return self.period.ends_on is None

    @property
    def yen(self) -> Decimal:
        """A whole month at full price, tax included."""
        month = month_start(max(self.today, self.period.starts_on))
        return options.monthly_fee(self.option.code, month, self.period.agreed_yen)

    @property
    def paid_from(self) -> date | None:
        """The day on which a trial that still runs becomes paid; None where none runs."""
        through = self.period.trial_through
        runs = self.is_open and through is not None and self.period.is_free(self.today)
        return through + ONE_DAY if runs and through is not None else None

    @property
    def gave_way(self) -> bool:
        """Whether it ended because another took its place (D-63)."""
        period = self.period
        return period.cancelled_at is not None and period.receipt_number is None

    @property
    def goes_on(self) -> bool:
        """Whether it does not, or may not, end with its line (F-OPT-02)."""
        return options.goes_on(self.option.code)

    @property
    def at_provider(self) -> bool:
        """Whether it is ended at a third party's site (C-098)."""
        return self.option.provider is not Provider.HERE

    @property
    def verdict(self) -> Verdict[EndReason]:
        """Whether it may be ended on the site, with every reason against."""
        ending = self.period.ends_on is not None and not self.is_over
        return option_changes.may_cancel_option(
            EndFacts(
                option=self.option.code,
                is_not_in_use_yet=self.period.starts_on > self.today,
                is_ending=ending,
                with_line=ending and self.period.decided_at is None,
                has_ended=self.is_over,
            )
        )

    @property
    def may_tick(self) -> bool:
        """Whether the member may say that it was ended over there."""
        return self.verdict.reasons == (EndReason.AT_PROVIDER,)

    @property
    def may_take_back(self) -> bool:
        """Whether they may say that it was not (D-64)."""
        last = self.period.ends_on
        ticked = self.period.ticked_at is not None and last is not None
        return ticked and self.today <= option_changes.tick_open_through(last or self.today)

    @property
    def look_again_on(self) -> date | None:
        """From when on to look whether it is still billed; None while it goes on."""
        last = self.period.ends_on
        return option_changes.looked_at_again_on(last) if last else None

    @property
    def is_to_check(self) -> bool:
        """Whether today is the time to look, of one that was ended over there (C-098)."""
        first, last = self.look_again_on, self.watch_card_through
        ticked = self.period.ticked_at is not None
        return ticked and first is not None and last is not None and first <= self.today <= last

    @property
    def watch_card_through(self) -> date | None:
        """Up to when the card's statements are to be watched."""
        last = self.period.ends_on
        return option_changes.card_watched_through(last) if last else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Addable:
    """An option that a line may add, at its monthly fee."""

    option: Option
    yen: Decimal
    trial_through: date | None
    gives_way: HeldOption | None


@dataclass(frozen=True, kw_only=True, slots=True)
class LineOptions:
    """A line with its options: those held, those that ended, those that may be added."""

    line: LineRow
    held: Sequence[HeldOption]
    ended: Sequence[HeldOption]
    addable: Sequence[Addable]

    @property
    def yen(self) -> Decimal:
        """What those that are held cost a whole month, trials left out."""
        paid = (each.yen for each in self.held if not each.period.is_free(each.today))
        return sum(paid, Decimal(0))

    @property
    def has_trial(self) -> bool:
        """Whether some of those that are held cost nothing yet."""
        return any(each.period.is_free(each.today) for each in self.held)


def options_of(member: Member, today: date) -> list[LineOptions]:
    """Every line of a member with its options, in a fixed number of queries."""
    lines = list(lines_of(member, today))
    every = (period for line in lines for period in periods_of(line))
    tried = {period.option_code for period in every if period.trial_through}
    if lines:
        tried |= _tried_under(accounts.earlier_mioids(member))
    return [_of_line(line, tried, today) for line in lines]


def tried_options(member: Member) -> set[str]:
    """What was free for a member before, under whichever mioID: it is so no more (C-123, D-62)."""
    return _tried_under([member.pk, *accounts.earlier_mioids(member)])


def _tried_under(mioids: Collection[int]) -> set[str]:
    if not mioids:
        return set()
    rows = OptionPeriod.objects.filter(line__member__in=mioids, trial_through__isnull=False)
    return set(rows.values_list("option_code", flat=True))


@dataclass(frozen=True, kw_only=True, slots=True)
class ToLookAt:
    """Options of a member that need a look today."""

    on_trial: Sequence[HeldOption]
    separate: Sequence[HeldOption]
    to_check: Sequence[HeldOption]

    @property
    def any(self) -> bool:
        """Whether there is one."""
        return bool(self.on_trial or self.separate or self.to_check)


def options_to_look_at(lines: Iterable[Line], today: date) -> ToLookAt:
    """Trials that will cost, what outlives its line, and ended-over-there from a month later on.

    What was ended over there is no longer looked at once the card's statements are enough.
    """
    held = [each for line in lines for each in held_options(line, today)]
    held.sort(key=lambda each: (each.period.starts_on, each.period.pk))
    return ToLookAt(
        on_trial=[each for each in held if each.state == OptionPeriod.State.TRIAL],
        separate=[each for each in held if each.state == OptionPeriod.State.SEPARATE],
        to_check=[each for each in held if each.is_to_check],
    )


def held_options(line: Line, today: date) -> list[HeldOption]:
    """What a prefetched line holds on a day, or will hold, and what it held."""
    return [HeldOption(period=period, today=today) for period in periods_of(line)]


def option_of(member: Member, code: str, today: date) -> HeldOption | None:
    """One option by its public code, of a prefetched line; None if it is not theirs."""
    lines = lines_of(member, today).filter(option_periods__code=code)
    held = (each for line in lines for each in held_options(line, today))
    return next((each for each in held if each.period.code == code), None)


def _of_line(line: Line, tried: Collection[str], today: date) -> LineOptions:
    options_of_line = held_options(line, today)
    held = [each for each in options_of_line if not each.is_over]
    codes = [code for code in OptionCode if may_add(line, code, held, today).allowed]
    return LineOptions(
        line=line_row(line, today),
        held=held,
        ended=[each for each in reversed(options_of_line) if each.is_over],
        addable=[
            Addable(
                option=options.option(code),
                yen=options.monthly_fee(code, month_start(today)),
                trial_through=option_changes.trial_through(code, today, had_before=code in tried),
                gives_way=gives_way(code, held),
            )
            for code in codes
        ],
    )


def may_add(
    line: Line, code: OptionCode, held: Sequence[HeldOption], today: date
) -> Verdict[AddReason]:
    """Whether a line that holds these may add an option on the site today."""
    same = next((each for each in held if each.option.code is code), None)
    status = line.status(today)
    return option_changes.may_add(
        AddFacts(
            option=code,
            function=Function(line.function),
            added_on=today,
            is_held=same is not None and same.is_open,
            is_ending=same is not None and not same.is_open,
            is_not_in_use_yet=status == Line.Status.WAITING,
            is_leaving=status == Line.Status.LEAVING,
            has_ended=status == Line.Status.ENDED,
            is_suspended=line.member.standing.is_suspended,
        )
    )


def gives_way(code: OptionCode, held: Sequence[HeldOption]) -> HeldOption | None:
    """Which of those held ends because the new one takes its place; None where none does."""
    same_kind = (each for each in held if option_changes.gives_way(code, each.option.code))
    return next(same_kind, None)
