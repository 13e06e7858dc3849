"""Bills, what is on them, and the runs that made them."""

from billing.models.bill import Bill, BillItem
from billing.models.posted import PostedCharge
from billing.models.run import BillRun, RunChunk

__all__ = ["Bill", "BillItem", "BillRun", "PostedCharge", "RunChunk"]
