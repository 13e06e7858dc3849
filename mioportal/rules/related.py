"""Services beside a line: what they cost, and that none of them ends with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from mioportal.rules import hikari
from mioportal.rules.checks import a_day, member, settle, yen
from mioportal.rules.dates import month_end
from mioportal.rules.hikari import HomeType
from mioportal.rules.options import OnLineEnd
from mioportal.rules.sources import BEGINNING, Table, Unit, always, stated


class Service(StrEnum):
    """A service of its own (F-HIK-04)."""

    HIKARI = "hikari"
    SUPPLY = "supply"
    DATA_ZERO = "data_zero"
    MOBILE_PLUS = "mobile_plus"


class EndedBy(StrEnum):
    """How a member ends it (F-HIK-05, F-HIK-06)."""

    PHONE = "phone"
    SITE = "site"


LABELS: Mapping[Service, str] = MappingProxyType(
    {
        Service.HIKARI: "IIJmioひかり",
        Service.SUPPLY: "IIJmioサプライサービス",
        Service.DATA_ZERO: "IIJmio eSIM データプラン ゼロ",
        Service.MOBILE_PLUS: "IIJmioモバイルプラスサービス",
    }
)
# The least a month costs, tax included; the contract names the fee (F-HIK-04).
LEAST_FEES: Mapping[Service, Table[Decimal]] = MappingProxyType(
    {
        service: always(f"related_least_fee.{service}", Unit.YEN, Decimal(fee), "解約ガイド §5③")
        for service, fee in ((Service.DATA_ZERO, 165), (Service.MOBILE_PLUS, 385))
    }
)
# None ends by itself, whatever becomes of the lines (C-102).
AFTER_LINE: Mapping[Service, Table[OnLineEnd]] = MappingProxyType(
    {
        service: always(f"related_after_line.{service}", Unit.WORD, after, source)
        for service, after, source in (
            (Service.HIKARI, OnLineEnd.GOES_ON, "解約ガイド §5③"),
            (Service.SUPPLY, OnLineEnd.GOES_ON, "解約ガイド §5③"),
            (Service.DATA_ZERO, OnLineEnd.GOES_ON, "解約ガイド §5③ (C-102)"),
            (Service.MOBILE_PLUS, OnLineEnd.GOES_ON, "解約ガイド §5③"),
        )
    }
)
ENDED_BY: Mapping[Service, Table[EndedBy]] = MappingProxyType(
    {
        service: always(f"related_ended_by.{service}", Unit.WORD, way, "解約ガイド §5③")
        for service, way in (
            (Service.HIKARI, EndedBy.PHONE),
            (Service.SUPPLY, EndedBy.SITE),
            (Service.DATA_ZERO, EndedBy.SITE),
            (Service.MOBILE_PLUS, EndedBy.SITE),
        )
    }
)


ENDS_AT_MONTH_END: Table[bool] = stated("related_ends_at_month_end", "D-72")


def ends_on(accepted_on: date) -> date:
    """The last day of a service that a member ends on the site: the end of that month (D-72)."""
    return month_end(a_day(accepted_on, "accepted_on"))


@dataclass(frozen=True, kw_only=True, slots=True)
class HeldService:
    """A related service in a month.

    `home` is given exactly for ひかり, `agreed` exactly for the others: their fee for a month, tax
    included. `has_mio_wari` says that a mobile line earns ひかり its discount in this month.
    """

    service: Service
    home: HomeType | None = None
    agreed: Decimal | None = None
    has_mio_wari: bool = False
    started_on: date | None = None

    def __post_init__(self) -> None:
        settle(self, "service", member(Service, self.service, "service"))
        if self.started_on is not None:
            a_day(self.started_on, "started_on")
        if self.service is Service.HIKARI:
            if self.home is None or self.agreed is not None:
                raise ValueError("home, and no agreed fee, is what hikari needs")
            settle(self, "home", member(HomeType, self.home, "home"))
            return
        if self.home is not None or self.has_mio_wari:
            raise ValueError(f"home and has_mio_wari belong to hikari, not to {self.service}")
        self._check_fee()

    def _check_fee(self) -> None:
        least = Decimal(0)
        if self.service in LEAST_FEES:
            least = LEAST_FEES[self.service].on(BEGINNING)
        if self.agreed is None or yen(self.agreed, "agreed") < least:
            raise ValueError(
                f"agreed fee of {self.service} must be {least} yen or more, not {self.agreed}"
            )

    def fee(self, month: date) -> Decimal:
        """The month's fee without a discount, tax included."""
        if self.home is not None:
            return hikari.list_price(self.home, month)
        assert self.agreed is not None
        return self.agreed
