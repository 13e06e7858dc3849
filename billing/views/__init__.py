"""The pages of this app, by subject."""

from billing.views.bills import bill, bill_csv, bill_pdf, bills

__all__ = ["bill", "bill_csv", "bill_pdf", "bills"]
