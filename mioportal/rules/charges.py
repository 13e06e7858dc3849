"""One line of a bill, and what it can be for."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from mioportal.rules.checks import a_count, a_discount, member, settle, yen
from mioportal.rules.sources import BEGINNING, Dated, Table, Unit, stated

# 適格請求書: by the day it is issued, which is the day the bill is fixed.
QUALIFIED_INVOICE: Table[bool] = Table(
    "qualified_invoice",
    Unit.WORD,
    (
        Dated(since=BEGINNING, value=False, source="消費税法 2023年施行"),
        Dated(since=date(2023, 10, 1), value=True, source="消費税法 2023年施行 (O-13、D-78)"),
    ),
)
ESTIMATE_AS_OF_NOW: Table[bool] = stated("bill_estimate_as_of_now", "D-79")


class ChargeKind(StrEnum):
    """What is charged (F-BIL-05), in the order of a bill."""

    PLAN = "plan"
    ADDED_SIM = "added_sim"
    OPTION = "option"
    FAMILY_DISCOUNT = "family_discount"
    CALLS = "calls"
    SMS = "sms"
    DATA = "data"
    UNIVERSAL_SERVICE = "universal_service"
    RELAY_SERVICE = "relay_service"
    INITIAL_FEE = "initial_fee"
    SIM_ISSUE = "sim_issue"
    CANCELLATION_FEE = "cancellation_fee"
    PORT_OUT_FEE = "port_out_fee"
    RELEASE_FEE = "release_fee"
    INSTALMENT = "instalment"
    DEVICE_DISCOUNT = "device_discount"
    INSTALMENT_REST = "instalment_rest"
    RELATED = "related"
    MIO_WARI = "mio_wari"
    HIKARI_EARLY_END = "hikari_early_end"
    SIM_DAMAGE = "sim_damage"

    @property
    def is_discount(self) -> bool:
        """Whether its amounts are below zero."""
        return self in _DISCOUNTS


# What is about one device: its code is the row's.
OF_DEVICES = (ChargeKind.INSTALMENT, ChargeKind.DEVICE_DISCOUNT, ChargeKind.INSTALMENT_REST)
_DISCOUNTS = (ChargeKind.FAMILY_DISCOUNT, ChargeKind.DEVICE_DISCOUNT, ChargeKind.MIO_WARI)


@dataclass(frozen=True, kw_only=True, slots=True)
class BillLine:
    """`amount` is tax-included yen for the whole quantity, `percent` the tax inside it.

    `line` is the code of the telephone line, empty for what belongs to the member; `code` says
    which plan, option, device or service it is, where there is more than one of its kind. A
    discount's amount is 0 or below, any other's 0 or above.
    """

    kind: ChargeKind
    amount: Decimal
    percent: int
    line: str = ""
    code: str = ""
    quantity: int = 1

    def __post_init__(self) -> None:
        settle(self, "kind", member(ChargeKind, self.kind, "kind"))
        if self.kind.is_discount:
            a_discount(self.amount, "amount")
        else:
            yen(self.amount, "amount")
        a_count(self.percent, "percent")
        a_count(self.quantity, "quantity", least=1)
