"""What the portal asks of the carriers when a line begins: a card, a number, or one brought along.

A setting names the class that answers. In the demonstration `mioportal.outside` does; no app
imports that.
"""

from enum import StrEnum
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string


class WhyRefused(StrEnum):
    """Why the other operator does not let a number go."""

    UNKNOWN_RESERVATION = "unknown_reservation"


class NumberRefused(Exception):
    """A number cannot be brought along now; `why` says why. Nothing has changed over there."""

    def __init__(self, why: WhyRefused) -> None:
        super().__init__(why.value)
        self.why = why


class Switchboard(Protocol):
    """Who gives out cards and numbers, and takes numbers over from other operators.

    `key` names the line that is asked for: whoever asks again, after a crash, is answered the same.
    `turn` counts on where an answer is taken by another line already.
    """

    def card(self, *, key: str, turn: int = 0) -> str:
        """The serial number (ICCID) of a card or of an eSIM profile."""
        ...

    def new_number(self, *, key: str, prefix: str, turn: int = 0) -> str:
        """A telephone number that begins like this."""
        ...

    def bring(self, *, key: str, number: str, reservation: str, donor: str) -> None:
        """Take a number over; without a reservation number by one-stop. Raises NumberRefused."""
        ...


def switchboard() -> Switchboard:
    """The switchboard that the setting SWITCHBOARD names."""
    found: Switchboard = import_string(settings.SWITCHBOARD)()
    return found
