"""The pages of this app, by subject."""

from contracts.views.devices import certificate, device, devices, repay_early
from contracts.views.lines import line, lines, services_page, sim_return
from contracts.views.plans import (
    book_plan,
    plan_change,
    plan_change_receipt,
    withdraw_plan,
)
from contracts.views.related import end_related, related, related_receipt, related_service
from contracts.views.requests import desk_request

__all__ = [
    "book_plan",
    "certificate",
    "desk_request",
    "device",
    "devices",
    "end_related",
    "line",
    "lines",
    "plan_change",
    "plan_change_receipt",
    "related",
    "related_receipt",
    "related_service",
    "repay_early",
    "services_page",
    "sim_return",
    "withdraw_plan",
]
