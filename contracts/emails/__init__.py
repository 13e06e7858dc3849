"""The mails about what a member holds, by subject."""

from contracts.emails.applications import (
    application_lapsed,
    application_lapses,
    application_received,
)
from contracts.emails.course import (
    application_called_off,
    card_sent,
    contract_notice,
    port_in_waits,
    reservation_lapsed,
)
from contracts.emails.data import data_bought, data_runs_out
from contracts.emails.devices import paid_off, paid_off_certificate, rest_called_in
from contracts.emails.groups import group_change_called_off, line_parts, lines_join, primary_changed
from contracts.emails.leaving import after_leaving, return_reminder
from contracts.emails.options import (
    option_added,
    option_end_received,
    option_ended,
    option_goes_on,
    trial_ends,
)
from contracts.emails.plans import plan_change_step
from contracts.emails.related import hikari_step, mio_wari_ends, service_ended
from contracts.emails.requests import request_received, request_refused

__all__ = [
    "application_lapsed",
    "application_lapses",
    "application_received",
    "after_leaving",
    "application_called_off",
    "card_sent",
    "contract_notice",
    "data_bought",
    "data_runs_out",
    "group_change_called_off",
    "hikari_step",
    "line_parts",
    "lines_join",
    "mio_wari_ends",
    "option_added",
    "option_end_received",
    "option_ended",
    "option_goes_on",
    "paid_off",
    "paid_off_certificate",
    "plan_change_step",
    "port_in_waits",
    "primary_changed",
    "request_received",
    "request_refused",
    "reservation_lapsed",
    "rest_called_in",
    "return_reminder",
    "service_ended",
    "trial_ends",
]
