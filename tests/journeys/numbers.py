"""Leaving with the number, for the street: a wizard, a live number, one that waits, an order."""

from datetime import datetime

from accounts.models import Member
from tests.factories import LineFactory, OperatorOrderFactory, PortRequestFactory
from tests.mnp.asking import act_of


def numbers_of(owner: Member, at: datetime) -> dict[str, str]:
    """One of everything that has an address."""
    lines = [LineFactory(member=owner) for _ in range(3)]
    return {
        "port_act": act_of(lines[0], at).code,
        "live_number": PortRequestFactory(line=lines[1]).receipt_number,
        "waiting_number": PortRequestFactory(line=lines[2], waiting=True).receipt_number,
        "one_stop": OperatorOrderFactory(phone_number=lines[0].phone_number).reference,
    }
