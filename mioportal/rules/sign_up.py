"""Getting a mioID: who may, when again, how long a draft lives, what is lost between."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from mioportal.rules import mioid
from mioportal.rules.checks import a_day, an_instant
from mioportal.rules.dates import JST, day_in_japan
from mioportal.rules.sources import BEGINNING, Dated, Table, Unit, always, stated
from mioportal.rules.verdict import Verdict, against


class RegisterReason(StrEnum):
    """Why a person gets no new mioID."""

    SAME_PERSON = "same_person"  # the line is added to the mioID they have (C-039)
    COOL_DOWN = "cool_down"
    OPEN_DEBT = "open_debt"
    MINOR = "minor"


class RegistrationStep(StrEnum):
    """From a mail address to a mioID in force: one flow, no page of its own (C-045)."""

    MAIL_VERIFIED = "mail_verified"
    MIOID_MAILED = "mioid_mailed"  # provisional, 仮登録
    APPLICATION_COMPLETED = "application_completed"
    MIOID_IN_FORCE = "mioid_in_force"


class RecontractLoss(StrEnum):
    """What does not come back when someone contracts again (F-APP-13)."""

    TELEPHONE_NUMBER = "telephone_number"
    CARRIED_DATA = "carried_data"
    FIRST_TIMER_CAMPAIGNS = "first_timer_campaigns"
    HISTORY = "history"  # only under a new mioID (C-039)


@dataclass(frozen=True, kw_only=True, slots=True)
class RegisterFacts:
    """What is true of a person who asks for a mioID."""

    has_valid_mioid: bool = False
    in_cool_down: bool = False
    has_open_debt: bool = False
    is_minor: bool = False


ADULT_AGE: Table[int] = Table(
    "adult_age",
    Unit.AGE,
    (
        Dated(since=BEGINNING, value=20, source="D-15"),
        Dated(since=date(2022, 4, 1), value=18, source="解約ガイド §8⑦ (C-118)"),
    ),
)
MINOR_IS_USER: Table[bool] = stated("minor_is_user", "解約ガイド §8⑦ (C-118)")
MINOR_NO_CONSENT: Table[bool] = stated("minor_no_consent", "解約ガイド §8⑦ (C-118)")

REGISTRATION_STEPS: Table[tuple[RegistrationStep, ...]] = always(
    "registration_steps", Unit.WORD, tuple(RegistrationStep), "申込ガイド §a (C-045)"
)
LINK_MINUTES: Table[int] = always("sign_up_link_minutes", Unit.MINUTES, 60, "D-85")
LINK_MAKES_WORLD: Table[bool] = stated("sign_up_world", "D-84, D-153")
COOL_DOWN_HOURS: Table[int] = always("cool_down_hours", Unit.HOURS, 24, "申込ガイド §d (C-040)")
DEBT_REFUSES: Table[bool] = stated("debt_refuses", "解約ガイド §5② (C-123)")
FIRST_TIMERS: Table[bool] = stated("first_timers", "解約ガイド §8④ (C-123)")

DRAFT_WARNING_DAYS: Table[int] = always("draft_warning_days", Unit.DAYS, 7, "D-16")
HANDED_IN_MONTH: Table[bool] = stated("handed_in_month", "D-86, D-150")
DRAFT_PURGED: Table[bool] = stated("draft_purged", "申込ガイド §d (C-042)")

RECONTRACT_LOSSES: Table[tuple[RecontractLoss, ...]] = always(
    "recontract_losses", Unit.WORD, tuple(RecontractLoss), "解約ガイド §8④ (C-039)"
)
RECONTRACT_AT_ONCE: Table[bool] = stated("recontract_at_once", "解約ガイド §8④ (C-040)")
RECONTRACT_FEES: Table[bool] = stated("recontract_fees", "解約ガイド §8④")
RECONTRACT_WITH_NUMBER: Table[bool] = stated("recontract_with_number", "解約ガイド §8④")


def age_on(born_on: date, day: date) -> int:
    """Full years; who was born on 29 February turns older on 1 March in other years."""
    if a_day(day, "day") < a_day(born_on, "born_on"):
        raise ValueError(f"day {day} is before born_on {born_on}")
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def is_minor(born_on: date, day: date) -> bool:
    """Whether the person is too young to contract on `day`."""
    return age_on(born_on, day) < ADULT_AGE.on(day)


def may_register(facts: RegisterFacts) -> Verdict[RegisterReason]:
    """Whether a person gets a new mioID, with every reason against."""
    holds = {
        RegisterReason.SAME_PERSON: facts.has_valid_mioid,
        RegisterReason.COOL_DOWN: facts.in_cool_down,
        RegisterReason.OPEN_DEBT: facts.has_open_debt,
        RegisterReason.MINOR: facts.is_minor,
    }
    return against(holds)


def link_expires_at(sent_at: datetime) -> datetime:
    """From this instant on the link of the confirmation mail no longer works."""
    local = an_instant(sent_at, "sent_at").astimezone(JST)
    return local + timedelta(minutes=LINK_MINUTES.on(day_in_japan(sent_at)))


def cool_down_ends_at(invalid_from_at: datetime) -> datetime:
    """From this instant on a person whose mioID became invalid may get a new one."""
    local = an_instant(invalid_from_at, "invalid_from_at").astimezone(JST)
    return local + timedelta(hours=COOL_DOWN_HOURS.on(day_in_japan(invalid_from_at)))


def draft_through(registered_on: date) -> date:
    """The last day of an unfinished application: that of its provisional mioID."""
    return mioid.provisional_through(registered_on)


def draft_warning_on(registered_on: date) -> date:
    """The day on which the person is told that the draft is about to lapse (M-39)."""
    return warning_before(draft_through(registered_on))


def warning_before(through: date) -> date:
    """The day on which the last day of a provisional mioID is told (M-39)."""
    return through - timedelta(days=DRAFT_WARNING_DAYS.on(through))


def lost_on_recontract(day: date, *, same_mioid: bool) -> tuple[RecontractLoss, ...]:
    """What is lost on contracting again; under the same mioID the history stays."""
    losses = RECONTRACT_LOSSES.on(day)
    return tuple(loss for loss in losses if loss is not RecontractLoss.HISTORY or not same_mioid)
