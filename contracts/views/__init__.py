"""The pages of this app, by subject."""

from contracts.views.lines import line, lines, services_page, sim_return
from contracts.views.option_audit import audit, audit_step
from contracts.views.options import (
    add_option,
    end_option,
    option_added,
    option_ended,
    options,
    tick_option,
)

__all__ = [
    "add_option",
    "audit",
    "audit_step",
    "end_option",
    "line",
    "lines",
    "option_added",
    "option_ended",
    "options",
    "services_page",
    "sim_return",
    "tick_option",
]
