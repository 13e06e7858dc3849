"""The only writer of this app's tables."""

from billing.services.posting import charge_once
from billing.services.run import (
    NotProven,
    TooEarly,
    begin_run,
    bill_month,
    do_chunk,
    finish_run,
    open_books,
)
from billing.services.telling import tell_chunk

__all__ = [
    "NotProven",
    "TooEarly",
    "begin_run",
    "bill_month",
    "charge_once",
    "do_chunk",
    "finish_run",
    "open_books",
    "tell_chunk",
]
