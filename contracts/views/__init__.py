"""The pages of this app, by subject."""

from contracts.views.devices import certificate, device, devices, repay_early
from contracts.views.lines import line, lines, services_page, sim_return
from contracts.views.related import end_related, related, related_receipt, related_service
from contracts.views.requests import desk_request

__all__ = [
    "certificate",
    "desk_request",
    "device",
    "devices",
    "end_related",
    "line",
    "lines",
    "related",
    "related_receipt",
    "related_service",
    "repay_early",
    "services_page",
    "sim_return",
]
