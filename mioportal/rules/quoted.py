"""A quote as it was given: written down, recognised, held against a later one."""

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from mioportal.rules.charges import ChargeKind
from mioportal.rules.leaving import Charge, ConditionalCharge, Event, EventKind, Key, Way
from mioportal.rules.plain import plain

Item = Event | Charge | ConditionalCharge | date | Decimal

# What is so only when nothing else of the member's goes on.
_OF_THE_LAST = (
    EventKind.MIO_WARI_ENDS,
    EventKind.SERVICE_GOES_ON,
    EventKind.MIOID_VALID_THROUGH,
)
# What a line pays for leaving, and nobody else.
_FOR_LEAVING = (ChargeKind.CANCELLATION_FEE, ChargeKind.PORT_OUT_FEE, ChargeKind.RELEASE_FEE)
# These follow from the moment of asking: asking later changes nothing of what was promised.
_OF_THE_MOMENT = (EventKind.ACCEPTED, EventKind.SIM_RETURN_OPENS)


class Part(StrEnum):
    """A part of a quote that can differ from what was shown."""

    ENDS_ON = "ends_on"
    BILL_MONTH = "bill_month"
    EVENT = "event"
    CHARGE = "charge"
    CONDITIONAL = "conditional"
    TOTAL = "total"
    OWED = "owed"


_ORDER: list[str] = list(Part)


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """What was shown `before`, and what holds `after`; None where there was, or is, nothing."""

    part: Part
    before: Item | None
    after: Item | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Quote:
    """What leaving means for one line: what happens when, and what it costs in yen, tax included.

    `charges` are the bill of `bill_month`; they come to `total`, rounded down once (C-004). `owed`
    is older debt that leaving does not settle.
    """

    way: Way
    line: str
    ends_on: date
    bill_month: date
    events: tuple[Event, ...]
    charges: tuple[Charge, ...]
    conditional: tuple[ConditionalCharge, ...]
    total: Decimal
    owed: Decimal = Decimal(0)

    def event(self, kind: EventKind, subject: str | None = None) -> Event | None:
        """The first event of this kind; of this line, option or service, where one is named."""
        return next(
            (
                event
                for event in self.events
                if event.kind is kind and subject in (None, event.subject)
            ),
            None,
        )

    @property
    def is_rounded(self) -> bool:
        """Whether the charges come to more than the total, by less than a yen for each rate."""
        return sum((charge.amount for charge in self.charges), Decimal(0)) != self.total

    @property
    def promised_events(self) -> tuple[Event, ...]:
        """The events that do not merely follow from the moment of asking."""
        return tuple(event for event in self.events if event.kind not in _OF_THE_MOMENT)

    def without(self, lines: Collection[str]) -> "Quote":
        """What is left of it when these lines, by their codes, go on after all."""
        if not lines:
            return self
        unpaid = [
            each for each in self.charges if each.line in lines and each.kind in _FOR_LEAVING
        ]
        return replace(
            self,
            events=tuple(
                each
                for each in self.events
                if not {each.subject, each.line} & set(lines) and each.kind not in _OF_THE_LAST
            ),
            charges=tuple(each for each in self.charges if each not in unpaid),
            conditional=tuple(each for each in self.conditional if each.line not in lines),
            total=self.total - sum((each.amount for each in unpaid), Decimal(0)),
        )

    def digest(self) -> str:
        """Hexadecimal; the same for all quotes that promise the same, whenever they were made."""
        promised = self.as_dict() | {"events": plain(self.promised_events)}
        return hashlib.sha256(json.dumps(promised, sort_keys=True).encode()).hexdigest()

    def differences(self, other: "Quote") -> tuple[Difference, ...]:
        """What changes from this quote, shown earlier, to `other`; nothing if digests agree."""
        if (self.way, self.line) != (other.way, other.line):
            raise ValueError("other must be about the same line leaving the same way")
        before, after = self._promises(), other._promises()
        return tuple(
            Difference(part=Part(key[0]), before=before.get(key), after=after.get(key))
            for key in sorted(before | after, key=lambda key: _ORDER.index(key[0]))
            if before.get(key) != after.get(key)
        )

    def _promises(self) -> dict[Key, Item]:
        return {
            (Part.ENDS_ON,): self.ends_on,
            (Part.BILL_MONTH,): self.bill_month,
            **_by_key(Part.EVENT, self.promised_events),
            **_by_key(Part.CHARGE, self.charges),
            **_by_key(Part.CONDITIONAL, self.conditional),
            (Part.TOTAL,): self.total,
            (Part.OWED,): self.owed,
        }

    def as_dict(self) -> dict[str, Any]:
        """The quote in JSON's words."""
        written: dict[str, Any] = plain(self)
        return written

    @classmethod
    def from_dict(cls, shown: Mapping[str, Any]) -> "Quote":
        """The quote that `as_dict` wrote down, now or before it had all its fields."""
        return cls(
            way=Way(shown["way"]),
            line=shown["line"],
            ends_on=date.fromisoformat(shown["ends_on"]),
            bill_month=date.fromisoformat(shown["bill_month"]),
            events=tuple(Event.from_dict(each) for each in shown["events"]),
            charges=tuple(Charge.from_dict(each) for each in shown["charges"]),
            conditional=tuple(ConditionalCharge.from_dict(each) for each in shown["conditional"]),
            total=Decimal(shown["total"]),
            owed=Decimal(shown.get("owed", "0")),
        )


def _by_key(part: Part, items: Iterable[Event | Charge | ConditionalCharge]) -> dict[Key, Item]:
    """Items by part and key; of several alike, each has its own number."""
    seen: Counter[Key] = Counter()
    found: dict[Key, Item] = {}
    for item in items:
        seen[item.key] += 1
        found[(part, *item.key, str(seen[item.key]))] = item
    return found
