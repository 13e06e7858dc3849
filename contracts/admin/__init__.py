"""The desk's screens of this app, by subject."""

from contracts.admin.applications import ApplicationAdmin
from contracts.admin.applied_lines import AppliedLineAdmin, ContractNoticeAdmin
from contracts.admin.data import DataGrantAdmin, DataUseAdmin
from contracts.admin.devices import DeviceAdmin, PaymentAdmin
from contracts.admin.donors import OneStopDonorAdmin
from contracts.admin.groups import ShareGroupAdmin
from contracts.admin.lines import LineAdmin
from contracts.admin.options import OptionPeriodAdmin
from contracts.admin.plans import PlanChangeAdmin
from contracts.admin.related import RelatedServiceAdmin
from contracts.admin.requests import DeskRequestAdmin
from contracts.admin.sims import SimAdmin

__all__ = [
    "AppliedLineAdmin",
    "ContractNoticeAdmin",
    "ApplicationAdmin",
    "DataGrantAdmin",
    "DataUseAdmin",
    "DeskRequestAdmin",
    "DeviceAdmin",
    "LineAdmin",
    "OneStopDonorAdmin",
    "OptionPeriodAdmin",
    "PaymentAdmin",
    "PlanChangeAdmin",
    "RelatedServiceAdmin",
    "ShareGroupAdmin",
    "SimAdmin",
]
