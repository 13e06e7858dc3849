"""The only writer of this app's tables."""

from accounts.services.registration import register_member
from accounts.services.sessions import record_sign_in, record_sign_out
from accounts.services.staff import make_staff
from accounts.services.standing import (
    NothingOwed,
    complete_identity,
    note_debt,
    note_last_service_ended,
    return_identity,
    settle_debt,
)

__all__ = [
    "NothingOwed",
    "complete_identity",
    "make_staff",
    "note_debt",
    "note_last_service_ended",
    "record_sign_in",
    "record_sign_out",
    "register_member",
    "return_identity",
    "settle_debt",
]
