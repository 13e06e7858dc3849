"""The pages of this app, by subject."""

from contracts.views.buying import buy_data, data_receipt
from contracts.views.data import data_of_all, data_of_line, switch_data
from contracts.views.devices import certificate, device, devices, repay_early
from contracts.views.lines import line, lines, services_page, sim_return
from contracts.views.related import end_related, related, related_receipt, related_service
from contracts.views.requests import desk_request

__all__ = [
    "buy_data",
    "data_of_all",
    "data_of_line",
    "data_receipt",
    "line",
    "lines",
    "services_page",
    "sim_return",
    "switch_data",
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
