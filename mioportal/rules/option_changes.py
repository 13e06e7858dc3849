"""Adding and ending options: what may be added where, what is tried free, what is forgotten."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from mioportal.rules import options
from mioportal.rules.checks import a_day, member, settle
from mioportal.rules.dates import ONE_DAY, add_months, month_end
from mioportal.rules.options import OPTIONS, Category, OptionCode, Provider
from mioportal.rules.plans import Function
from mioportal.rules.sources import BEGINNING, Table, Unit, always, stated
from mioportal.rules.verdict import Verdict, against


class AddReason(StrEnum):
    """Why an option cannot be added to a line on the site."""

    ONLY_WITH_DEVICE = "only_with_device"
    NOT_SOLD = "not_sold"
    OTHER_FUNCTION = "other_function"
    ALREADY_HELD = "already_held"
    STILL_ENDING = "still_ending"
    NOT_IN_USE_YET = "not_in_use_yet"
    LEAVING = "leaving"
    ENDED = "ended"
    SUSPENDED = "suspended"


class EndReason(StrEnum):
    """Why an option cannot be ended on the site."""

    NOT_HELD = "not_held"
    AT_PROVIDER = "at_provider"
    NOT_IN_USE_YET = "not_in_use_yet"
    ENDS_WITH_LINE = "ends_with_line"
    ALREADY_ENDING = "already_ending"
    ALREADY_ENDED = "already_ended"


class Forgotten(StrEnum):
    """The ways in which options stay behind unnoticed (F-OPT-09)."""

    TRIAL = "trial"
    COVER = "cover"
    SECURITY = "security"
    SEVERAL = "several"


class Check(StrEnum):
    """The checklist against forgetting, in its order (F-OPT-08)."""

    LISTED = "listed"
    CHOSEN = "chosen"
    CANCELLED = "cancelled"
    MAILED = "mailed"
    SHOWN_ENDED = "shown_ended"
    NOT_BILLED = "not_billed"
    LOOKED_AGAIN = "looked_again"


_ANY = tuple(Function)
_WITH_A_NUMBER = (Function.VOICE, Function.SMS)
_VOICE = (Function.VOICE,)
SOLD_FOR: Mapping[OptionCode, Table[tuple[Function, ...]]] = MappingProxyType(
    {
        code: always(f"option_sold_for.{code}", Unit.WORD, functions, "D-61")
        for code, functions in (
            (OptionCode.CALL_5, _VOICE),
            (OptionCode.CALL_10, _VOICE),
            (OptionCode.CALL_UNLIMITED, _VOICE),
            (OptionCode.DIAL, _VOICE),
            (OptionCode.LARGE_DATA, _ANY),
            (OptionCode.DEVICE_COVER, _ANY),
            (OptionCode.SAFETY_MAIL, _ANY),
            (OptionCode.NUISANCE_GUARD, _WITH_A_NUMBER),
            (OptionCode.TABUHO, _ANY),
            (OptionCode.SMART_CHECKER, _ANY),
            (OptionCode.TOBILA_PHONE, _WITH_A_NUMBER),
            (OptionCode.I_FILTER, _ANY),
            (OptionCode.VIRUS_BUSTER, _ANY),
        )
    }
)
LEGACY_LINES_TOO: Table[bool] = stated("option_legacy_lines_too", "解約ガイド §2④ (D-61)")
AGREED_WHEN_APPLYING: Table[bool] = stated("option_fee_agreed_when_applying", "D-61")
# No source says what its fee buys: who has it keeps it, and nobody gets it anew.
NOT_SOLD: Table[tuple[OptionCode, ...]] = always(
    "options_not_sold", Unit.WORD, (OptionCode.LARGE_DATA,), "D-61"
)
STARTS_AT_ONCE: Table[bool] = stated("option_starts_at_once", "D-61")
FIRST_MONTH_IN_FULL: Table[bool] = stated("option_first_month_in_full", "D-61")
REJOINED_AS_NEW: Table[bool] = stated("option_rejoined_as_new", "D-61")
ONE_CALL_OPTION: Table[bool] = stated("one_call_option", "解約ガイド §5④ (D-63)")
ADDRESS_ENDS: Table[bool] = stated("safety_mail_address_ends", "解約ガイド §6②")

# Month ends after the month of application: free through the last of them.
TRIAL_MONTHS: Mapping[OptionCode, Table[int]] = MappingProxyType(
    {
        code: always(f"option_trial_months.{code}", Unit.MONTHS, 1, source)
        for code, source in (
            (OptionCode.TABUHO, "解約ガイド §5④ (D-62)"),
            (OptionCode.TOBILA_PHONE, "D-62"),
        )
    }
)
TRIAL_ONCE: Table[bool] = stated("option_trial_once", "D-62")
TRIAL_ENDS_FREE: Table[bool] = stated("option_trial_ends_free", "D-62")
TRIAL_BECOMES_PAID: Table[bool] = stated("option_trial_becomes_paid", "解約ガイド §5④")
# Before the last free day.
TRIAL_WARNED: Table[tuple[int, ...]] = always("option_trial_warned", Unit.DAYS, (7, 1), "D-62")

TICK_IS_NOTICE: Table[bool] = stated("option_tick_is_notice", "解約ガイド §5④ (D-64)")
TICK_TAKEN_BACK: Table[bool] = stated("option_tick_taken_back", "D-64")
BY_PHONE_TOO: Table[bool] = stated("plans_and_options_by_phone", "D-76")

AUDIT_STEPS: Table[int] = always("option_audit_steps", Unit.STEPS, 4, "解約ガイド §5④")
CHECKLIST: Table[tuple[Check, ...]] = always(
    "option_checklist", Unit.WORD, tuple(Check), "解約ガイド §5④"
)
FORGOTTEN: Table[tuple[Forgotten, ...]] = always(
    "option_forgotten", Unit.WORD, tuple(Forgotten), "解約ガイド §5④"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class AddFacts:
    """An option that is wished for, and the line it is wished for.

    `is_ending` says that the line still holds it up to a day that is decided.
    """

    option: OptionCode
    function: Function
    added_on: date
    is_held: bool = False
    is_ending: bool = False
    is_not_in_use_yet: bool = False
    is_leaving: bool = False
    has_ended: bool = False
    is_suspended: bool = False

    def __post_init__(self) -> None:
        settle(self, "option", member(OptionCode, self.option, "option"))
        settle(self, "function", member(Function, self.function, "function"))
        a_day(self.added_on, "added_on")


@dataclass(frozen=True, kw_only=True, slots=True)
class EndFacts:
    """An option that is to be ended alone.

    `is_ending` says that its last day is decided and has not passed, `with_line` that it is the
    line's own last day.
    """

    option: OptionCode
    is_held: bool = True
    is_not_in_use_yet: bool = False
    is_ending: bool = False
    with_line: bool = False
    has_ended: bool = False

    def __post_init__(self) -> None:
        settle(self, "option", member(OptionCode, self.option, "option"))
        if self.with_line and not self.is_ending:
            raise ValueError("with_line says how it ends: is_ending must be true")


def may_hold(option: OptionCode | str, function: Function | str, on: date) -> bool:
    """Whether a line with this function may have the option at all."""
    code = member(OptionCode, option, "option")
    return member(Function, function, "function") in SOLD_FOR[code].on(on)


def may_add(facts: AddFacts) -> Verdict[AddReason]:
    """Whether the option may be added on the site, with every reason against.

    Another call option is none: it gives way (`gives_way`).
    """
    is_cover = OPTIONS[facts.option].category is Category.COVER
    holds = {
        AddReason.ONLY_WITH_DEVICE: is_cover,
        AddReason.NOT_SOLD: facts.option in NOT_SOLD.on(facts.added_on),
        AddReason.OTHER_FUNCTION: not may_hold(facts.option, facts.function, facts.added_on),
        AddReason.ALREADY_HELD: facts.is_held,
        AddReason.STILL_ENDING: facts.is_ending,
        AddReason.NOT_IN_USE_YET: facts.is_not_in_use_yet,
        AddReason.LEAVING: facts.is_leaving,
        AddReason.ENDED: facts.has_ended,
        AddReason.SUSPENDED: facts.is_suspended,
    }
    return against(holds)


def may_cancel_option(facts: EndFacts) -> Verdict[EndReason]:
    """Whether the option may be ended on the site, with every reason against.

    That its line leaves or has ended is none: what goes on is ended by itself (C-095).
    """
    holds = {
        EndReason.NOT_HELD: not facts.is_held,
        EndReason.AT_PROVIDER: OPTIONS[facts.option].provider is not Provider.HERE,
        EndReason.NOT_IN_USE_YET: facts.is_not_in_use_yet,
        EndReason.ENDS_WITH_LINE: facts.is_ending and facts.with_line,
        EndReason.ALREADY_ENDING: facts.is_ending and not facts.with_line,
        EndReason.ALREADY_ENDED: facts.has_ended,
    }
    return against(holds)


def gives_way(new: OptionCode | str, held: OptionCode | str) -> bool:
    """Whether a held option ends because the new one takes its place (D-63)."""
    comes, goes = (OPTIONS[member(OptionCode, code, "option")] for code in (new, held))
    return comes.code is not goes.code and comes.category is goes.category is Category.CALLS


def replaced_on(held_since: date, new_since: date) -> date:
    """The last day of an option that gives way: the day before, or its only day (D-63)."""
    return max(a_day(held_since, "held_since"), a_day(new_since, "new_since") - ONE_DAY)


def last_day(
    option: OptionCode | str, cancelled_on: date, trial_through: date | None = None
) -> date:
    """The last day of an option that is cancelled alone: no later than its trial (D-62)."""
    ends_on = options.ending(option, cancelled_on).ends_on
    if trial_through is None or a_day(trial_through, "trial_through") < cancelled_on:
        return ends_on
    return min(ends_on, trial_through)


def ends_at_once(option: OptionCode | str, cancelled_on: date) -> bool:
    """Whether it is over as soon as it is cancelled, and not only at the end of a day."""
    category = OPTIONS[member(OptionCode, option, "option")].category
    return options.ENDS_ALONE[category].on(cancelled_on) is options.EndsAlone.AT_ONCE


def trial_through(
    option: OptionCode | str, added_on: date, *, had_before: bool = False
) -> date | None:
    """The last free day of an option that is added on a day; None where nothing is free."""
    code = member(OptionCode, option, "option")
    if code not in TRIAL_MONTHS or had_before:
        return None
    return month_end(add_months(a_day(added_on, "added_on"), TRIAL_MONTHS[code].on(added_on)))


def warned_on(trial_through: date) -> tuple[date, ...]:
    """The days on which the end of a trial is told, the first of them first."""
    days = TRIAL_WARNED.on(a_day(trial_through, "trial_through"))
    return tuple(sorted(trial_through - timedelta(days=each) for each in days))


def tick_open_through(ends_on: date) -> date:
    """The last day on which "ended over there" may be taken back (D-64)."""
    return month_end(ends_on)


def looked_at_again_on(ended_on: date) -> date:
    """The day from which a member should look whether it is still billed."""
    return add_months(a_day(ended_on, "ended_on"), options.AFTERCHECK_MONTHS.on(ended_on))


def card_watched_through(ended_on: date) -> date:
    """The day up to which the card's statements should be watched."""
    return add_months(a_day(ended_on, "ended_on"), options.CARD_WATCH_MONTHS.on(ended_on))


def easily_forgotten(
    held: Collection[OptionCode], tried: Collection[OptionCode] = ()
) -> tuple[Forgotten, ...]:
    """Which of the documented cases fit somebody who holds these, `tried` of them free at first.

    `held` names an option once for each line that has it.
    """
    kinds = {OPTIONS[code].category for code in held}
    holds = {
        Forgotten.TRIAL: bool(tried),
        Forgotten.COVER: Category.COVER in kinds,
        Forgotten.SECURITY: Category.SECURITY in kinds,
        Forgotten.SEVERAL: len(held) > 1,
    }
    return tuple(case for case in FORGOTTEN.on(BEGINNING) if holds[case])
