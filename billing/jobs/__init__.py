"""What falls due by itself on this floor, by subject."""

from billing.jobs.bills import bill_months, tell_bills
from billing.jobs.payments import (
    chase_debts,
    collect_bills,
    confirm_slips,
    miss_transfers,
    pay_before_the_books,
)

__all__ = [
    "bill_months",
    "chase_debts",
    "collect_bills",
    "confirm_slips",
    "miss_transfers",
    "pay_before_the_books",
    "tell_bills",
]
