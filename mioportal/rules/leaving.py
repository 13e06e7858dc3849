"""What a quote is made of: the ways to leave, dated events, charges."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from typing import Any

from mioportal.rules.charges import ChargeKind

Key = tuple[str, ...]


class Way(StrEnum):
    """How a line leaves."""

    CANCELLATION = "cancellation"
    PORT_OUT = "port_out"


class EventKind(StrEnum):
    """What happens on a day, in the order in which one day's events are told."""

    ACCEPTED = "accepted"
    SIM_RETURN_OPENS = "sim_return_opens"
    LINE_ENDS = "line_ends"
    SECONDARY_ENDS = "secondary_ends"
    OPTION_ENDS = "option_ends"
    NUMBER_LOST = "number_lost"
    NUMBER_MOVES = "number_moves"
    RESERVATION_ENDS = "reservation_ends"
    MAIL_ADDRESS_ENDS = "mail_address_ends"
    DEVICE_DISCOUNT_ENDS = "device_discount_ends"
    OPTION_GOES_ON = "option_goes_on"
    OPTION_TO_CHECK = "option_to_check"
    TRIAL_BECOMES_PAID = "trial_becomes_paid"
    SERVICE_GOES_ON = "service_goes_on"
    MIO_WARI_ENDS = "mio_wari_ends"
    SHARE_FEE_CHANGES = "share_fee_changes"
    BILL_FIXED = "bill_fixed"
    CARD_CHARGED = "card_charged"
    BANK_DEBIT = "bank_debit"
    CLOUD_DELETED = "cloud_deleted"
    INSTALMENTS_END = "instalments_end"
    CARD_NEEDED_THROUGH = "card_needed_through"
    SIM_FEE_RISK = "sim_fee_risk"
    MIOID_VALID_THROUGH = "mioid_valid_through"


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """`at` is what clocks in Japan show, None where the day is all that is known.

    `approximate` marks a day that may still move. `subject` is the code of the line, option,
    device or service, `line` the line that held it, and `amount` what it costs a month from then
    on, tax included (for a discount that ends, how much it was).
    """

    kind: EventKind
    on: date
    at: time | None = None
    approximate: bool = False
    subject: str = ""
    line: str = ""
    amount: Decimal | None = None

    @property
    def key(self) -> Key:
        """By what the same event is found in another quote."""
        return self.kind, self.line, self.subject

    @classmethod
    def from_dict(cls, shown: Mapping[str, Any]) -> "Event":
        return cls(
            kind=EventKind(shown["kind"]),
            on=date.fromisoformat(shown["on"]),
            at=None if shown["at"] is None else time.fromisoformat(shown["at"]),
            approximate=shown["approximate"],
            subject=shown["subject"],
            line=shown.get("line", ""),
            amount=None if shown.get("amount") is None else Decimal(shown["amount"]),
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Charge:
    """A row of the last bill, tax included; an `estimate` may still grow with use."""

    kind: ChargeKind
    amount: Decimal
    line: str = ""
    code: str = ""
    quantity: int = 1
    estimate: bool = False

    @property
    def key(self) -> Key:
        """By what the same charge is found in another quote."""
        return self.kind, self.line, self.code

    @classmethod
    def from_dict(cls, shown: Mapping[str, Any]) -> "Charge":
        return cls(
            kind=ChargeKind(shown["kind"]),
            amount=Decimal(shown["amount"]),
            line=shown["line"],
            code=shown["code"],
            quantity=shown["quantity"],
            estimate=shown["estimate"],
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class ConditionalCharge:
    """A charge only if something is left undone; `amount` is for each of the `quantity`."""

    kind: ChargeKind
    amount: Decimal
    quantity: int
    from_on: date
    line: str

    @property
    def key(self) -> Key:
        """By what the same charge is found in another quote."""
        return self.kind, self.line

    @classmethod
    def from_dict(cls, shown: Mapping[str, Any]) -> "ConditionalCharge":
        return cls(
            kind=ChargeKind(shown["kind"]),
            amount=Decimal(shown["amount"]),
            quantity=shown["quantity"],
            from_on=date.fromisoformat(shown["from_on"]),
            line=shown.get("line", ""),
        )
