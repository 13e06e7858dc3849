"""The only writer of this app's tables."""

from billing.services.chasing import chase
from billing.services.collecting import (
    NotCharged,
    charge_again,
    charge_bill,
    charge_debts,
    collect,
)
from billing.services.counter import AlreadyConfirmed, confirm, miss_transfer, pay_at_store
from billing.services.damage import charge_damage, give_back_damage
from billing.services.history import write_past
from billing.services.posting import charge_once
from billing.services.refunds import NotPaidYet, TooMuch, refund, refunded_yen
from billing.services.run import (
    NotProven,
    TooEarly,
    begin_run,
    bill_month,
    do_chunk,
    do_chunks,
    finish_run,
    open_books,
)
from billing.services.settling import clear_all
from billing.services.telling import tell_chunk

__all__ = [
    "AlreadyConfirmed",
    "NotCharged",
    "NotPaidYet",
    "NotProven",
    "TooEarly",
    "TooMuch",
    "begin_run",
    "bill_month",
    "charge_again",
    "charge_bill",
    "charge_damage",
    "charge_debts",
    "charge_once",
    "chase",
    "clear_all",
    "collect",
    "confirm",
    "do_chunk",
    "do_chunks",
    "finish_run",
    "miss_transfer",
    "give_back_damage",
    "open_books",
    "pay_at_store",
    "refund",
    "refunded_yen",
    "tell_chunk",
    "write_past",
]
