"""The pages of this app, by subject."""

from contracts.views.buying import buy_data, data_receipt
from contracts.views.data import data_of_all, data_of_line, switch_data
from contracts.views.lines import line, lines, services_page, sim_return

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
]
