"""Bills, what is on them, the runs that made them, and how they are paid."""

from billing.models.bill import Bill, BillItem
from billing.models.damage import SimFee
from billing.models.dunning import Dunning
from billing.models.payment import CardCharge, Refund, Slip, SlipBill
from billing.models.posted import PostedCharge
from billing.models.run import BillRun, RunChunk

__all__ = [
    "Bill",
    "BillItem",
    "BillRun",
    "CardCharge",
    "Dunning",
    "PostedCharge",
    "Refund",
    "RunChunk",
    "SimFee",
    "Slip",
    "SlipBill",
]
