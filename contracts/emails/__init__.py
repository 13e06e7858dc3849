"""The mails about what a member holds, by subject."""

from contracts.emails.data import data_bought, data_runs_out
from contracts.emails.devices import paid_off, paid_off_certificate, rest_called_in
from contracts.emails.leaving import after_leaving
from contracts.emails.related import hikari_step, mio_wari_ends, service_ended
from contracts.emails.requests import request_received, request_refused

__all__ = [
    "after_leaving",
    "data_bought",
    "data_runs_out",
    "hikari_step",
    "mio_wari_ends",
    "paid_off",
    "paid_off_certificate",
    "request_received",
    "request_refused",
    "rest_called_in",
    "service_ended",
]

