"""Whether a line may leave and what that would mean, and what has left, by subject."""

from cancellation.queries.cancelling import (
    FUNCTION,
    cancellations_of,
    may_cancel,
    quote_for,
)
from cancellation.queries.undoing import (
    MonthCharged,
    Undoing,
    undoing,
    undoings_of,
)
from cancellation.queries.withdrawing import may_withdraw, withdrawals_of

__all__ = [
    "FUNCTION",
    "MonthCharged",
    "Undoing",
    "cancellations_of",
    "may_cancel",
    "quote_for",
    "undoing",
    "may_withdraw",
    "undoings_of",
    "withdrawals_of",
]
