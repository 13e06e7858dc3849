"""Credit cards: which are taken, when one may go, and when its end is announced."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from mioportal.rules.checks import a_count, a_day, an_instant
from mioportal.rules.dates import day_in_japan, month_end
from mioportal.rules.sources import Table, Unit, always, stated
from mioportal.rules.verdict import Verdict, against


class CardNetwork(StrEnum):
    """What decides whether a card is taken (C-083); the eleven printed names are guidance."""

    JCB = "jcb"
    VISA = "visa"
    MASTERCARD = "mastercard"
    AMEX = "amex"
    DINERS = "diners"


class CardReason(StrEnum):
    """Why a card cannot be registered."""

    UNKNOWN_NETWORK = "unknown_network"
    DEBIT = "debit"
    PREPAID = "prepaid"
    MANUAL_APPROVAL = "manual_approval"  # 有人判定要
    EXPIRED = "expired"
    NOT_OWN = "not_own"
    DECLINED = "declined"


class RemovalReason(StrEnum):
    """Why a card cannot be removed; another card may always take its place (C-022)."""

    OPEN_BALANCE = "open_balance"
    UNPAID = "unpaid"
    FINAL_BILL_DUE = "final_bill_due"
    HAS_SERVICE = "has_service"


@dataclass(frozen=True, kw_only=True, slots=True)
class CardFacts:
    """A card at the moment it is registered. `network` is the processor's word for it."""

    network: str
    expires_on: date
    registered_on: date
    is_debit: bool = False
    is_prepaid: bool = False
    needs_manual_approval: bool = False
    is_not_own: bool = False
    is_declined: bool = False

    def __post_init__(self) -> None:
        a_day(self.expires_on, "expires_on")
        a_day(self.registered_on, "registered_on")


@dataclass(frozen=True, kw_only=True, slots=True)
class RemovalFacts:
    """What a member still owes when a card is to go and none is to follow.

    `card_needed_through` is the last day of the month in which the final bill is debited; None
    while no service has ended.
    """

    asked_on: date
    card_needed_through: date | None = None
    has_open_balance: bool = False
    has_unpaid: bool = False
    has_service: bool = False

    def __post_init__(self) -> None:
        a_day(self.asked_on, "asked_on")
        if self.card_needed_through is not None:
            a_day(self.card_needed_through, "card_needed_through")


CARD_NETWORKS: Table[tuple[CardNetwork, ...]] = always(
    "card_networks", Unit.WORD, tuple(CardNetwork), "申込ガイド §f (C-083)"
)
CARD_NAMES: Table[tuple[str, ...]] = always(
    "card_names",
    Unit.WORD,
    (
        "JCB",
        "VISA",
        "DC",
        "UC",
        "UFJ",
        "アメリカンエキスプレス",
        "マスター",
        "ダイナース",
        "SAISON",
        "イオンカード（イオンマーク）",
        "楽天カード",
    ),
    "申込ガイド §f (C-083)",
)
ONLY_CREDIT_CARDS: Table[bool] = stated("card_no_debit_or_prepaid", "申込ガイド §f (C-082)")
HOLDER_IS_CONTRACTOR: Table[bool] = stated("card_holder_is_contractor", "O-17")
ALWAYS_REPLACEABLE: Table[bool] = stated("card_always_replaceable", "解約ガイド §6④ (C-022)")
KEPT_WHILE_OWED: Table[bool] = stated("card_kept_while_owed", "解約ガイド §6④ (C-022)")
EXPIRY_WARNINGS: Table[tuple[int, ...]] = always(
    "card_expiry_warnings", Unit.DAYS, (60, 30), "D-22"
)
VISIT_MINUTES: Table[int] = always("card_visit_minutes", Unit.MINUTES, 30, "D-40")
VISITS_AN_HOUR: Table[int] = always("card_visits_an_hour", Unit.TIMES, 10, "D-41")
NAME_IS_COMPARED: Table[bool] = stated("card_name_is_compared", "D-42")
CHANGE_IS_TOLD: Table[bool] = stated("card_change_is_told", "D-43")

# The first year a card of today can bear; a two-digit year is a slip.
_FIRST_YEAR = 2000
_LAST_MONTH = 12


def may_register_card(facts: CardFacts) -> Verdict[CardReason]:
    """Whether this card may be registered, with every reason against."""
    holds = {
        CardReason.UNKNOWN_NETWORK: facts.network not in CARD_NETWORKS.on(facts.registered_on),
        CardReason.DEBIT: facts.is_debit,
        CardReason.PREPAID: facts.is_prepaid,
        CardReason.MANUAL_APPROVAL: facts.needs_manual_approval,
        CardReason.EXPIRED: facts.expires_on < facts.registered_on,
        CardReason.NOT_OWN: facts.is_not_own,
        CardReason.DECLINED: facts.is_declined,
    }
    return against(holds)


def may_remove_card(facts: RemovalFacts) -> Verdict[RemovalReason]:
    """Whether the only card may be removed, with every reason against."""
    needed = facts.card_needed_through
    holds = {
        RemovalReason.OPEN_BALANCE: facts.has_open_balance,
        RemovalReason.UNPAID: facts.has_unpaid,
        RemovalReason.FINAL_BILL_DUE: needed is not None and facts.asked_on <= needed,
        RemovalReason.HAS_SERVICE: facts.has_service,
    }
    return against(holds)


def expires_on(year: int, month: int) -> date:
    """The last day of a card that bears this month and year."""
    if a_count(year, "year", least=_FIRST_YEAR) > date.max.year:
        raise ValueError(f"year must be in the calendar, not {year}")
    if a_count(month, "month", least=1) > _LAST_MONTH:
        raise ValueError(f"month must be from 1 to 12, not {month}")
    return month_end(date(year, month, 1))


def expiry_warning_days(expires_on: date) -> tuple[date, ...]:
    """The days on which a member is told that the card is about to end."""
    last = a_day(expires_on, "expires_on")
    return tuple(last - timedelta(days=days) for days in EXPIRY_WARNINGS.on(last))


def visit_ends_at(begun_at: datetime) -> datetime:
    """Until when a visit to the processor's page may come back with a card."""
    at = an_instant(begun_at, "begun_at")
    return at + timedelta(minutes=VISIT_MINUTES.on(day_in_japan(at)))
