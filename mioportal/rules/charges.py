"""One line of a bill, and what it can be for."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from mioportal.rules.checks import a_count, member, settle, yen


class ChargeKind(StrEnum):
    """What is charged (F-BIL-05), in the order of a bill."""

    PLAN = "plan"
    OPTION = "option"
    CALLS = "calls"
    INITIAL_FEE = "initial_fee"
    SIM_ISSUE = "sim_issue"
    CANCELLATION_FEE = "cancellation_fee"
    PORT_OUT_FEE = "port_out_fee"
    RELEASE_FEE = "release_fee"
    SIM_DAMAGE = "sim_damage"


@dataclass(frozen=True, kw_only=True, slots=True)
class BillLine:
    """`amount` is tax-included yen for the whole quantity, `percent` the tax inside it.

    `line` is the code of the telephone line, empty for what belongs to the member; `code` says
    which plan or option it is, where there is more than one of its kind.
    """

    kind: ChargeKind
    amount: Decimal
    percent: int
    line: str = ""
    code: str = ""
    quantity: int = 1

    def __post_init__(self) -> None:
        settle(self, "kind", member(ChargeKind, self.kind, "kind"))
        yen(self.amount, "amount")
        a_count(self.percent, "percent")
        a_count(self.quantity, "quantity", least=1)
