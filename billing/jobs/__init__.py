"""What falls due by itself on this floor, by subject."""

from billing.jobs.bills import bill_months, tell_bills

__all__ = ["bill_months", "tell_bills"]
