"""What the portal asks of the world outside, whoever stands there.

Each is a Protocol; a setting names the class that answers. In the demonstration `mioportal.outside`
does; no app imports that.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string


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


def card_processor() -> CardProcessor:
    """The processor that the setting CARD_PROCESSOR names."""
    processor: CardProcessor = import_string(settings.CARD_PROCESSOR)()
    return processor
