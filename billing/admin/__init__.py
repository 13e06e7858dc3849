"""Staff screens of bills. Nothing is added, changed or deleted by hand."""

from billing.admin.bills import BillAdmin, PostedChargeAdmin
from billing.admin.damage import SimFeeAdmin
from billing.admin.payments import CardChargeAdmin, DunningAdmin, RefundAdmin, SlipAdmin
from billing.admin.runs import BillRunAdmin

__all__ = [
    "BillAdmin",
    "BillRunAdmin",
    "CardChargeAdmin",
    "DunningAdmin",
    "PostedChargeAdmin",
    "RefundAdmin",
    "SimFeeAdmin",
    "SlipAdmin",
]
