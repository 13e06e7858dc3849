"""What a member holds."""

from contracts.models.application import Application, AppliedLine
from contracts.models.calls import CallUse
from contracts.models.data import DataGrant, DataUse
from contracts.models.desk_request import DeskRequest
from contracts.models.device import Device, Payment
from contracts.models.donor import OneStopDonor
from contracts.models.group import Seat, ShareGroup
from contracts.models.leaving_check import LeavingCheck
from contracts.models.line import Line
from contracts.models.notice import ContractNotice
from contracts.models.period import OptionPeriod, PlanPeriod
from contracts.models.plan_change import PlanChange
from contracts.models.related import RelatedService
from contracts.models.sim import Sim

__all__ = [
    "Application",
    "AppliedLine",
    "CallUse",
    "ContractNotice",
    "DataGrant",
    "DataUse",
    "DeskRequest",
    "Device",
    "LeavingCheck",
    "Line",
    "OneStopDonor",
    "OptionPeriod",
    "Payment",
    "PlanChange",
    "PlanPeriod",
    "RelatedService",
    "Seat",
    "ShareGroup",
    "Sim",
]
