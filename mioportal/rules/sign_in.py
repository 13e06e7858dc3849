"""Signing in: what stands in the way, what a password must hold, and help with either."""

import string
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from mioportal.rules.checks import a_day, an_instant
from mioportal.rules.dates import JST, ONE_DAY, add_months, day_in_japan
from mioportal.rules.sources import Table, Unit, always, stated
from mioportal.rules.verdict import Verdict, against


class SignInReason(StrEnum):
    """Why a member cannot sign in; before an account is proven, a page must not tell them apart."""

    WRONG_FORM = "wrong_form"
    WRONG_PASSWORD = "wrong_password"
    LOCKED = "locked"
    INVALID = "invalid"  # the mioID is 無効
    MAINTENANCE = "maintenance"


class PasswordReason(StrEnum):
    """Why a text cannot become a password (F-ACC-08)."""

    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    NO_LETTER = "no_letter"
    NO_DIGIT = "no_digit"


class SignInTrouble(StrEnum):
    """What most often goes wrong at the login box (F-ACC-10)."""

    FULL_WIDTH = "full_width"
    CAPS_LOCK = "caps_lock"
    BROWSER = "browser"
    OLD_PASSWORD = "old_password"


class SignInRemedy(StrEnum):
    """What the member can do about each."""

    TYPE_HALF_WIDTH = "type_half_width"
    RELEASE_CAPS_LOCK = "release_caps_lock"
    CLEAR_BROWSER = "clear_browser"
    USE_NEWEST = "use_newest"


class LostMailProof(StrEnum):
    """What support asks of a member whose mail address is lost too (F-ACC-11)."""

    NAME = "name"
    BIRTH_DATE = "birth_date"
    ADDRESS = "address"
    TELEPHONE = "telephone"  # of a voice line
    IDENTITY_PAPERS = "identity_papers"


@dataclass(frozen=True, kw_only=True, slots=True)
class SignInFacts:
    """What is known of a try; `has_wrong_password` only where the password was looked at."""

    has_wrong_form: bool = False
    has_wrong_password: bool = False
    is_locked: bool = False
    is_invalid: bool = False
    in_maintenance: bool = False


PASSWORD_LEAST: Table[int] = always("password_least", Unit.LETTERS, 8, "解約ガイド §4①")
PASSWORD_MOST: Table[int] = always("password_most", Unit.LETTERS, 128, "D-12")
PASSWORD_MIXES: Table[bool] = stated("password_mixes", "解約ガイド §4①")
PASSWORD_AS_TYPED: Table[bool] = stated("password_as_typed", "D-13")

RESET_LINK_MINUTES: Table[int] = always(
    "reset_link_minutes", Unit.MINUTES, 60, "解約ガイド §4① (C-047)"
)
RESET_LINK_ONCE: Table[bool] = stated("reset_link_once", "解約ガイド §4① (C-047)")
RESET_BY_EITHER: Table[bool] = stated("reset_by_either", "解約ガイド §4① (C-047)")
MIOID_LOOK_UP: Table[bool] = stated("mioid_look_up", "解約ガイド §4① (C-046)")
SIGN_IN_FROM_ABROAD: Table[bool] = stated("sign_in_from_abroad", "解約ガイド §8⑧ (C-117)")

HISTORY_MONTHS: Table[int] = always("sign_in_history_months", Unit.MONTHS, 12, "D-55")

SIGN_IN_HELP: Mapping[SignInTrouble, Table[SignInRemedy]] = MappingProxyType(
    {
        trouble: always(f"sign_in_help.{trouble}", Unit.WORD, remedy, "解約ガイド §4①")
        for trouble, remedy in (
            (SignInTrouble.FULL_WIDTH, SignInRemedy.TYPE_HALF_WIDTH),
            (SignInTrouble.CAPS_LOCK, SignInRemedy.RELEASE_CAPS_LOCK),
            (SignInTrouble.BROWSER, SignInRemedy.CLEAR_BROWSER),
            (SignInTrouble.OLD_PASSWORD, SignInRemedy.USE_NEWEST),
        )
    }
)
LOST_MAIL_PROOFS: Table[tuple[LostMailProof, ...]] = always(
    "lost_mail_proofs", Unit.WORD, tuple(LostMailProof), "解約ガイド §4①"
)


def may_sign_in(facts: SignInFacts) -> Verdict[SignInReason]:
    """Whether a try leads in, with every reason against."""
    holds = {
        SignInReason.WRONG_FORM: facts.has_wrong_form,
        SignInReason.WRONG_PASSWORD: facts.has_wrong_password,
        SignInReason.LOCKED: facts.is_locked,
        SignInReason.INVALID: facts.is_invalid,
        SignInReason.MAINTENANCE: facts.in_maintenance,
    }
    return against(holds)


def may_set_password(text: str, set_on: date) -> Verdict[PasswordReason]:
    """Whether this text may become a password: only half-width letters and digits count as such."""
    holds = {
        PasswordReason.TOO_SHORT: len(text) < PASSWORD_LEAST.on(set_on),
        PasswordReason.TOO_LONG: len(text) > PASSWORD_MOST.on(set_on),
        PasswordReason.NO_LETTER: set(text).isdisjoint(string.ascii_letters),
        PasswordReason.NO_DIGIT: set(text).isdisjoint(string.digits),
    }
    return against(holds)


def reset_link_expires_at(sent_at: datetime) -> datetime:
    """From this instant on the link of the mail no longer works."""
    local = an_instant(sent_at, "sent_at").astimezone(JST)
    return local + timedelta(minutes=RESET_LINK_MINUTES.on(day_in_japan(sent_at)))


def history_kept_through(day: date) -> date:
    """The last day on which a try of this day can still be read in the history."""
    return add_months(a_day(day, "day"), HISTORY_MONTHS.on(day))


def history_kept_from(today: date) -> date:
    """The first day whose tries are still kept today."""
    first = add_months(a_day(today, "today"), -HISTORY_MONTHS.on(today))
    return first if history_kept_through(first) >= today else first + ONE_DAY
