"""The mails about bills."""

from billing.emails.bills import bill_fixed
from billing.emails.damage import damage_charged
from billing.emails.payments import (
    contract_ends,
    invoice_sent,
    payment_confirmed,
    please_pay,
    refunded,
    resumed,
    slip_sent,
    suspended,
    will_be_suspended,
)

__all__ = [
    "bill_fixed",
    "contract_ends",
    "damage_charged",
    "invoice_sent",
    "payment_confirmed",
    "please_pay",
    "refunded",
    "resumed",
    "slip_sent",
    "suspended",
    "will_be_suspended",
]
