"""Whether a line may leave and what that would mean, and what has left, by subject."""

from cancellation.queries.asking import (
    ACT,
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
    may_cancel,
    quote_for,
)
from cancellation.queries.undoing import (
    MonthCharged,
    Undoing,
    undoing,
    undoings_of,
)

__all__ = [
    "ACT",
    "FUNCTION",
    "Lasting",
    "MonthCharged",
    "Term",
    "Undoing",
    "begun",
    "cancellations_of",
    "devices_to_choose",
    "lasting",
    "may_cancel",
    "quote_for",
    "term_of",
    "undoing",
    "undoings_of",
    "wizard_of",
]
