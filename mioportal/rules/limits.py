"""How many lines and contracts one mioID can hold (F-ACC-03, C-043)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mioportal.rules.checks import a_count, a_day
from mioportal.rules.sources import Table, Unit, always, stated
from mioportal.rules.verdict import Verdict, against


class LimitReason(StrEnum):
    """Why a member cannot add a line."""

    VOICE_LINES = "voice_lines"
    LINES = "lines"
    CARD = "card"
    IDENTITY = "identity"


class ServiceReason(StrEnum):
    """Why a member cannot contract one more of a service."""

    CONTRACTS = "contracts"


@dataclass(frozen=True, kw_only=True, slots=True)
class AddLineFacts:
    """What a mioID holds on the day a line is asked for.

    Applications on their way and lines that wait for their end count; ひかり and options do
    not. `adds_voice`: the new line can make calls, on a card or an eSIM.
    """

    asked_on: date
    voice_lines: int = 0
    lines: int = 0
    adds_voice: bool = False
    card_refused: bool = False
    identity_incomplete: bool = False

    def __post_init__(self) -> None:
        a_day(self.asked_on, "asked_on")
        a_count(self.voice_lines, "voice_lines")
        a_count(self.lines, "lines")
        if self.voice_lines > self.lines:
            raise ValueError(f"voice_lines {self.voice_lines} are more than lines {self.lines}")


@dataclass(frozen=True, kw_only=True, slots=True)
class AddServiceFacts:
    """How often a mioID has a service; `most` where the service has a maximum of its own."""

    asked_on: date
    contracts: int = 0
    most: int | None = None

    def __post_init__(self) -> None:
        a_day(self.asked_on, "asked_on")
        a_count(self.contracts, "contracts")
        if self.most is not None:
            a_count(self.most, "most", least=1)


VOICE_LINES_MOST: Table[int] = always(
    "voice_lines_most", Unit.LINES, 5, "申込ガイド §l (C-043, O-06)"
)
LINES_MOST: Table[int] = always("lines_most", Unit.LINES, 10, "申込ガイド §m (C-043, O-06)")
CONTRACTS_MOST: Table[int] = always("contracts_most", Unit.CONTRACTS, 10, "申込ガイド §e (C-043)")
LINES_COUNTED: Table[bool] = stated("lines_counted", "C-043")


def may_add_line(facts: AddLineFacts) -> Verdict[LimitReason]:
    """Whether the mioID can take one more line, with every reason against."""
    voice_full = facts.voice_lines >= VOICE_LINES_MOST.on(facts.asked_on)
    holds = {
        LimitReason.VOICE_LINES: facts.adds_voice and voice_full,
        LimitReason.LINES: facts.lines >= LINES_MOST.on(facts.asked_on),
        LimitReason.CARD: facts.card_refused,
        LimitReason.IDENTITY: facts.identity_incomplete,
    }
    return against(holds)


def may_add_service(facts: AddServiceFacts) -> Verdict[ServiceReason]:
    """Whether the mioID can contract a service once more."""
    most = CONTRACTS_MOST.on(facts.asked_on) if facts.most is None else facts.most
    full = facts.contracts >= most
    return Verdict(reasons=(ServiceReason.CONTRACTS,) if full else ())
