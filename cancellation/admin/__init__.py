"""The desk's screens of leaving, by subject."""

from cancellation.admin.cancelling import CancellationAdmin, PhoneDeskAdmin
from cancellation.admin.companies import CompanyRequestAdmin
from cancellation.admin.undoing import InitialCancellationAdmin
from cancellation.admin.withdrawing import WithdrawalAdmin

__all__ = [
    "CancellationAdmin",
    "CompanyRequestAdmin",
    "InitialCancellationAdmin",
    "PhoneDeskAdmin",
    "WithdrawalAdmin",
]
