"""Whether a line may leave and what that would mean, and what has left, by subject."""

from cancellation.queries.asking import (
    ACT,
    TOGETHER,
    Lasting,
    Term,
    begun,
    devices_to_choose,
    lasting,
    term_of,
    wizard_of,
)
from cancellation.queries.cancelling import (
    FUNCTION,
    cancellations_of,
    lines_of_act,
    may_cancel,
    may_cancel_together,
    numbers_at_risk,
    quote_for,
    together,
    verdict_of,
)
from cancellation.queries.companies import company_requests_of, in_order, lines_to_ask_for
from cancellation.queries.undoing import (
    MonthCharged,
    Undoing,
    undoing,
    undoings_of,
)
from cancellation.queries.withdrawing import (
    goes_on_alone,
    lines_named,
    may_ask_back,
    may_withdraw,
    withdrawals_of,
)

__all__ = [
    "ACT",
    "TOGETHER",
    "FUNCTION",
    "Lasting",
    "MonthCharged",
    "Term",
    "Undoing",
    "begun",
    "cancellations_of",
    "company_requests_of",
    "devices_to_choose",
    "goes_on_alone",
    "in_order",
    "lasting",
    "lines_named",
    "lines_of_act",
    "lines_to_ask_for",
    "may_ask_back",
    "may_cancel",
    "may_cancel_together",
    "numbers_at_risk",
    "quote_for",
    "term_of",
    "together",
    "undoing",
    "may_withdraw",
    "undoings_of",
    "verdict_of",
    "withdrawals_of",
    "wizard_of",
]
