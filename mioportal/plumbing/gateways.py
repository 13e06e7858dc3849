"""What the portal asks of the world outside, whoever stands there.

Each is a Protocol; a setting names the class that answers. In the demonstration `mioportal.outside`
does; no app imports that.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from mioportal.plumbing.actor import Actor
from mioportal.plumbing.models import World


class NoAnswer(Exception):
    """The code that came back belongs to no visit of ours, or it came too late."""


class Unreachable(Exception):
    """The other side does not answer at this moment: nothing has been done, try again."""


@dataclass(frozen=True, kw_only=True, slots=True)
class HostedPage:
    """A page of the processor's: where the browser goes, and what the processor calls the visit."""

    url: str
    session: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CardSeen:
    """What a card is, as the processor found it. There is no place here for its number.

    `token` is what later charges name the card by; "" where its company declined it. `network` is
    the processor's own word, which may be none of ours; `brand` a value of CardBrand.
    """

    token: str
    network: str
    brand: str
    last_four: str
    expires_on: date
    is_debit: bool = False
    is_prepaid: bool = False
    needs_manual_approval: bool = False
    is_not_own: bool = False
    is_declined: bool = False


class Answer(StrEnum):
    """What a card's company says to a charge."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    LATE = "late"  # not known yet: ask again with the same key


class Decline(StrEnum):
    """Why a charge was declined, as far as the company tells."""

    REFUSED = "refused"
    BALANCE = "balance"
    EXPIRED = "expired"
    UNKNOWN_CARD = "unknown_card"


@dataclass(frozen=True, kw_only=True, slots=True)
class Charged:
    """The answer to a charge; `reason` is a value of Decline, "" unless it was declined."""

    answer: Answer
    reason: str = ""


class NotRefundable(Exception):
    """No such charge was accepted, or it comes to less than what has been given back of it."""


class CardProcessor(Protocol):
    """Who takes card numbers in our stead, on a page of their own (C-081, C-082)."""

    def begin(self, *, return_to: str, holder: str, at: datetime) -> HostedPage:
        """Open a page for one card. Raises Unreachable.

        `return_to` is the path of our page that the browser comes back to, with `?code=…` behind
        it: whoever lives at another address puts SITE_URL before it. `holder` is the contractor's
        name in kana, family name first, to compare the card's with; `at` is the world's time.
        """
        ...

    def collect(self, *, session: str, code: str) -> CardSeen:
        """What came of a visit, for the code that the browser brought back.

        The same code of the same session names the same card until it lapses, so that a crash
        between asking and writing loses nothing. Raises NoAnswer, Unreachable.
        """
        ...

    def forget(self, *, token: str) -> None:
        """The card is needed no more: it was refused, replaced or removed. Raises Unreachable."""
        ...

    def charge(self, *, token: str, yen: Decimal, key: str, at: datetime) -> Charged:
        """Charge a card, in whole yen. Raises Unreachable, and ValueError for less than a yen.

        `key` names the charge: whoever asks again is told of the first, whatever card they name
        now, so that a crash between asking and writing charges nobody twice.
        """
        ...

    def refund(self, *, key: str, yen: Decimal, refund_key: str, at: datetime) -> None:
        """Give back some of a charge, once for each `refund_key`.

        The card it was charged to need not be in use any more. Raises NotRefundable, Unreachable.
        """
        ...


class WhySlipRefused(StrEnum):
    """Why a till does not take a slip."""

    PAID = "paid"
    REPLACED = "replaced"
    OTHER_SUM = "other_sum"


class SlipRefused(Exception):
    """A slip cannot be paid; `why` says why."""

    def __init__(self, why: WhySlipRefused) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True, kw_only=True, slots=True)
class SlipSeen:
    """What a till shows of a slip: no name. `return_to` is the path of our page about it."""

    number: str
    yen: Decimal
    due_on: date
    world: World
    refused: WhySlipRefused | None
    return_to: str


class SlipIssuer(Protocol):
    """Whose slips the stores take: here it is the portal that is asked."""

    def look(self, *, number: str) -> SlipSeen | None:
        """What is to be paid with a slip; None for a number that is none."""
        ...

    def take(self, *, number: str, yen: Decimal, at: datetime, by: Actor) -> None:
        """It was paid, once. Raises SlipRefused."""
        ...


def slip_issuer() -> SlipIssuer:
    """The issuer that the setting SLIP_ISSUER names."""
    issuer: SlipIssuer = import_string(settings.SLIP_ISSUER)()
    return issuer


def card_processor() -> CardProcessor:
    """The processor that the setting CARD_PROCESSOR names."""
    processor: CardProcessor = import_string(settings.CARD_PROCESSOR)()
    return processor


class WhyNotReleased(StrEnum):
    """Why a number cannot be taken over."""

    UNKNOWN = "unknown"  # no such number, or not of this telephone number
    EXPIRED = "expired"
    VOID = "void"
    TAKEN = "taken"  # it has gone to another operator
    HAS_SECONDARIES = "has_secondaries"
    ENDED = "ended"


class NumberNotReleased(Exception):
    """A number stays where it is; `why` says why."""

    def __init__(self, why: WhyNotReleased) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True, kw_only=True, slots=True)
class NumberSeen:
    """What the recipient learns of a reservation number: no name."""

    world: World
    phone_number: str
    expires_on: date


class NumberDonor(Protocol):
    """Whose numbers other operators take over: here it is the portal that is asked.

    `reference` names an order at the clearing house: a message that comes twice is the same one.
    """

    def find(self, *, number: str, phone_number: str) -> NumberSeen | None:
        """Which number is meant; None for one that is none, or not of this telephone number."""
        ...

    def check(
        self,
        *,
        reference: str,
        number: str,
        phone_number: str,
        operator: str,
        at: datetime,
        by: Actor,
    ) -> NumberSeen:
        """May it be taken over? Nothing has happened to the line yet. Raises NumberNotReleased."""
        ...

    def open(self, *, reference: str, at: datetime, by: Actor) -> None:
        """It works at the other operator: the line ends here, now. Raises NumberNotReleased."""
        ...

    def fail(self, *, reference: str, note: str, at: datetime, by: Actor) -> None:
        """It did not work over there: the line stays. Raises NumberNotReleased once it has gone."""
        ...

    def cancel(self, *, reference: str, at: datetime, by: Actor) -> None:
        """The order was taken back over there: the line stays. Raises NumberNotReleased."""
        ...

    def consent_page(self, *, reference: str) -> str:
        """The path of our page on which a member agrees to go without a number (C-074); or ""."""
        ...


def number_donor() -> NumberDonor:
    """The donor that the setting NUMBER_DONOR names."""
    donor: NumberDonor = import_string(settings.NUMBER_DONOR)()
    return donor


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderSeen:
    """An order of the one-stop way: who wants which number. `return_to` leads back there."""

    reference: str
    operator: str
    phone_number: str
    return_to: str


class OrderIsOver(Exception):
    """Nobody waits for the member's word any more: the order was opened, failed or taken back."""


class ClearingHouse(Protocol):
    """Where the operators exchange orders: asked about those that come without a number."""

    def look(self, *, reference: str) -> OrderSeen | None:
        """An order that waits for the member's word; None for one that is none."""
        ...

    def agree(self, *, reference: str, world: World, at: datetime) -> None:
        """The member agreed, in the time of their world; said twice, it was said once.

        Until the transaction ends nobody else changes the order. Raises OrderIsOver.
        """
        ...


def clearing_house() -> ClearingHouse:
    """The clearing house that the setting CLEARING_HOUSE names."""
    house: ClearingHouse = import_string(settings.CLEARING_HOUSE)()
    return house
