"""The pages of this app, by subject."""

from contracts.views.devices import device, devices, repay_early
from contracts.views.lines import line, lines, services_page, sim_return
from contracts.views.related import end_related, related, related_receipt, related_service

__all__ = [
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
