"""The mails about what a member holds, by subject."""

from contracts.emails.devices import paid_off, paid_off_certificate, rest_called_in

__all__ = [
    "paid_off",
    "paid_off_certificate",
    "rest_called_in",
]
