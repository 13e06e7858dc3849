"""What members held in a month, as plain rows: of a million lines no model is made."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple


class HeldOption(NamedTuple):
    """An option on any day of the month; `agreed` is the fee that a contract names."""

    code: str
    is_free: bool
    agreed: Decimal | None


class Contract(NamedTuple):
    """What decides a line's rows, its use aside: many lines have the same.

    `begins_on` is None and `network` empty after the first month billed: only the fees of a new
    line ask for them, and whether it `is_prepaid`. `undone_on` is None unless the contract was
    undone.
    """

    plan: str
    function: str
    medium: str
    place: str
    options: tuple[HeldOption, ...] = ()
    network: str = ""
    begins_on: date | None = None
    undone_on: date | None = None
    is_prepaid: bool = False


class Use(NamedTuple):
    """What a line used in the month."""

    calls: Decimal = Decimal(0)
    messages: int = 0
    parcels: int = 0


NO_USE = Use()


class Ending(NamedTuple):
    """A line whose last day is in the month, and what its leaving costs hangs on."""

    contracted_on: date
    started_on: date
    ends_on: date
    leaving_by: str


class HeldLine(NamedTuple):
    """One telephone line."""

    pk: int
    code: str
    contract: Contract
    use: Use
    ending: Ending | None


class HeldDevice(NamedTuple):
    """A device with a payment in the month."""

    line_pk: int
    line: str
    code: str
    kind: str
    total: Decimal
    payments: int
    paid: int
    discount: Decimal
    choice: str


class Rest(NamedTuple):
    """What is left of a device and called in at once."""

    line_pk: int
    line: str
    code: str
    yen: Decimal


class Related(NamedTuple):
    """A related service."""

    code: str
    service: str
    home: str
    agreed: Decimal | None
    starts_on: date
    ends_on: date | None
    early_end: Decimal | None


class Posted(NamedTuple):
    """A one-off charge."""

    line_pk: int | None
    line: str
    kind: str
    code: str
    percent: int
    amount: Decimal


@dataclass(slots=True)
class Holdings:
    """One member's month. `earns_mio_wari`: a mobile line lived on a day of it (C-124)."""

    lines: list[HeldLine] = field(default_factory=list)
    # Few members have any of these.
    loose: Sequence[HeldOption] = ()
    devices: Sequence[HeldDevice] = ()
    rests: Sequence[Rest] = ()
    services: Sequence[Related] = ()
    posted: Sequence[Posted] = ()
    earns_mio_wari: bool = False
