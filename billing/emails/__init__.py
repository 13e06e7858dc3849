"""The mails about bills."""

from billing.emails.bills import bill_fixed

__all__ = ["bill_fixed"]
